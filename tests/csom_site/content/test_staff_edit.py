"""Staff write: forms, previews, and who may do what."""

import pytest

from csom_site.models import ApproachPart, ContentPage, Notice, RelatedResource
from library.models import Topic
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db
EDIT = {
    "page": ["view_contentpage", "change_contentpage"],
    "part": ["view_approachpart", "change_approachpart"],
    "notice": ["view_notice", "change_notice"],
    "resource": ["view_relatedresource", "change_relatedresource", "view_resourcegroup"],
}


@pytest.fixture
def record(request, page, part, notice, resource):
    """The record whose kind the test is given, and the kind's name."""
    return {"page": page, "part": part, "notice": notice, "resource": resource}[request.param]


each_kind = pytest.mark.parametrize("record", EDIT, indirect=True)


def rights(record):
    model = record._meta.model_name
    return next(rights for rights in EDIT.values() if f"change_{model}" in rights)


def own_text(record):
    """The field that holds what people read."""
    return "offers" if isinstance(record, RelatedResource) else "text"


@each_kind
def test_what_is_saved_is_what_visitors_read(client, staff, send, record):
    assert send(staff(*rights(record)), record, **{own_text(record): "Entirely new words."}).status_code == 302
    assert "Entirely new words." in client.get(record.get_absolute_url()).text
    assert "Entirely new words." not in record.history.last().__dict__[own_text(record)]


@each_kind
def test_preview_shows_the_public_page_and_saves_nothing(client, staff, send, record):
    entries = record.history.count()
    answer = send(staff(*rights(record)), record, "_preview", **{own_text(record): "Entirely *new* words."})
    assert answer.status_code == 200
    assert "Not saved." in answer.text
    assert "new" in answer.text
    assert "Entirely" in " ".join(texts(seen(answer), "//body"))
    assert not seen(answer).xpath("//form[@id]")
    assert "no-store" in answer.headers["Cache-Control"]
    record.refresh_from_db()
    assert "Entirely" not in getattr(record, own_text(record))
    assert record.history.count() == entries
    assert "Entirely" not in client.get(record.get_absolute_url()).text


@each_kind
def test_preview_of_a_form_with_errors_shows_them_and_keeps_what_was_written(staff, send, record):
    wrong = {own_text(record): "New.", "title": "", "name": ""}
    if isinstance(record, Notice):
        wrong = {"text": "", "kind": "warning"}
    answer = send(staff(*rights(record)), record, "_preview", **wrong)
    assert "Please correct the error" in answer.text
    assert "New." in answer.text or 'value="warning" selected' in answer.text
    assert "Not saved." not in answer.text


@each_kind
def test_who_may_only_look_neither_previews_nor_saves(staff, record, form_of):
    viewer = staff(f"view_{record._meta.model_name}")
    page = viewer.get(form_of(record))
    assert page.status_code == 200
    assert "_preview" not in page.text
    assert 'name="seen"' not in page.text
    for button in ("_preview", "_save"):
        assert viewer.post(form_of(record), {own_text(record): "Forged", button: "1"}).status_code == 403
    record.refresh_from_db()
    assert getattr(record, own_text(record)) != "Forged"


@each_kind
def test_visitors_and_strangers_get_nowhere(client, staff, record, form_of):
    version = f"{form_of(record).removesuffix('change/')}history/{record.history.first().pk}/"
    for address in (form_of(record), version):
        assert client.get(address).status_code == 302
        assert client.post(address, {"_preview": "1"}).status_code == 302
        assert staff("view_resourcegroup").get(address).status_code == 403


def test_new_page_is_previewed_before_there_is_a_record(staff):
    editor = staff("view_contentpage", "add_contentpage")
    form = {"title": "New page", "slug": "new", "text": "## Words", "description": "A new page."}
    answer = editor.post("/admin/csom_site/contentpage/add/", {**form, "_preview": "1"})
    assert texts(seen(answer), "//h1") == ["New page"]
    assert not ContentPage.objects.filter(slug="new").exists()
    editor.post("/admin/csom_site/contentpage/add/", {**form, "_save": "1"})
    assert ContentPage.objects.get(slug="new").history.count() == 1


def test_preview_of_a_part_shows_the_topics_and_documents_chosen(staff, send, part, publish):
    chosen, other = publish("Chosen", topics=["Law"]), publish("Other")
    part.publications.add(other)
    editor = staff(*EDIT["part"])
    topic = Topic.objects.get(slug="law")
    answer = send(editor, part, "_preview", topics=[topic.pk], publications=[chosen.pk], title="Renamed", position="1")
    assert "place" in answer.text  # taken: told in the form
    answer = send(editor, part, "_preview", topics=[topic.pk], publications=[chosen.pk], position="7")
    assert titles(answer) == ["Chosen"]
    assert texts(seen(answer), "//section[@aria-labelledby='topics']//li/a") == ["Law"]
    assert list(part.publications.all()) == [other]


