"""What may be deleted, what is told before, and what stays."""

import pytest
from django.core.files.storage import storages

from library.intake.accept import accept_file
from library.models import OldSlug, Page, Publication, PublicationFile

pytestmark = pytest.mark.django_db
LIST = "/admin/library/publication/"


def address(publication):
    return f"/admin/library/publication/{publication.pk}/delete/"


@pytest.fixture
def draft(publish):
    return publish("A draft", state="draft")


def test_draft_is_deleted_with_its_files_and_their_bytes(
    staff_client, draft, content, django_capture_on_commit_callbacks
):
    file = accept_file(draft, content("congress-2003-hr-1904.pdf"))
    Page.objects.create(file=file, number=1, width=1, height=1)
    assert storages["originals"].exists(file.original.name)
    assert staff_client.get(address(draft)).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert staff_client.post(address(draft), {"post": "yes"}).status_code == 302
    assert not Publication.objects.exists()
    assert not PublicationFile.objects.exists()
    assert not storages["originals"].exists(file.original.name)


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_document_that_was_public_is_never_deleted(staff_client, publish, state):
    publication = publish(state=state)
    for answer in (staff_client.get(address(publication)), staff_client.post(address(publication), {"post": "yes"})):
        assert answer.status_code == 403
        assert "Withdraw it instead" in answer.text
    assert Publication.objects.exists()


def test_document_whose_history_was_public_is_never_deleted(staff_client, publish):
    publication = publish()
    Publication.objects.update(state="draft", public_from=None)
    assert staff_client.post(address(publication), {"post": "yes"}).status_code == 403
    assert Publication.objects.exists()


def test_scheduled_document_is_deleted_before_its_moment_and_not_after(staff_client, publish):
    from datetime import timedelta

    from django.utils import timezone

    before, after = publish("Before", state="scheduled"), publish("After", state="scheduled")
    Publication.objects.filter(pk=after.pk).update(public_from=timezone.now() - timedelta(minutes=1))
    assert staff_client.post(address(before), {"post": "yes"}).status_code == 302
    assert staff_client.post(address(after), {"post": "yes"}).status_code == 403


def test_drafts_are_deleted_together_after_asking(staff_client, publish):
    drafts = [publish(f"Draft {i}", state="draft") for i in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk for draft in drafts[:2]]}
    asked = staff_client.post(LIST, chosen)
    assert "Draft 0" in asked.text
    assert Publication.objects.count() == 3
    staff_client.post(LIST, {**chosen, "post": "yes"})
    assert [publication.title for publication in Publication.objects.all()] == ["Draft 2"]


def test_deleting_together_refuses_all_when_one_was_public_and_names_it(staff_client, publish, draft):
    public = publish("In public")
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, public.pk], "post": "yes"}
    page = staff_client.post(LIST, chosen, follow=True)
    assert "“In public” has been public, so it can" in page.text
    assert Publication.objects.count() == 2


def test_what_refers_to_a_document_is_listed_apart_from_its_own_parts(staff_client, publish, draft, form_of, content):
    old = publish("Older edition", replaced_by=draft)
    accept_file(draft, content("congress-2003-hr-1904.pdf"))
    draft.slug = "another-slug"
    draft.save()
    assert OldSlug.objects.filter(publication=draft).exists()
    for page in (staff_client.get(form_of(draft)), staff_client.get(address(draft))):
        (reference,) = page.context["references"]
        assert (reference.field, reference.count) == ("replaced by", 1)
        assert f'<a href="{form_of(old)}">Older edition</a>' in page.text
        assert {part.name for part in page.context["parts"]} == {"publication file", "old slug"}


def test_document_that_nothing_refers_to_says_so(staff_client, draft, form_of):
    page = staff_client.get(form_of(draft))
    assert page.context["references"] == []
    assert "Nothing." in page.text


def test_long_lists_of_references_are_cut_and_counted(staff_client, publish, draft, form_of):
    for i in range(25):
        publish(f"Edition {i}", replaced_by=draft)
    (reference,) = staff_client.get(form_of(draft)).context["references"]
    assert (reference.count, len(reference.records), reference.more) == (25, 20, 5)
