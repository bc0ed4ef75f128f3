"""An upload on its way into the records."""

import hashlib
import os
import re
import resource
import signal
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from library.intake.accept import RefusedFile, accept_file
from library.models import IntakeState, Publication, PublicationFile

from . import pdfs


@pytest.fixture
def pdf():
    return pdfs.saved(pdfs.written(pdfs.SENTENCE))


def stored_files():
    root = Path(storages["originals"].location)
    return {path for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def new_files():
    """new_files() → what has been stored since the test began."""
    before = stored_files()
    return lambda: stored_files() - before


def test_the_original_is_kept_byte_for_byte(upload, pdf):
    file = upload(pdf)
    with file.original.open() as kept:
        assert kept.read() == pdf
    assert file.size == len(pdf)
    assert file.sha256 == hashlib.sha256(pdf).hexdigest()
    assert (file.version, file.is_current, file.intake_state) == (1, True, IntakeState.WAITING)


def test_an_upload_on_disk_is_kept_whole_too(publish, pdf):
    uploaded = TemporaryUploadedFile("report.pdf", "text/plain", len(pdf), None)
    uploaded.write(pdf)
    uploaded.seek(0)
    file = accept_file(publish(), uploaded)
    uploaded.close()  # as Django does when the request is over, and then has nothing to remove
    with file.original.open() as kept:
        assert kept.read() == pdf


def test_only_the_owner_and_the_group_may_read_it(upload, pdf):
    mode = os.stat(upload(pdf).original.path).st_mode
    assert stat.S_IMODE(mode) == 0o640


def test_a_new_version_becomes_the_current_one(upload, pdf):
    first = upload(pdf)
    second = upload(pdf + b"\n", publication=first.publication)
    first.refresh_from_db()
    assert (first.version, first.is_current) == (1, False)
    assert (second.version, second.is_current) == (2, True)
    assert first.publication.current_file == second


def test_the_same_bytes_are_taken_and_can_be_found(upload, pdf):
    first, second = upload(pdf), upload(pdf)
    assert list(PublicationFile.objects.same_bytes(first.sha256).order_by("pk")) == [first, second]
    assert first.original.name != second.original.name


def test_it_is_queued_once_with_its_record(upload, pdf, entries):
    file = upload(pdf)
    assert [task.args_kwargs["args"] for task in entries().ready()] == [[file.pk]]


def test_neither_record_nor_queue_entry_nor_file_stay_of_a_refused_upload(publish, new_files, entries):
    with pytest.raises(RefusedFile):
        accept_file(publish(), ContentFile(b"MZ" + bytes(50), name="report.pdf"))
    assert not PublicationFile.objects.exists()
    assert not entries().exists()
    assert not new_files()


def test_no_file_stays_when_the_publication_was_deleted_meanwhile(publish, pdf, new_files):
    publication = publish()
    Publication.objects.filter(pk=publication.pk).delete()
    with pytest.raises(Publication.DoesNotExist):
        accept_file(publication, ContentFile(pdf, name="report.pdf"))
    assert not new_files()


def test_a_full_disk_is_told_and_leaves_nothing(publish, new_files):
    """A limit on the size of files stands in for the disk: writing fails in the middle, as it does there."""
    publication = publish()
    big = ContentFile(pdfs.saved(pdfs.written(pdfs.SENTENCE)) + os.urandom(300_000), name="report.pdf")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(RefusedFile, match=r"can't be stored now: File too large\. Nothing was changed"):
            accept_file(publication, big)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert not new_files()
    assert not PublicationFile.objects.exists()


HOSTILE_NAMES = {
    "../../../etc/cron.d/report.pdf": "report.pdf",
    "..\\..\\windows\\report.pdf": "report.pdf",
    "/absolute/report.pdf": "report.pdf",
    "CON.pdf": "CON.pdf",
    "a\x00b\r\nSet-Cookie: x.pdf": "ab Set-Cookie: x.pdf",
    "\u202efdp.report.pdf": "fdp.report.pdf",
    "<script>alert(1)</script>.pdf": "script>.pdf",
    "-rf.pdf": "-rf.pdf",
    "x" * 400 + ".pdf": "x" * 255,
    "  .pdf": ".pdf",
    "Bericht über Straffällige – 2007.pdf": "Bericht über Straffällige – 2007.pdf",
}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_what_the_uploader_called_it_is_shown_and_never_a_path(publish, pdf, name):
    uploaded = ContentFile(pdf)
    uploaded.name = name
    file = accept_file(publish(), uploaded)
    assert file.original_name == HOSTILE_NAMES[name]
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}\.pdf", file.original.name)
    assert Path(file.original.path).is_relative_to(storages["originals"].location)
