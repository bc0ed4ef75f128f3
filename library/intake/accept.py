"""Taking in an upload: the original first, byte for byte, then the record, then the queue."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from library.models import Publication
from library.models.files import original_path, originals_storage

from . import tasks
from .checks import RefusedFile, check_upload
from .plain import one_line

__all__ = ["RefusedFile", "accept_file"]


def accept_file(publication, uploaded, *, user=None, note=""):
    """The next version of the publication's file, made the current one and queued for intake, as a PublicationFile.

    The queue's entry is written in the same transaction as the record, so neither can be without the other.
    Raises RefusedFile, having kept nothing.
    """
    check_upload(uploaded)
    sha256 = _sha256(uploaded)
    name = _store(uploaded)
    try:
        with transaction.atomic():
            # One upload at a time for a publication: the next version number is taken once.
            Publication.objects.select_for_update().only("pk").get(pk=publication.pk)
            last = publication.files.aggregate(last=Max("version"))["last"] or 0
            publication.files.current().update(is_current=False)
            file = publication.files.create(
                version=last + 1,
                original=name,
                original_name=_shown_name(uploaded.name),
                size=uploaded.size,
                sha256=sha256,
                note=note,
                uploaded_by=user,
            )
            tasks.process.enqueue(file.pk)
    except BaseException:
        originals_storage().delete(name)
        raise
    publication.__dict__.pop("current_files", None)  # what current_file remembers
    return file


def _sha256(uploaded):
    digest = hashlib.sha256()
    for chunk in uploaded.chunks():
        digest.update(chunk)
    uploaded.seek(0)
    return digest.hexdigest()


def _store(uploaded):
    """The name under which the originals' storage keeps the bytes; on disk for good before this returns."""
    storage = originals_storage()
    name = storage.save(original_path(None, uploaded.name), uploaded)
    with suppress(NotImplementedError):  # no files of this machine
        path = Path(storage.path(name))
        for thing in (path, path.parent):
            descriptor = os.open(thing, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    return name


def _shown_name(name):
    """What the uploader called it: for people to recognize, never part of a path."""
    return one_line((name or "").replace("\\", "/").rpartition("/")[2], 255)
