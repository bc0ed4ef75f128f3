"""Many files at once: drafts for the good ones, reasons for the bad ones."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from library.admin.names import free_slug, readable_title
from library.models import Publication, PublicationFile, PublicationType

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/library/publication/upload/"


@pytest.fixture
def upload(staff_client):
    """upload(*files) → the page that tells what became of them."""

    def send(*files):
        guide = PublicationType.objects.get(slug="guide")
        return staff_client.post(UPLOAD, {"files": files, "type": guide.pk}, follow=True)

    return send


def test_each_file_becomes_a_draft_named_after_it(upload, pdf):
    page = upload(pdf("web_accessibility-guidance.pdf"), pdf("House bill.PDF", "congress-2003-hr-1904.pdf"))
    drafts = Publication.objects.order_by("pk")
    assert [(d.title, d.slug, d.state, d.type.slug) for d in drafts] == [
        ("Web accessibility guidance", "web-accessibility-guidance", "draft", "guide"),
        ("House bill", "house-bill", "draft", "guide"),
    ]
    assert not any(draft.facts_verified for draft in drafts)
    assert [file.intake_state for file in PublicationFile.objects.all()] == ["waiting", "waiting"]
    for draft in drafts:
        assert f'<a href="/admin/library/publication/{draft.pk}/change/">{draft.title}</a>' in page.text


def test_bad_files_are_refused_by_name_and_lose_no_good_one(upload, pdf):
    page = upload(
        SimpleUploadedFile("letter.docx", b"PK\x03\x04 office"),
        pdf("good.pdf"),
        SimpleUploadedFile("renamed.pdf", b"GIF89a"),
        SimpleUploadedFile("nothing.pdf", b""),
    )
    assert [publication.title for publication in Publication.objects.all()] == ["Good"]
    refused = [outcome for outcome in page.context["outcomes"] if "refused" in outcome]
    assert [outcome["name"] for outcome in refused] == ["letter.docx", "renamed.pdf", "nothing.pdf"]
    assert "empty" in refused[2]["refused"]
    assert all(escape(outcome["refused"]) in page.text for outcome in refused)


def test_file_already_held_is_taken_in_and_the_other_document_named(upload, pdf, publish):
    upload(pdf("first.pdf"))
    page = upload(pdf("second.pdf"))
    first = Publication.objects.get(title="First")
    assert Publication.objects.count() == 2
    assert "The very same file is held already" in page.text
    assert f'<a href="/admin/library/publication/{first.pk}/change/">First</a>' in page.text


def test_same_name_twice_gets_two_addresses(upload, pdf):
    upload(pdf("report.pdf"), pdf("report.pdf", "congress-2003-hr-1904.pdf"))
    assert set(Publication.objects.values_list("slug", flat=True)) == {"report", "report-2"}


def test_reloading_the_page_afterward_makes_nothing_twice(upload, staff_client, pdf):
    page = upload(pdf())
    assert page.redirect_chain == [(UPLOAD, 302)]
    assert "Draft made" not in staff_client.get(UPLOAD).text


def test_no_file_or_no_type_is_told_at_the_field(staff_client, pdf):
    page = staff_client.post(UPLOAD, {"files": [pdf()], "type": ""})
    assert "type" in page.context["form"].errors
    assert "choose your files again" in page.text
    page = staff_client.post(UPLOAD, {"type": PublicationType.objects.first().pk})
    assert page.context["form"].errors["files"] == ["Choose at least one file."]
    assert not Publication.objects.exists()


def test_limits_are_told_where_files_are_chosen(staff_client, settings):
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    help_text = staff_client.get(UPLOAD).context["form"].fields["files"].help_text
    assert "3.0\xa0MB" in help_text
    assert f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES} files" in help_text


def test_answer_does_not_wait_for_files_to_be_read(upload, samples):
    files = [
        SimpleUploadedFile(path.name, path.read_bytes(), content_type="application/pdf")
        for path in sorted(samples.glob("*.pdf"))
    ]
    started = time.monotonic()
    page = upload(*files)
    assert time.monotonic() - started < 2
    assert Publication.objects.count() == len(files) == 12
    assert page.text.count("Draft made") == 12


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("csom_supervision-guide_2007.PDF", "Csom supervision guide 2007"),
        ("supervision%20guide.pdf", "Supervision guide"),
        ("co-occurring disorders.pdf", "Co-occurring disorders"),
        ("..\\..\\boot.pdf", "Boot"),
        ("a\u202efdp.exe.pdf", "A fdp.exe"),
        ("line\nbreak.pdf", "Line break"),
        (".pdf", "Untitled"),
        ("x" * 400 + ".pdf", "X" + "x" * 299),
    ],
)
def test_title_is_read_from_the_name_of_the_file(name, title):
    assert readable_title(name) == title


def test_slug_is_free_among_present_and_old_addresses(publish):
    moved = publish("Report", slug="report")
    moved.slug = "annual-report"
    moved.save()
    assert free_slug("Report") == "report-2"
    assert free_slug("Annual report") == "annual-report-2"
    assert free_slug("???") == "document"
    assert len(free_slug("word " * 100)) <= 120
