"""Every kind of PDF that comes in, and the outcome staff read in the list."""

import os

import pikepdf
import pytest
from pikepdf import Encryption

from library.intake.process import process_file
from library.models import IntakeState

from . import pdfs


@pytest.fixture
def pdf():
    return pdfs.written(pdfs.SENTENCE, pdfs.SENTENCE, pdfs.SENTENCE)


def test_a_pdf_with_text_is_read_to_the_end(read, pdf):
    file = read(pdf)
    assert (file.intake_state, file.intake_note, file.page_count) == (IntakeState.TEXT, "", 3)
    assert [page.text for page in file.pages.all()] == [pdfs.SENTENCE] * 3
    assert file.is_readable
    assert file.has_cover
    assert file.intake_finished_at
    assert not file.machine_read


def test_one_that_asks_for_a_password_is_encrypted(read, pdf):
    file = read(pdfs.saved(pdf, encryption=Encryption(user="open", owner="sesame")))
    assert file.intake_state == IntakeState.ENCRYPTED
    assert "asks for a password" in file.intake_note
    assert not file.is_readable
    assert not file.has_cover


def test_one_that_only_restricts_copying_is_read_with_a_warning(read, pdf):
    restricted = Encryption(user="", owner="sesame", allow=pikepdf.Permissions(extract=False))
    file = read(pdfs.saved(pdf, encryption=restricted))
    assert (file.intake_state, file.page_count) == (IntakeState.TEXT, 3)
    assert file.pages.first().text == pdfs.SENTENCE
    assert any("owner password" in warning for warning in file.warnings)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_one_cut_off_is_broken_or_repaired_with_a_warning(read, samples, part):
    whole = (samples / "gao-2008-testimony-08-587t.pdf").read_bytes()
    file = read(whole[: int(len(whole) * part)])
    if file.intake_state == IntakeState.BROKEN:
        assert "damaged" in file.intake_note
    else:
        assert any("damaged" in warning for warning in file.warnings)
        assert file.page_count <= 11


def test_only_the_first_line_of_a_pdf_is_broken(read):
    file = read(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert file.intake_state == IntakeState.BROKEN
    assert "It is damaged" in file.intake_note


def test_noise_that_begins_like_a_pdf_is_broken(read):
    assert read(b"%PDF-1.4\n" + os.urandom(50_000)).intake_state == IntakeState.BROKEN


def test_a_pdf_without_pages_is_broken(read):
    file = read(pikepdf.Pdf.new())
    assert file.intake_state == IntakeState.BROKEN
    assert "no page" in file.intake_note


def test_pictures_of_pages_are_image_only(read, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR": False}
    file = read(pdfs.scanned("A scanned page", "and another"))
    assert (file.intake_state, file.page_count, file.machine_read) == (IntakeState.IMAGE_ONLY, 2, False)
    assert file.is_readable
    assert file.has_cover
    assert file.intake_finished_at


def test_a_scanner_s_stamp_is_no_text(read, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR": False}
    assert read(pdfs.scanned(*["Page"] * 3, stamp="CSOM 000123")).intake_state == IntakeState.IMAGE_ONLY


def test_a_scan_with_a_cover_sheet_is_still_a_scan(read, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR": False}
    scan = pdfs.scanned(*["Page"] * 10)
    cover = pdfs.written(pdfs.SENTENCE)
    scan.pages.insert(0, cover.pages[0])
    assert read(scan).intake_state == IntakeState.IMAGE_ONLY


def test_a_few_words_without_a_picture_are_text(read):
    assert read(pdfs.written("Thank you.")).intake_state == IntakeState.TEXT


def test_a_text_names_its_pages_without_text(read):
    file = read(pdfs.written(pdfs.SENTENCE, "", pdfs.SENTENCE, ""))
    assert (file.intake_state, file.intake_note) == (IntakeState.TEXT, "Pages 2, 4 have no text.")


def test_a_blank_first_page_has_no_cover_and_says_so(read):
    file = read(pdfs.written("", pdfs.SENTENCE))
    assert file.intake_state == IntakeState.TEXT
    assert "comes out blank" in file.intake_note
    assert not file.has_cover


def test_as_many_pages_as_allowed_are_read(read):
    file = read(pdfs.written(*[f"{pdfs.SENTENCE} Sheet {number}." for number in range(1, 5001)]))
    assert (file.intake_state, file.page_count) == (IntakeState.TEXT, 5000)
    assert file.pages.get(number=5000).text.endswith("Sheet 5000.")


def test_one_page_more_is_too_large_and_both_numbers_are_named(read):
    file = read(pdfs.blank(pages=5001))
    assert file.intake_state == IntakeState.TOO_LARGE
    assert "5,001 pages" in file.intake_note
    assert "5,000" in file.intake_note
    assert not file.is_readable


def test_text_beyond_the_limit_is_cut_and_that_is_told(read, settings, pdf):
    settings.INTAKE = {**settings.INTAKE, "MAX_TEXT_CHARACTERS": 120}
    file = read(pdf)
    texts = [page.text for page in file.pages.all()]
    assert (file.intake_state, file.text_cut) == (IntakeState.TEXT, True)
    assert texts[0] == pdfs.SENTENCE
    assert pdfs.SENTENCE.startswith(texts[1] + " ")
    assert texts[2] == ""
    assert sum(map(len, texts)) <= 120
    assert "longer than 120 characters" in file.intake_note


def test_a_file_whose_original_is_gone_is_set_aside_in_words(upload, pdf):
    file = upload(pdf)
    file.original.storage.delete(file.original.name)
    for _ in range(3):
        process_file(file.pk)
    file.refresh_from_db()
    assert file.intake_state == IntakeState.SET_ASIDE
    assert "original is missing" in file.intake_note


def test_the_original_is_never_changed(read, pdf):
    data = pdfs.saved(pdf)
    with read(data).original.open() as kept:
        assert kept.read() == data
