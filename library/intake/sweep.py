"""Stored files that no record knows, and records whose file is gone."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.storage import storages
from django.utils import timezone

from library.models import PublicationFile

from . import derived

logger = logging.getLogger(__name__)

# An upload is stored before its record is committed; until then nobody knows it.
_LEFT_ALONE_FOR = timedelta(hours=1)


@dataclass
class Swept:
    """Names of what was removed (or would be), and the files (PublicationFile) whose original is not there."""

    originals: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    missing: list[PublicationFile] = field(default_factory=list)


def sweep(*, dry_run=False):
    """Removes originals and derived folders without a record, older than an hour. Gives Swept."""
    files = list(PublicationFile.objects.select_related("publication").defer("outline"))
    found = set(_names(storages["originals"]))
    swept = Swept(
        originals=[name for name in found - {file.original.name for file in files} if _is_old("originals", name)],
        folders=_unknown_folders({file.derived_folder for file in files}),
        missing=[file for file in files if file.original.name not in found],
    )
    for file in swept.missing:
        logger.error("the original of file %d is missing: %s", file.pk, file.original.name)
    if not dry_run:
        for name in swept.originals:
            storages["originals"].delete(name)
        for folder in swept.folders:
            derived.remove_folder(folder)
    return swept


def _names(storage, folder=""):
    """Every file of a storage, by its whole name."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}".lstrip("/")
    for name in folders:
        yield from _names(storage, f"{folder}/{name}".lstrip("/"))


def _unknown_folders(known):
    """Folders of the derived storage that belong to no original and in which nothing is new."""
    all_old = {}
    for name in _names(storages["derived"]):
        folder = name.rpartition("/")[0]
        if folder not in known:
            all_old[folder] = all_old.get(folder, True) and _is_old("derived", name)
    return [folder for folder, is_old in all_old.items() if is_old]


def _is_old(storage, name):
    try:
        return storages[storage].get_modified_time(name) < timezone.now() - _LEFT_ALONE_FOR
    except FileNotFoundError:
        return False
