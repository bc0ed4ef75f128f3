"""Rights: what members of staff without one may not do, even by sending requests that no page offers."""

import pytest

from library.intake.accept import accept_file
from library.models import Author, Page, Publication, PublicationFile, PublicationType, Topic

pytestmark = pytest.mark.django_db
LIST = "/admin/library/publication/"
ADD = f"{LIST}add/"
UPLOAD = f"{LIST}upload/"
SEE = ["view_publication", "view_publicationtype", "view_topic", "view_audience", "view_author"]
EDIT = [*SEE, "add_publication", "change_publication"]
FILES = ["add_publicationfile", "change_publicationfile", "view_publicationfile"]


@pytest.fixture
def draft(publish, content):
    draft = publish("A draft", state="draft")
    accept_file(draft, content("congress-2003-hr-1904.pdf"))
    PublicationFile.objects.update(intake_state="broken")
    return draft


def new_document(**more):
    brief = PublicationType.objects.get(slug="brief").pk
    management = {"authorship_set-TOTAL_FORMS": "0", "authorship_set-INITIAL_FORMS": "0"}
    return {"title": "New", "slug": "new", "type": brief, "language": "en", **management, **more}


def test_visitors_are_sent_to_log_in(client, draft, form_of):
    for address in (LIST, ADD, UPLOAD, form_of(draft), f"{LIST}{draft.pk}/history/", f"{LIST}{draft.pk}/delete/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/")


def test_covers_and_originals_in_the_admin_are_for_those_who_may_see_documents(client, staff, draft):
    file = draft.files.get()
    for path in ("cover/", "pages/1/", "original.pdf"):
        address = f"/admin/library/publicationfile/{file.pk}/{path}"
        assert client.get(address).status_code == 302
        assert staff("view_topic").get(address).status_code == 403
    assert staff("view_publication").get(address).status_code == 200


def test_viewers_change_nothing(staff, draft, form_of, pdf):
    viewer = staff(*SEE)
    assert viewer.get(LIST).status_code == 200
    page = viewer.get(form_of(draft))
    assert page.status_code == 200
    for button in ("_save", "_make_current", "_try_again", 'type="file"'):
        assert button not in page.text
    for data in ({"title": "Forged"}, {"_try_again": draft.files.get().pk}, {"upload": pdf()}):
        assert viewer.post(form_of(draft), new_document(**data)).status_code == 403
    assert viewer.post(ADD, new_document()).status_code == 403
    assert viewer.get(UPLOAD).status_code == 403
    assert viewer.post(UPLOAD, {"files": [pdf()], "type": draft.type_id}).status_code == 403
    assert viewer.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Publication.objects.get().title == "A draft"
    assert draft.files.get().intake_state == "broken"


@pytest.mark.parametrize("action", ["publish_now", "withdraw", "feature", "unfeature", "delete_selected"])
def test_forged_actions_do_nothing_without_the_right(staff, publish, action):
    draft, public = publish("A draft", state="draft", is_featured=True), publish("In public")
    editor = staff(*EDIT, *FILES)
    page = editor.get(LIST)
    assert f'value="{action}"' not in page.text
    data = {"action": action, "_selected_action": [draft.pk, public.pk], "post": "yes"}
    editor.post(LIST, {**data, "withdraw": "Withdraw", "withdrawn_reason": "Forged."})
    assert sorted(Publication.objects.values_list("title", "state", "is_featured")) == [
        ("A draft", "draft", True),
        ("In public", "published", False),
    ]


@pytest.mark.parametrize("state", ["draft", "published"])
def test_editors_without_the_right_to_publish_cannot_by_the_form(staff, save, form_of, publish, state):
    publication = publish(state=state)
    editor = staff(*EDIT)
    assert 'name="state"' not in editor.get(form_of(publication)).text
    forged = {"state": "withdrawn" if state == "published" else "published", "withdrawn_reason": "Forged."}
    answer = save(editor, form_of(publication), title="Edited", is_featured="on", **forged)
    assert answer.status_code == 302
    publication.refresh_from_db()
    assert (publication.title, publication.state, publication.is_featured) == ("Edited", state, False)
    assert publication.withdrawn_reason == ""


def test_new_document_of_an_editor_is_a_draft_whatever_was_sent(staff):
    answer = staff(*EDIT).post(ADD, new_document(state="published", is_featured="on"))
    assert answer.status_code == 302
    assert Publication.objects.get().state == "draft"


