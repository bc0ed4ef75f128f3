"""Files on their own, and correcting the text of their pages."""

import pytest
from django.core.files.storage import storages

from library.intake import words
from library.intake.accept import accept_file
from library.models import Page, PublicationFile

pytestmark = pytest.mark.django_db
FILES = "/admin/library/publicationfile/"


@pytest.fixture
def draft(publish, content):
    """A draft with two versions of its file."""
    draft = publish("A draft", state="draft")
    for name in ("doj-2022-guidance-on-web-accessibility.pdf", "congress-2003-hr-1904.pdf"):
        accept_file(draft, content(name))
    return draft


@pytest.fixture
def page(draft):
    file = draft.files.current().get()
    file.intake_state, file.page_count = "text", 1
    file.save()
    boxes = words.pack([(0, 0, 10, 10), (10, 0, 20, 10)])
    return Page.objects.create(file=file, number=1, text="Tbe law", width=612, height=792, word_boxes=boxes)


def change(record):
    return f"/admin/library/{record._meta.model_name}/{record.pk}/change/"


def test_files_are_listed_and_filtered_by_outcome_in_words(staff_client, draft):
    draft.files.filter(version=1).update(intake_state="encrypted")
    page = staff_client.get(FILES, {"intake_state__exact": "encrypted"})
    assert [file.version for file in page.context["cl"].result_list] == [1]
    assert "Encrypted: needs a password" in page.text
    assert f'<a href="/admin/library/publication/{draft.pk}/change/">A draft</a>' in page.text


def test_files_are_tried_again_together(staff_client, draft):
    PublicationFile.objects.update(intake_state="set-aside", intake_attempts=3)
    chosen = [file.pk for file in draft.files.all()]
    page = staff_client.post(FILES, {"action": "try_again", "_selected_action": chosen}, follow=True)
    assert "2 waiting to be processed again." in page.text
    assert set(draft.files.values_list("intake_state", "intake_attempts")) == {("waiting", 0)}


def test_files_are_not_added_there(staff_client, draft):
    assert staff_client.get(f"{FILES}add/").status_code == 403


def test_facts_of_a_file_are_not_changed_there_but_its_note_is(staff_client, draft):
    file = draft.files.current().get()
    staff_client.post(change(file), {"note": "A better scan.", "sha256": "f" * 64, "intake_state": "text"})
    sha256 = file.sha256
    file.refresh_from_db()
    assert (file.note, file.sha256, file.intake_state) == ("A better scan.", sha256, "waiting")


def test_older_version_of_a_draft_is_deleted_with_its_bytes(staff_client, draft, django_capture_on_commit_callbacks):
    old, current = draft.files.get(version=1), draft.files.get(version=2)
    Page.objects.create(file=old, number=1, width=1, height=1)
    assert staff_client.post(f"{FILES}{current.pk}/delete/", {"post": "yes"}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert staff_client.post(f"{FILES}{old.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(draft.files.all()) == [current]
    assert not storages["originals"].exists(old.original.name)
    assert storages["originals"].exists(current.original.name)


def test_no_version_of_a_public_document_is_deleted(staff_client, draft):
    draft.move_to("published")
    for file in draft.files.all():
        assert staff_client.post(f"{FILES}{file.pk}/delete/", {"post": "yes"}).status_code == 403
    assert draft.files.count() == 2


def test_corrected_text_is_marked_and_told_to_the_history(staff_client, page):
    shown = staff_client.get(change(page))
    assert "Tbe law" in shown.text
    assert f"{FILES}{page.file_id}/pages/1/" in shown.text
    staff_client.post(change(page), {"text": "The law"})
    page.refresh_from_db()
    assert (page.text, page.is_corrected) == ("The law", True)
    entry = page.file.publication.history.first()
    assert entry.history_change_reason == "Text of page 1 in version 2 corrected."
    assert entry.history_user.username == "librarian"


def test_places_of_words_are_kept_while_they_fit_the_text(staff_client, page):
    staff_client.post(change(page), {"text": "The law"})
    page.refresh_from_db()
    assert len(words.unpack(page.word_boxes)) == 2
    staff_client.post(change(page), {"text": "The law says"})
    page.refresh_from_db()
    assert words.unpack(page.word_boxes) == []


def test_saving_a_page_unchanged_marks_nothing(staff_client, page):
    entries = page.file.publication.history.count()
    staff_client.post(change(page), {"text": "Tbe law"})
    page.refresh_from_db()
    assert not page.is_corrected
    assert page.file.publication.history.count() == entries


def test_pages_are_found_by_publication_and_neither_added_nor_deleted(staff_client, page):
    found = staff_client.get("/admin/library/page/", {"q": "a draft"}).context["cl"].result_list
    assert list(found) == [page]
    assert staff_client.get("/admin/library/page/add/").status_code == 403
    assert staff_client.post(f"/admin/library/page/{page.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Page.objects.exists()
