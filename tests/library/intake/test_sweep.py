"""Stored files without a record, and records without a file."""

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

from . import pdfs


@pytest.fixture
def stored(db):
    """stored("originals", name, age=seconds) → a file nobody knows."""

    def store(storage, name, age):
        storages[storage].save(name, ContentFile(b"x"))
        path = Path(storages[storage].path(name))
        os.utime(path, (time.time() - age,) * 2)
        return path

    return store


def sweep(**options):
    out, err = StringIO(), StringIO()
    call_command("sweep_media", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def age(name, storage):
    path = storages[storage].path(name)
    os.utime(path, (time.time() - 7200,) * 2)


def test_files_without_a_record_are_removed_after_an_hour(stored):
    old = [
        stored("originals", "aa/" + "a" * 32 + ".pdf", 3601),
        stored("derived", "aa/" + "a" * 32 + "/cover-160.webp", 3601),
    ]
    new = [
        stored("originals", "bb/" + "b" * 32 + ".pdf", 3000),
        stored("derived", "bb/" + "b" * 32 + "/cover-160.webp", 3000),
    ]
    sweep()
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in new)
    for path in new:
        path.unlink()


def test_what_has_a_record_stays(read):
    file = read(pdfs.written(pdfs.SENTENCE))
    age(file.original.name, "originals")
    age(f"{file.derived_folder}/cover-160.webp", "derived")
    sweep()
    assert file.original.storage.exists(file.original.name)
    assert storages["derived"].exists(f"{file.derived_folder}/cover-160.webp")


def test_a_trial_run_removes_nothing_and_says_what_it_would(stored):
    path = stored("originals", "cc/" + "c" * 32 + ".pdf", 3601)
    out, _ = sweep(dry_run=True)
    assert f"would remove cc/{'c' * 32}.pdf" in out
    assert path.exists()
    sweep()
    assert not path.exists()


def test_a_record_whose_file_is_missing_is_named(upload):
    file = upload(pdfs.written(pdfs.SENTENCE))
    file.original.storage.delete(file.original.name)
    out, err = sweep()
    assert f"missing: {file.original.name}" in err
    assert "1 missing" in out
