"""The files that a catalogue brings along."""

import hashlib
import os

import pytest

from library.models import IntakeState, Publication, PublicationFile

from .conftest import small_pdf

ROW = {"slug": "a", "title": "A", "type": "brief"}
FORBIDDEN_NAMES = [
    "../secret.pdf",
    "inner/../../secret.pdf",
    "/etc/passwd",
    "..",
    "link.pdf",
    "folder-link/secret.pdf",
    "inner\\..\\..\\secret.pdf",
    "missing.pdf",
    "inner",
    "circle.pdf",
    "pipe.pdf",
    "x" * 300 + ".pdf",
]


@pytest.fixture
def outside(tmp_path, files):
    """A PDF beside the folder, and ways in the folder that lead to it."""
    secret = tmp_path / "secret.pdf"
    small_pdf(secret, "secret")
    (files / "inner").mkdir()
    (files / "link.pdf").symlink_to(secret)
    (files / "folder-link").symlink_to(tmp_path)
    (files / "circle.pdf").symlink_to(files / "circle.pdf")
    os.mkfifo(files / "pipe.pdf")
    return secret


def test_file_becomes_the_current_version_byte_for_byte(run, catalogue, files):
    small_pdf(files / "a.pdf", "a")
    assert run(catalogue(ROW | {"file": "a.pdf", "note": "Scan of 2003"}), files=files).error is None
    file = Publication.objects.get().current_file
    content = (files / "a.pdf").read_bytes()
    assert file.original.read() == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (file.version, file.original_name, file.note, file.size) == (1, "a.pdf", "Scan of 2003", len(content))


def test_file_waits_for_the_worker_unless_it_is_told_to_be_processed(run, catalogue, files, samples):
    small_pdf(files / "a.pdf", "a")
    run(catalogue(ROW | {"file": "a.pdf"}), files=files)
    assert Publication.objects.get().current_file.intake_state == IntakeState.WAITING

    name = "doj-2022-guidance-on-web-accessibility.pdf"
    run(catalogue(ROW | {"slug": "b", "file": name}), files=samples, process=True)
    assert Publication.objects.get(slug="b").current_file.intake_state == IntakeState.TEXT


def test_same_bytes_again_are_no_new_version_and_other_bytes_are(run, catalogue, files):
    small_pdf(files / "a.pdf", "a")
    row = ROW | {"file": "a.pdf"}
    run(catalogue(row), files=files)
    (files / "a.pdf").rename(files / "renamed.pdf")
    assert "unchanged" in run(catalogue(row | {"file": "renamed.pdf"}), files=files).out

    small_pdf(files / "a.pdf", "better")
    told = run(catalogue(row | {"note": "Better scan"}), files=files)
    assert "updated (file)" in told.out
    publication = Publication.objects.get()
    assert [(f.version, f.is_current, f.note) for f in publication.files.all()] == [
        (2, True, "Better scan"),
        (1, False, ""),
    ]
    assert publication.history.first().history_change_reason.endswith("File: a.pdf → a.pdf.")


def test_empty_file_cell_leaves_the_file(run, catalogue, files):
    small_pdf(files / "a.pdf", "a")
    run(catalogue(ROW | {"file": "a.pdf"}), files=files)
    assert "unchanged" in run(catalogue(ROW | {"file": ""}), files=files).out
    assert Publication.objects.get().current_file


def test_file_in_a_folder_inside_may_be_named(run, catalogue, files):
    (files / "1999").mkdir()
    small_pdf(files / "1999" / "a.pdf", "a")
    assert run(catalogue(ROW | {"file": "1999/a.pdf"}), files=files).error is None


@pytest.mark.parametrize("name", FORBIDDEN_NAMES)
@pytest.mark.usefixtures("outside")
def test_names_that_lead_out_or_to_nothing_are_refused(run, catalogue, files, stored, name):
    before = stored()
    told = run(catalogue(ROW | {"file": name}), files=files)
    (problem,) = told.problems
    assert problem.startswith("line 2, column “file”: ")
    assert not Publication.objects.exists()
    assert stored() == before


def test_file_that_intake_refuses_is_refused_with_its_reason(run, catalogue, files):
    (files / "a.pdf").write_bytes(b"PK\x03\x04" + b"word/document.xml" * 20)
    (files / "empty.pdf").write_bytes(b"")
    told = run(catalogue(ROW | {"file": "a.pdf"}, ROW | {"slug": "b", "file": "empty.pdf"}), files=files)
    assert [problem.partition(": ")[0] for problem in told.problems] == [
        "line 2, column “file”",
        "line 3, column “file”",
    ]
    assert "empty" in told.problems[1]


def test_bytes_that_another_publication_has_are_remarked_on(run, catalogue, files):
    small_pdf(files / "a.pdf", "a")
    run(catalogue(ROW | {"file": "a.pdf"}), files=files)
    told = run(catalogue(ROW | {"slug": "b", "title": "B", "file": "a.pdf"}), files=files)
    assert "new; the same file as “A” has" in told.out
    assert PublicationFile.objects.count() == 2


def test_file_without_a_folder_is_an_error_that_says_how(run, catalogue):
    assert "--files DIR" in run(catalogue(ROW | {"file": "a.pdf"})).problems[0]


def test_folder_that_is_none_is_an_error_in_words(run, catalogue, tmp_path):
    assert run(catalogue(ROW), files=tmp_path / "nowhere").error.endswith("is not a folder.")
