"""Taking in an upload: the original first, byte for byte, then the record, then the queue."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from library.models import Publication
from library.models.files import original_path, originals_storage

from . import tasks
from .checks import RefusedFile, check_upload
from .plain import one_line

__all__ = ["RefusedFile", "StoredOriginal", "accept_file", "discard_original", "record_file", "store_original"]


@dataclass(frozen=True)
class StoredOriginal:
    """Bytes in the originals' storage that no record names yet. size: bytes."""

    name: str
    shown_name: str
    size: int
    sha256: str


def accept_file(publication, uploaded, *, user=None, note=""):
    """The next version of the publication's file, made the current one and queued for intake, as a PublicationFile.

    Raises RefusedFile, having kept nothing.
    """
    check_upload(uploaded)
    original = store_original(uploaded)
    try:
        return record_file(publication, original, user=user, note=note)
    except BaseException:
        discard_original(original)
        raise


def store_original(uploaded):
    """The bytes of a checked upload, on disk for good, as a StoredOriginal to be recorded or discarded.

    Raises RefusedFile when they can't be stored.
    """
    name = original_path(None, uploaded.name)
    try:
        sha256 = _sha256(uploaded)
        _store(name, uploaded)
    except BaseException as error:
        originals_storage().delete(name)
        if isinstance(error, OSError):  # the disk is full, say
            reason = error.strerror or type(error).__name__
            raise RefusedFile(
                f"The file can't be stored now: {reason}. Nothing was changed.", code="storage"
            ) from error
        raise
    return StoredOriginal(name, _shown_name(uploaded.name), uploaded.size, sha256)


def discard_original(original):
    originals_storage().delete(original.name)


def record_file(publication, original, *, user=None, note=""):
    """Make the StoredOriginal the publication's next version and queue it for intake.

    The queue's entry is written in the same transaction as the record, so neither can be without the other.
    """
    with transaction.atomic():
        # One upload at a time for a publication: the next version number is taken once.
        Publication.objects.select_for_update().only("pk").get(pk=publication.pk)
        last = publication.files.aggregate(last=Max("version"))["last"] or 0
        publication.files.current().update(is_current=False)
        file = publication.files.create(
            version=last + 1,
            original=original.name,
            original_name=original.shown_name,
            size=original.size,
            sha256=original.sha256,
            note=note,
            uploaded_by=user,
        )
        tasks.process.enqueue(file.pk)
    publication.__dict__.pop("current_files", None)  # what current_file remembers
    return file


def _sha256(uploaded):
    digest = hashlib.sha256()
    for chunk in uploaded.chunks():
        digest.update(chunk)
    uploaded.seek(0)
    return digest.hexdigest()


def _store(name, uploaded):
    """Keeps the bytes under the name, which is nobody else's; on disk for good before this returns."""
    storage = originals_storage()
    storage.save(name, uploaded)
    with suppress(NotImplementedError):  # no files of this machine
        path = Path(storage.path(name))
        for thing in (path, path.parent):
            descriptor = os.open(thing, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _shown_name(name):
    """What the uploader called it: for people to recognize, never part of a path."""
    return one_line((name or "").replace("\\", "/").rpartition("/")[2], 255)