def test_markup_in_a_preview_is_as_harmless_as_on_the_page(staff, send, page):
    answer = send(staff(*EDIT["page"]), page, "_preview", text="<script>alert(1)</script> [x](javascript:alert(1))")
    assert "<script>" not in answer.text
    assert not seen(answer).xpath("//a[starts-with(@href, 'javascript')]")


@pytest.mark.parametrize("slug", ["about", "approach", "related-resources"])
def test_pages_that_the_site_counts_on_keep_their_address_and_stay(staff, send, slug, form_of):
    page = ContentPage.objects.get(slug=slug)
    editor = staff("view_contentpage", "change_contentpage", "delete_contentpage")
    send(editor, page, slug="elsewhere", is_public="", title="Another heading")
    page.refresh_from_db()
    assert (page.slug, page.is_public, page.title) == (slug, True, "Another heading")
    assert editor.post(form_of(page).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_forms_say_of_every_field_what_belongs_in_it(staff_client, page, part, notice, resource, form_of):
    unsaid = set()
    for record in (page, part, notice, resource):
        tree = seen(staff_client.get(form_of(record)))
        for row in tree.xpath("//div[contains(@class, 'form-row') and not(contains(@class, 'hidden'))]"):
            if row.xpath(".//input[not(@type='hidden')] | .//textarea | .//select") and not row.xpath(
                ".//*[@class='help']"
            ):
                unsaid |= set(row.xpath(".//label/text()"))
    assert unsaid <= {"Title:", "Where:", "Group:"}


def test_view_on_site_leads_to_the_public_page(staff_client, page, part, resource, form_of):
    for record in (page, part, resource):
        links = seen(staff_client.get(form_of(record))).xpath("//a[@class='viewsitelink']/@href")
        assert links == [record.get_absolute_url()]


def test_start_page_tells_of_links_that_failed_and_leads_to_them(staff, staff_client, resource):
    resource.record_check("gone", 404)
    page = staff_client.get("/admin/")
    [number] = texts(seen(page), "//section[@id='content-work' or @aria-labelledby='content-work']//tr[1]/td")
    assert number == "1"
    for label, count, query in page.context["content_work"]:
        found = staff_client.get(f"/admin/csom_site/relatedresource/?{query}").context["cl"].result_count
        assert found == count, label
    assert "content_work" not in staff("view_notice").get("/admin/").context


def test_staff_see_what_the_last_check_found(staff_client, resource, form_of):
    resource.record_check("moved", 200, "https://institute.example/new")
    answer = staff_client.get(form_of(resource))
    assert "https://institute.example/new" in answer.text
    assert "Leads to another address (200)" in answer.text
    assert "Leads to another address (200)" in staff_client.get("/admin/csom_site/relatedresource/").text


def test_links_can_be_checked_now_by_those_who_may_change_them(staff, resource, django_user_model):
    from django_tasks_db.models import DBTaskResult

    data = {"action": "check_links", "_selected_action": [resource.pk]}
    staff("view_relatedresource").post("/admin/csom_site/relatedresource/", data)
    assert DBTaskResult.objects.count() == 0
    answer = staff(*EDIT["resource"]).post("/admin/csom_site/relatedresource/", data, follow=True)
    assert "1 link will be checked" in answer.text
    assert DBTaskResult.objects.count() == 1


def test_the_same_address_twice_is_refused_in_words(staff, resource):
    editor = staff("view_relatedresource", "add_relatedresource", "view_resourcegroup")
    form = {
        "name": "Again",
        "url": resource.url,
        "offers": "x",
        "group": resource.group_id,
        "position": "1",
        "_save": "1",
    }
    answer = editor.post("/admin/csom_site/relatedresource/add/", form)
    assert "There is a related resource with this address already." in answer.text
    for url in ("javascript:alert(1)", "ftp://institute.example/"):
        assert "Enter a valid URL" in editor.post("/admin/csom_site/relatedresource/add/", {**form, "url": url}).text
    assert RelatedResource.objects.count() == 1


def test_saving_without_a_change_leaves_no_entry_in_the_history(staff_client, page, part, notice, resource, send):
    for record in (page, part, notice, resource):
        entries = record.history.count()
        assert send(staff_client, record).status_code == 302
        assert record.history.count() == entries


def test_deleted_part_and_notice_are_gone_from_the_pages(client, staff_client, part, notice):
    for record in (part, notice):
        staff_client.post(f"/admin/csom_site/{record._meta.model_name}/{record.pk}/delete/", {"post": "yes"})
    assert client.get("/approach/two/").status_code == 404
    assert not Notice.objects.exists()
    assert not ApproachPart.objects.filter(slug="two").exists()
    assert client.get("/approach/one/").status_code == 200
