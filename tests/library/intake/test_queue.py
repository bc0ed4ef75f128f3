"""Each file is processed once, by one worker, whatever happens to the others."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from library.intake import jail, process
from library.intake.claims import Claim, LostClaim
from library.intake.process import process_file, try_again
from library.models import IntakeState, Publication, PublicationFile, State

from . import pdfs


@pytest.fixture
def pdf():
    return pdfs.saved(pdfs.written(pdfs.SENTENCE))


@pytest.fixture
def work():
    return lambda: call_command("worker", batch=True)


def long_ago(file, state=IntakeState.PROCESSING):
    """As if a worker had taken the file and died a minute ago."""
    PublicationFile.objects.filter(pk=file.pk).update(
        intake_state=state, intake_heartbeat_at=timezone.now() - timedelta(minutes=1)
    )


def test_the_worker_processes_what_is_queued(upload, pdf, work, entries):
    files = [upload(pdf + bytes([10] * number)) for number in range(3)]
    work()
    for file in files:
        file.refresh_from_db()
        assert (file.intake_state, file.intake_attempts) == (IntakeState.TEXT, 1)
    assert not entries().exclude(status=TaskResultStatus.SUCCESSFUL).exists()


def test_a_file_that_is_done_is_not_processed_again(read, pdf, monkeypatch):
    file = read(pdf)
    monkeypatch.setattr(jail, "run", None)
    process_file(file.pk)
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.TEXT, 1)


def test_a_file_that_is_gone_is_passed_over(upload, pdf, work, entries):
    upload(pdf).publication.delete()
    work()
    assert entries().get().status == TaskResultStatus.SUCCESSFUL


def test_a_file_in_the_hands_of_a_live_worker_is_left_to_it(upload, pdf):
    file = upload(pdf)
    assert Claim.take(file.pk)
    process_file(file.pk)
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.PROCESSING, 1)


def test_a_file_waiting_without_an_entry_in_the_queue_is_found(upload, pdf, work, entries):
    file = upload(pdf)
    entries().delete()
    work()
    file.refresh_from_db()
    assert file.intake_state == IntakeState.TEXT


def test_a_file_left_by_a_dead_worker_is_taken_up_by_another(upload, pdf, work, entries):
    file = upload(pdf)
    entries().update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=2))
    assert Claim.take(file.pk)
    long_ago(file)
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.TEXT, 2)


def test_a_file_that_kills_its_workers_is_set_aside_after_three(upload, pdf, work):
    file = upload(pdf)
    for _ in range(3):
        assert Claim.take(file.pk)
        long_ago(file)
    work()
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.SET_ASIDE, 3)
    assert "the worker that read it was stopped" in file.intake_note


def test_the_worker_tries_a_poison_file_three_times_and_goes_on(upload, pdf, work, settings):
    settings.INTAKE = {**settings.INTAKE, "MEMORY_BYTES": 150 * 2**20}
    from .test_bombs import giant_stream

    poison, good = upload(giant_stream()), upload(pdf)
    work()
    for file in (poison, good):
        file.refresh_from_db()
    assert (poison.intake_state, poison.intake_attempts) == (IntakeState.SET_ASIDE, 3)
    assert good.intake_state == IntakeState.TEXT


def test_a_file_set_aside_can_be_tried_again(upload, pdf, work, entries):
    file = upload(pdf)
    PublicationFile.objects.filter(pk=file.pk).update(
        intake_state=IntakeState.SET_ASIDE, intake_attempts=3, intake_note="It was too much."
    )
    entries().delete()
    try_again(file)
    assert (file.intake_state, file.intake_attempts, file.intake_note) == (IntakeState.WAITING, 0, "")
    work()
    file.refresh_from_db()
    assert file.intake_state == IntakeState.TEXT


def test_a_worker_that_lost_its_file_stores_nothing(upload, pdf, monkeypatch):
    """It was so slow that another took over: what it found comes too late."""
    file = upload(pdf)
    found = process.findings.read

    def meanwhile(*args, **kwargs):
        long_ago(file)
        assert Claim.take(file.pk)  # the other one
        return found(*args, **kwargs)

    monkeypatch.setattr(process.findings, "read", meanwhile)
    process_file(file.pk)
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.PROCESSING, 2)
    assert not file.pages.exists()


def test_a_worker_finds_out_that_it_lost_its_file(upload, pdf, monkeypatch):
    file = upload(pdf)
    claim = Claim.take(file.pk)
    try_again(file)
    monkeypatch.setattr("library.intake.claims._BEAT_SECONDS", 0)
    claim.beat()  # not due yet: nothing is asked
    claim._due = 0
    with pytest.raises(LostClaim):
        claim.beat()


def test_signs_of_life_keep_a_file_from_being_taken_over(upload, pdf, monkeypatch):
    monkeypatch.setattr("library.intake.claims._BEAT_SECONDS", 0)
    file = upload(pdf)
    claim = Claim.take(file.pk)
    before = PublicationFile.objects.get(pk=file.pk).intake_heartbeat_at
    claim.beat()
    assert PublicationFile.objects.get(pk=file.pk).intake_heartbeat_at > before
    assert not PublicationFile.objects.stranded().exists()


def test_a_worker_told_to_stop_gives_the_file_back_untried(upload, pdf, monkeypatch, entries):
    file = upload(pdf)
    entries().delete()

    def stopped(*args, **kwargs):
        raise SystemExit(0)

    monkeypatch.setattr(jail, "run", stopped)
    with pytest.raises(SystemExit):
        process_file(file.pk)
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.WAITING, 0)
    assert [task.args_kwargs["args"] for task in entries().ready()] == [[file.pk]]


def test_an_error_nobody_thought_of_is_told_in_words(upload, pdf, monkeypatch, work):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    file = upload(pdf)
    monkeypatch.setattr(jail, "run", broken)
    work()
    file.refresh_from_db()
    assert file.intake_state == IntakeState.SET_ASIDE
    assert "nobody thought of (ZeroDivisionError)" in file.intake_note


def test_what_is_due_is_published(publish, work):
    due = publish("Due", state="scheduled")
    Publication.objects.filter(pk=due.pk).update(public_from=timezone.now() - timedelta(seconds=1))
    later = publish("Later", state="scheduled")
    moment = Publication.objects.get(pk=due.pk).public_from
    work()
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, due.public_from) == (State.PUBLISHED, moment)
    assert later.state == State.SCHEDULED
    assert due.history.first().state == State.PUBLISHED


def test_entries_of_dead_workers_are_closed_and_old_ones_removed(upload, pdf, read, entries):
    from library.intake.housekeeping import keep_house, keep_house_daily

    read(pdf)
    entries().update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=11))
    keep_house()
    task = entries().get()
    assert task.status == TaskResultStatus.FAILED
    entries().update(finished_at=timezone.now() - timedelta(days=15))
    keep_house_daily()
    assert not entries().exists()


def test_keeping_house_queues_nothing_twice(upload, pdf, entries):
    from library.intake.housekeeping import keep_house

    upload(pdf)
    for _ in range(3):
        keep_house()
    assert entries().count() == 1
