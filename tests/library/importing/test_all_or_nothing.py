"""An import writes all rows or none, and a second one finds nothing to do."""

import errno
import io
import sys

import pytest
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import connection

from library.importing import folder, storing
from library.intake.accept import accept_file
from library.models import Author, Publication, PublicationFile, Topic

from .conftest import small_pdf


@pytest.fixture
def three(catalogue, files):
    """The path of a catalogue of three new publications with files."""
    for name in "abc":
        small_pdf(files / f"{name}.pdf", name)
    return catalogue(
        *(
            {"slug": n, "title": n, "type": "brief", "topics": f"Topic {n}", "authors": f"{n}, {n}", "file": f"{n}.pdf"}
            for n in "abc"
        )
    )


def nothing_there():
    return not any(model.objects.exists() for model in (Publication, PublicationFile, Topic, Author))


def test_trial_run_tells_and_writes_nothing(run, three, files, stored):
    before = stored()
    told = run(three, files=files, dry_run=True)
    assert told.out.splitlines() == [
        "line 2: a: new; new topic: Topic a; new author (person): a, a",
        "line 3: b: new; new topic: Topic b; new author (person): b, b",
        "line 4: c: new; new topic: Topic c; new author (person): c, c",
        "3 new. Nothing was written.",
    ]
    assert told.error is None
    assert nothing_there()
    assert stored() == before


def test_one_bad_row_at_the_end_keeps_all_others_out(run, catalogue, files, stored):
    small_pdf(files / "a.pdf", "a")
    before = stored()
    good = {"slug": "a", "title": "A", "type": "brief", "topics": "New", "authors": "N, N", "file": "a.pdf"}
    told = run(catalogue(good, good | {"slug": "b", "type": "novel"}), files=files)
    assert told.error
    assert told.out.endswith("1 new, 1 in error. Nothing was written.\n")
    assert nothing_there()
    assert stored() == before


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt(), SystemExit(143)])
def test_failure_while_rows_are_written_leaves_neither_rows_nor_files(run, three, files, stored, monkeypatch, failure):
    before, record_file, calls = stored(), storing.record_file, []

    def fails_at_the_third(*arguments, **options):
        calls.append(len(stored()))
        if len(calls) == 3:
            raise failure
        return record_file(*arguments, **options)

    monkeypatch.setattr(storing, "record_file", fails_at_the_third)
    if isinstance(failure, Exception):
        told = run(three, files=files)
        assert told.problems[0].startswith("line 4: This line was right when it was checked")
    else:
        with pytest.raises(type(failure)):
            run(three, files=files)
    assert calls == [len(before) + 3] * 3  # all files were stored before the first row was written
    assert nothing_there()
    assert stored() == before


def test_failure_while_files_are_stored_leaves_nothing(run, three, files, stored, monkeypatch):
    before, save, calls = stored(), FileSystemStorage.save, []

    def full_at_the_second(storage, *arguments, **options):
        calls.append(storage)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(storage, *arguments, **options)

    monkeypatch.setattr(FileSystemStorage, "save", full_at_the_second)
    (problem,) = run(three, files=files).problems
    assert problem.startswith("line 3, column “file”: The file can't be stored now: No space left on device.")
    assert nothing_there()
    assert stored() == before


def test_file_that_is_gone_after_it_was_checked_stops_the_import(run, three, files, stored, monkeypatch):
    before, store_original = stored(), storing.store_original

    def takes_the_next_away(uploaded):
        (files / "b.pdf").unlink()
        return store_original(uploaded)

    monkeypatch.setattr(storing, "store_original", takes_the_next_away)
    told = run(three, files=files)
    assert told.problems == ["line 3, column “file”: The file can't be read now: No such file or directory."]
    assert nothing_there()
    assert stored() == before


def test_file_that_changes_after_it_was_checked_stops_the_import(run, three, files, stored, monkeypatch):
    before, store_original = stored(), storing.store_original

    def other_bytes_now(uploaded):
        small_pdf(files / "b.pdf", "something else")
        return store_original(uploaded)

    monkeypatch.setattr(storing, "store_original", other_bytes_now)
    assert run(three, files=files).problems == ["line 3, column “file”: The file changed while it was being imported."]
    assert nothing_there()
    assert stored() == before