def test_authors_are_changed_with_their_document_and_by_nobody_else(staff, save, form_of, publish):
    publication, author = publish(state="draft"), Author.objects.create(name="English")
    rows = {
        "authorship_set-TOTAL_FORMS": "1",
        "authorship_set-INITIAL_FORMS": "0",
        "authorship_set-0-author": author.pk,
        "authorship_set-0-position": "1",
    }
    assert staff(*SEE).post(form_of(publication), new_document(**rows)).status_code == 403
    assert not publication.authors.exists()
    save(staff(*EDIT), form_of(publication), **rows)
    assert list(publication.authors.all()) == [author]


def test_publishers_publish_by_the_form_and_by_action(staff, save, form_of, publish):
    publisher = staff(*EDIT, "publish_publication")
    by_form, by_action = publish("One", state="draft"), publish("Two", state="draft")
    save(publisher, form_of(by_form), state="published")
    publisher.post(LIST, {"action": "publish_now", "_selected_action": [by_action.pk]})
    assert set(Publication.objects.values_list("state", flat=True)) == {"published"}


def test_files_sent_by_editors_without_the_right_to_upload_are_ignored(staff, save, form_of, publish, pdf):
    publication = publish(state="draft")
    editor = staff(*EDIT)
    assert 'type="file"' not in editor.get(form_of(publication)).text
    save(editor, form_of(publication), upload=pdf())
    assert not PublicationFile.objects.exists()
    assert editor.post(UPLOAD, {"files": [pdf()], "type": publication.type_id}).status_code == 403
    assert Publication.objects.count() == 1


def test_buttons_for_files_need_the_right_to_change_files(staff, save, form_of, draft, content):
    old = draft.files.get()
    accept_file(draft, content("doj-2022-guidance-on-web-accessibility.pdf"))
    editor = staff(*EDIT)
    save(editor, form_of(draft), _try_again=str(old.pk))
    save(editor, form_of(draft), _make_current=str(old.pk))
    old.refresh_from_db()
    assert (old.intake_state, old.is_current) == ("broken", False)


def test_buttons_reach_the_files_of_their_own_document_only(staff, save, form_of, draft, publish):
    other = publish("Another", state="draft")
    file = draft.files.get()
    save(staff(*EDIT, *FILES), form_of(other), _try_again=str(file.pk))
    file.refresh_from_db()
    assert file.intake_state == "broken"


def test_trying_files_again_needs_the_right_to_change_them(staff, draft):
    data = {"action": "try_again", "_selected_action": [draft.files.get().pk]}
    staff("view_publicationfile").post("/admin/library/publicationfile/", data)
    assert draft.files.get().intake_state == "broken"
    staff("view_publicationfile", "change_publicationfile").post("/admin/library/publicationfile/", data)
    assert draft.files.get().intake_state == "waiting"


def test_page_text_is_not_changed_by_those_who_may_only_read_it(staff, draft):
    page = Page.objects.create(file=draft.files.get(), number=1, text="As read", width=1, height=1)
    answer = staff("view_page").post(f"/admin/library/page/{page.pk}/change/", {"text": "Forged"})
    assert answer.status_code == 403
    page.refresh_from_db()
    assert page.text == "As read"


@pytest.mark.parametrize("rights", [["view_topic", "change_topic"], ["view_topic", "delete_topic"]])
def test_merging_needs_the_rights_to_change_and_to_delete(staff, publish, rights):
    publish(topics=["Old"])
    kept = Topic.objects.create(name="Kept", slug="kept")
    old = Topic.objects.get(name="Old")
    data = {"action": "merge", "_selected_action": [old.pk], "merge": "Merge", "target": kept.pk}
    staff(*rights).post("/admin/library/topic/", data)
    assert Topic.objects.filter(name="Old").exists()


def test_requests_from_other_sites_are_refused(django_user_model, publish, form_of):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(django_user_model.objects.create_superuser("librarian"))
    publication = publish(state="draft")
    action = {"action": "publish_now", "_selected_action": [publication.pk]}
    for address, data in ((LIST, action), (UPLOAD, {}), (form_of(publication), new_document())):
        assert browser.post(address, data).status_code == 403
    publication.refresh_from_db()
    assert publication.state == "draft"
