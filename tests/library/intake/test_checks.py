"""What is refused at the door, and with which words. Nothing refused is ever opened."""

import io
import time
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from library.intake.accept import RefusedFile
from library.intake.checks import check_upload, what_is_allowed

from . import pdfs

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)


def zipped(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content, stored)
    return buffer.getvalue()


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


RENAMED = {
    "DOCX": ("a Word document (DOCX)", zipped(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": "<w/>"})),
    "XLSX": ("an Excel workbook (XLSX)", zipped(**{"[Content_Types]_xml": "<Types/>", "xl__workbook_xml": "<x/>"})),
    "PPTX": ("a PowerPoint presentation (PPTX)", zipped(ppt__presentation_xml="<p/>")),
    "ODT": ("a text document (ODT)", zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>")),
    "EPUB": ("an e-book (EPUB)", zipped(mimetype="application/epub+zip")),
    "ZIP": ("a ZIP archive", zipped(readme="text")),
    "DOC": ("an older Office document", OLE),
    "RTF": ("a rich text document (RTF)", b"{\\rtf1\\ansi Text}"),
    "PNG": ("a picture (PNG)", picture("PNG")),
    "JPEG": ("a picture (JPEG)", picture("JPEG")),
    "TIFF": ("a picture (TIFF)", picture("TIFF")),
    "WEBP": ("a picture (WEBP)", picture("WEBP")),
    "HTML": ("a web page (HTML)", b"\xef\xbb\xbf\n<!DOCTYPE html><title>Report</title>"),
    "XML": ("an XML file", b'<?xml version="1.0"?><r/>'),
    "EXE": ("a Windows program (EXE)", b"MZ\x90\x00" + bytes(200)),
    "script": ("a program", b"#!/bin/sh\necho\n"),
    "PostScript": ("a PostScript file", b"%!PS-Adobe-3.0\n"),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_a_renamed_file_is_refused_by_what_it_really_is(kind):
    words, data = RENAMED[kind]
    with pytest.raises(RefusedFile) as refusal:
        check_upload(ContentFile(data, name="report.pdf"))
    assert words in refusal.value.message
    assert "with the name ending .pdf" in refusal.value.message
    assert "Save it as PDF" in refusal.value.message


def test_a_file_of_no_known_kind_is_refused_too():
    with pytest.raises(RefusedFile, match="not a PDF, in spite of its name"):
        check_upload(ContentFile(b"Only words.\n" * 200, name="report.pdf"))


def test_a_word_document_under_its_own_name_is_told_what_to_do():
    with pytest.raises(RefusedFile, match=r"This is a Word document \(DOCX\)\. Save it as PDF"):
        check_upload(ContentFile(RENAMED["DOCX"][1], name="report.docx"))


@pytest.mark.parametrize("name", ["report.docx", "report", "report.pdf.exe", "pdf", ".pdf ", ""])
def test_a_pdf_under_another_ending_is_refused(name):
    with pytest.raises(RefusedFile, match=r"must end in \.pdf"):
        check_upload(ContentFile(pdfs.saved(pdfs.blank()), name=name))


@pytest.mark.parametrize("name", ["report.pdf", "REPORT.PDF", "a.b.pdf", "Überblick – 2007.pdf"])
def test_a_pdf_passes_and_is_left_at_its_beginning(name):
    uploaded = ContentFile(pdfs.saved(pdfs.blank()), name=name)
    check_upload(uploaded)
    assert uploaded.tell() == 0


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\0" * 128, b"% a comment\n"])
def test_a_pdf_may_begin_after_some_bytes(before):
    check_upload(ContentFile(before + pdfs.saved(pdfs.blank()), name="report.pdf"))


@pytest.mark.parametrize("kind", ["DOCX", "PNG", "HTML", "EXE"])
def test_a_file_that_is_two_things_at_once_is_refused(kind):
    with pytest.raises(RefusedFile):
        check_upload(ContentFile(RENAMED[kind][1][:500] + pdfs.saved(pdfs.blank()), name="report.pdf"))


def test_the_mark_of_a_pdf_too_far_inside_counts_for_nothing():
    with pytest.raises(RefusedFile, match="not a PDF"):
        check_upload(ContentFile(b"x" * 1020 + b"%PDF-1.7", name="report.pdf"))


def test_an_empty_file_is_refused():
    with pytest.raises(RefusedFile, match="empty"):
        check_upload(ContentFile(b"", name="report.pdf"))


def test_size_is_limited_to_the_byte(settings):
    data = pdfs.saved(pdfs.blank())
    settings.UPLOAD_MAX_BYTES = len(data)
    check_upload(ContentFile(data, name="report.pdf"))
    with pytest.raises(RefusedFile, match="at most"):
        check_upload(ContentFile(data + b"\n", name="report.pdf"))


def test_staff_are_told_what_is_allowed(settings):
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    settings.INTAKE = {**settings.INTAKE, "MAX_PAGES": 1234}
    assert ".pdf" in what_is_allowed()
    assert "3.0\xa0MB" in what_is_allowed()
    assert "1,234 pages" in what_is_allowed()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    + b"]><l>&m;</l>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>'
HOSTILE_OFFICE = {
    "entities that expand": zipped(word__document_xml=LAUGHS),
    "an entity from outside": zipped(word__document_xml=XXE),
    "64 MiB of zeros": zipped(word__document_xml=bytes(64 * 2**20)),
    "50,000 entries": zipped(word__document_xml="", **{f"entry{i}": "" for i in range(50_000)}),
    "a table of contents that lies": zipped(word__document_xml="")[:-10] + zlib.compress(b"x") * 10,
}


@pytest.mark.parametrize("kind", HOSTILE_OFFICE)
@pytest.mark.parametrize("name", ["report.pdf", "report.docx"])
def test_hostile_office_files_are_refused_without_being_opened(kind, name):
    begun = time.monotonic()
    with pytest.raises(RefusedFile, match="This is"):
        check_upload(ContentFile(HOSTILE_OFFICE[kind], name=name))
    assert time.monotonic() - begun < 2