def test_second_run_changes_nothing(run, three, files, stored):
    run(three, files=files)
    after_first = stored()
    entries = Publication.history.count()
    modified = list(Publication.objects.values_list("modified_at", flat=True))

    told = run(three, files=files)
    assert told.out.endswith("3 unchanged.\n")
    assert Publication.history.count() == entries == 3
    assert PublicationFile.objects.count() == 3
    assert list(Publication.objects.values_list("modified_at", flat=True)) == modified
    assert stored() == after_first


def test_update_names_the_columns_and_writes_one_history_entry(run, catalogue, publish):
    publish("A brief", summary="Old", topics=["Reentry"])
    entries = Publication.history.count()
    row = {"slug": "a-brief", "title": "A brief", "summary": "New", "topics": "Supervision", "authors": "English, Kim"}
    told = run(catalogue(row))
    assert told.out.splitlines()[0].startswith("line 2: a-brief: updated (authors, topics, summary)")

    entry, earlier = Publication.history.all()[:2]
    assert Publication.history.count() == entries + 1
    assert entry.history_type == "~"
    assert entry.history_change_reason == "Imported from catalogue.csv. Authors: none → English, Kim."
    assert {change.field for change in entry.diff_against(earlier).changes} >= {"summary", "topics"}


def test_history_of_a_new_publication_begins_with_one_entry_that_has_its_topics(run, catalogue):
    run(catalogue({"slug": "a", "title": "A", "type": "brief", "topics": "Reentry; Supervision"}))
    (entry,) = Publication.history.all()
    assert entry.history_type == "+"
    assert {row.topic.name for row in entry.topics.all()} == {"Reentry", "Supervision"}


def test_spaces_and_line_ends_alone_are_no_change(run, catalogue, publish):
    publish("A brief", summary="One.\r\nTwo.\r\n")
    assert "unchanged" in run(catalogue({"slug": " a-brief ", "title": " A  brief", "summary": "One.\nTwo."})).out


def test_quiet_run_says_nothing_and_a_bad_one_still_says_what_is_wrong(run, catalogue):
    row = {"slug": "a", "title": "A", "type": "brief"}
    assert run(catalogue(row), verbosity=0).out == ""
    told = run(catalogue(row | {"type": "x"}), verbosity=0)
    assert told.out == ""
    assert told.problems


def test_database_stays_free_until_all_is_checked_and_stored(run, three, files, monkeypatch):
    """Others can write while rows are checked and files stored; then one transaction holds all rows."""
    outside, seen = len(connection.savepoint_ids), []

    def watched(name, function):
        def call(*arguments, **options):
            seen.append((name, len(connection.savepoint_ids) > outside))
            return function(*arguments, **options)

        return call

    monkeypatch.setattr(folder, "check_upload", watched("check", folder.check_upload))
    monkeypatch.setattr(storing, "store_original", watched("store", storing.store_original))
    monkeypatch.setattr(storing, "record_file", watched("write", storing.record_file))
    assert run(three, files=files).error is None
    assert seen == [("check", False)] * 3 + [("store", False)] * 3 + [("write", True)] * 3


@pytest.mark.parametrize(("terminal", "verbosity", "shown"), [(True, 1, True), (True, 0, False), (False, 1, False)])
def test_progress_is_shown_on_a_terminal_unless_it_is_to_be_quiet(
    run, three, files, monkeypatch, terminal, verbosity, shown
):
    screen = io.StringIO()
    screen.isatty = lambda: terminal
    monkeypatch.setattr(sys, "stderr", screen)
    run(three, files=files, verbosity=verbosity)
    for label in ("Checking", "Storing files", "Writing"):
        assert (label in screen.getvalue()) is shown


def test_file_that_somebody_uploads_meanwhile_is_kept_once(run, catalogue, files, stored, publish, monkeypatch):
    publication, before, store_original = publish("A brief"), stored(), storing.store_original
    small_pdf(files / "a.pdf", "a")

    def somebody_is_faster(uploaded):
        accept_file(publication, File((files / "a.pdf").open("rb"), name="a.pdf"))
        return store_original(uploaded)

    monkeypatch.setattr(storing, "store_original", somebody_is_faster)
    assert "unchanged" in run(catalogue({"slug": "a-brief", "file": "a.pdf"}), files=files).out
    assert publication.files.count() == 1
    assert len(stored() - before) == 1
