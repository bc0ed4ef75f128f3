"""Pictures of pages, read by Tesseract where it is installed."""

import pytest
from django.core.management import call_command

from library.intake import scans
from library.intake.words import unpack
from library.models import IntakeState

from . import pdfs


@pytest.fixture(autouse=True)
def _tesseract_is_there(system_program):
    system_program("tesseract")


@pytest.fixture
def work():
    """Everything in the queue, as the worker does it."""
    return lambda: call_command("worker", batch=True)


def test_a_scan_becomes_text_read_by_machine(upload, work):
    file = upload(pdfs.scanned("Treatment providers and\nsupervision officers meet", "The second page"))
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.machine_read, file.intake_note) == (IntakeState.TEXT, True, "")
    assert file.intake_finished_at
    first, second = file.pages.all()
    assert first.text.split() == ["Treatment", "providers", "and", "supervision", "officers", "meet"]
    assert "\n" in first.text
    assert second.text == "The second page"


def test_words_read_by_machine_have_their_boxes(upload, work):
    file = upload(pdfs.scanned("Treatment providers"))
    work()
    page = file.pages.get()
    boxes = unpack(page.word_boxes)
    assert len(boxes) == len(page.text.split()) == 2
    # Drawn at 150 of 1275 pixels from the left of a page of 612 points.
    assert boxes[0][0] == pytest.approx(150 * 612 / 1275, abs=3)
    assert boxes[0][1] == pytest.approx(150 * 792 / 1650, abs=12)
    assert boxes[0][2] < boxes[1][0]


def test_while_it_waits_it_is_image_only_and_can_be_looked_at(read):
    file = read(pdfs.scanned("A page"))
    assert (file.intake_state, file.is_readable, file.intake_finished_at) == (IntakeState.IMAGE_ONLY, True, None)
    assert "Waiting" in file.intake_note


def test_a_scan_without_words_stays_image_only_and_says_so(upload, work):
    file = upload(pdfs.scanned("", ""))
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.machine_read) == (IntakeState.IMAGE_ONLY, False)
    assert "2 of its 2 pages gave no text" in file.intake_note
    assert file.intake_finished_at


def test_switched_off_nothing_is_read(upload, work, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR": False}
    file = upload(pdfs.scanned("A page"))
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.machine_read) == (IntakeState.IMAGE_ONLY, False)
    assert file.intake_finished_at


def test_a_scan_longer_than_the_limit_is_left_alone(upload, work, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR_MAX_PAGES": 1}
    file = upload(pdfs.scanned("A page", "and another"))
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.machine_read) == (IntakeState.IMAGE_ONLY, False)


def test_a_long_scan_is_read_in_turns_and_lets_new_uploads_pass(upload, work, monkeypatch, entries):
    monkeypatch.setattr(scans, "_TURN_SECONDS", 0)
    scan = upload(pdfs.scanned(*["Treatment providers"] * 3))
    other = upload(pdfs.written(pdfs.SENTENCE))
    work()
    for file in (scan, other):
        file.refresh_from_db()
    assert entries().filter(task_path="library.intake.tasks.read_scan").count() > 1
    assert other.intake_finished_at < scan.intake_finished_at
    assert [page.text for page in scan.pages.all()] == ["Treatment providers"] * 3


def test_a_scan_whose_worker_was_killed_is_taken_up_where_it_stopped(read, work, entries):
    file = read(pdfs.scanned("The first page", "The second page"))
    entries().delete()  # with its worker
    file.pages.filter(number=1).update(text="Kept from before the worker was killed, long enough to be text.")
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.machine_read) == (IntakeState.TEXT, True)
    assert [page.text[:15] for page in file.pages.all()] == ["Kept from befor", "The second page"]


def test_a_scan_that_kills_its_workers_again_and_again_ends_with_what_there_is(read, work, entries):
    file = read(pdfs.scanned("The first page"))
    for _ in range(4):
        entries().delete()
        scans.resume(scans.unfinished().get())
    work()
    entries().delete()
    work()
    file.refresh_from_db()
    assert file.intake_finished_at


def test_a_page_that_takes_too_long_is_passed_over(upload, work, settings):
    settings.INTAKE = {**settings.INTAKE, "OCR_CPU_SECONDS": 0.01, "WALL_SECONDS": 5}
    file = upload(pdfs.scanned("A page"))
    work()
    file.refresh_from_db()
    assert file.intake_state == IntakeState.IMAGE_ONLY
    assert file.intake_finished_at
