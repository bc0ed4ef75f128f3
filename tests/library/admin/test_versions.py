"""The file on a document's form: a new version, the current one, another try, what the PDF suggests."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from library.intake.process import process_file
from library.models import Author, PublicationFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(publish):
    return publish("A draft", state="draft")


@pytest.fixture
def held(staff_client, save, form_of, draft, pdf):
    """The draft with one version of a file."""
    save(staff_client, form_of(draft), upload=pdf())
    return draft


def test_upload_makes_the_first_version_and_leaves_its_reading_to_the_worker(held, pdf):
    file = held.files.get()
    assert (file.version, file.is_current, file.original_name) == (1, True, "guidance.pdf")
    assert file.intake_state == "waiting"
    assert file.original.read() == pdf().read()
    assert file.uploaded_by.username == "librarian"


def test_new_version_becomes_the_current_one_and_keeps_its_note(staff_client, save, form_of, held, pdf):
    other = pdf("second.pdf", "congress-2003-hr-1904.pdf")
    save(staff_client, form_of(held), upload=other, upload_note="New figures in chapter 2.")
    new, old = held.files.all()
    assert (new.version, new.is_current, new.note) == (2, True, "New figures in chapter 2.")
    assert not old.is_current
    page = staff_client.get(form_of(held)).text
    assert new.sha256 in page
    assert old.sha256 in page
    assert "New figures in chapter 2." in page


def test_older_version_is_made_current_again(staff_client, save, form_of, held, pdf):
    save(staff_client, form_of(held), upload=pdf("second.pdf", "congress-2003-hr-1904.pdf"))
    old = held.files.get(version=1)
    answer = save(staff_client, form_of(held), _make_current=str(old.pk), summary="Typed before pressing.")
    assert answer.headers["Location"] == form_of(held)
    assert held.files.current().get() == old
    held.refresh_from_db()
    assert held.summary == "Typed before pressing."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("guidance.docx", b"PK\x03\x04 not a PDF", "Save it as PDF"),
        ("guidance.pdf", b"PK\x03\x04 renamed", "Save it as PDF"),
        ("guidance.pdf", b"only words", "not a PDF"),
        ("guidance.pdf", b"", "empty"),
    ],
)
def test_bad_file_is_refused_at_the_field_and_nothing_typed_is_lost(
    staff_client, save, form_of, draft, name, content, reason
):
    answer = save(staff_client, form_of(draft), upload=SimpleUploadedFile(name, content), summary="Typed at length.")
    assert reason in answer.context["adminform"].form.errors["upload"][0]
    assert "Typed at length." in answer.text
    assert "choose your file again" in answer.text
    assert not PublicationFile.objects.exists()
    draft.refresh_from_db()
    assert draft.summary == ""


def test_good_file_beside_another_error_has_to_be_chosen_again_and_the_form_says_so(
    staff_client, save, form_of, draft, pdf
):
    answer = save(staff_client, form_of(draft), upload=pdf(), title="")
    assert "choose your file again" in answer.text
    assert not PublicationFile.objects.exists()


def test_full_disk_is_told_at_the_field_and_nothing_is_kept(
    staff_client, save, form_of, draft, pdf, monkeypatch, settings
):
    def full(storage, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    answer = save(staff_client, form_of(draft), upload=pdf(), summary="Typed at length.")
    assert "No space left on device" in answer.context["adminform"].form.errors["upload"][0]
    assert "Typed at length." in answer.text
    assert not PublicationFile.objects.exists()
    draft.refresh_from_db()
    assert draft.summary == ""


def test_same_bytes_are_taken_in_with_a_warning_that_names_and_links_the_other_document(
    staff_client, save, form_of, held, publish, pdf, told
):
    other = publish("Another record of it", state="draft")
    answer = save(staff_client, form_of(other), upload=pdf("copy.pdf"))
    warning = told(answer)
    assert "already holds the very same file" in warning
    assert f'<a href="{form_of(held)}">A draft</a>' in warning
    assert other.files.count() == 1


def test_new_bytes_are_taken_in_without_a_warning(staff_client, save, form_of, draft, pdf, told):
    assert "very same" not in told(save(staff_client, form_of(draft), upload=pdf()))


def test_facts_that_intake_found_are_shown(staff_client, form_of, held):
    file = held.files.get()
    process_file(file.pk)
    PublicationFile.objects.update(warnings=["It carries a script."], is_tagged=False)
    page = staff_client.get(form_of(held)).text
    file.refresh_from_db()
    assert f"Text read, {file.page_count} pages" in page
    assert "It carries a script." in page
    assert "it has no tags" in page
    assert file.sha256 in page


def test_file_in_trouble_is_tried_again(staff_client, save, form_of, held, told):
    file = held.files.get()
    PublicationFile.objects.update(intake_state="set-aside", intake_attempts=3, intake_note="It ran out of time.")
    page = staff_client.get(form_of(held)).text
    assert "It ran out of time." in page
    assert "Set aside after three tries" in page
    told(save(staff_client, form_of(held), _try_again=str(file.pk)))
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == ("waiting", 0)


@pytest.fixture
def suggesting(held):
    """The draft, whose PDF says a title, an author and a date."""
    PublicationFile.objects.update(
        suggested_title="Guidance on the Web", suggested_author="English, Kim", suggested_date="2007-03"
    )
    return held


def test_pdf_suggestions_fill_what_is_empty(staff_client, save, form_of, suggesting):
    kim = Author.objects.create(name="English", given="Kim")
    for fact in ("author", "date"):
        save(staff_client, form_of(suggesting), _take_over=fact)
    suggesting.refresh_from_db()
    assert suggesting.published == "March 2007"
    assert list(suggesting.authors.all()) == [kim]


def test_pdf_title_replaces_one_made_from_the_file_name_only(staff_client, save, form_of, suggesting):
    save(staff_client, form_of(suggesting), _take_over="title")
    suggesting.refresh_from_db()
    assert suggesting.title == "A draft"
    save(staff_client, form_of(suggesting), title="Guidance", _take_over="title")
    suggesting.refresh_from_db()
    assert suggesting.title == "Guidance on the Web"


def test_pdf_suggestions_never_overwrite(staff_client, save, form_of, suggesting, told):
    Author.objects.create(name="English", given="Kim")
    other = Author.objects.create(name="Abel")
    suggesting.authorship_set.create(author=other)
    answer = save(staff_client, form_of(suggesting), _take_over="date", year="1999")
    assert "was not taken over" in told(answer)
    save(staff_client, form_of(suggesting), _take_over="author")
    suggesting.refresh_from_db()
    assert suggesting.published == "1999"
    assert list(suggesting.authors.all()) == [other]


def test_unknown_author_of_a_pdf_is_offered_to_be_added_not_made_up(staff_client, save, form_of, suggesting):
    page = staff_client.get(form_of(suggesting)).text
    assert "/admin/library/author/add/?name=English%2C%20Kim" in page
    save(staff_client, form_of(suggesting), _take_over="author")
    assert not Author.objects.exists()


def test_markup_in_a_pdf_title_is_shown_as_text(staff_client, form_of, suggesting):
    PublicationFile.objects.update(suggested_title="<script>alert(1)</script>")
    page = staff_client.get(form_of(suggesting)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
