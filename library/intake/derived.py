"""Files made from originals, which can be made again: kept whole or not at all."""

import os
import uuid
from contextlib import suppress
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from .jail import BadResult, result

_MAX_PICTURE_BYTES = 8 * 1024 * 1024


def picture_in(folder, name):
    """The bytes of a WebP file that the child left in the folder (Path). Raises BadResult."""
    data = result(folder, name, _MAX_PICTURE_BYTES)
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise BadResult(f"{name} is not WebP")
    return data


def store(name, data):
    """Keep the bytes under the name. A reader sees all of them or what was there before."""
    storage = storages["derived"]
    try:
        final = Path(storage.path(name))
    except NotImplementedError:  # an object store, which puts whole objects in place
        storage.save(name, ContentFile(data))
        return
    # A folder of disk is written to by the storage (which knows about modes), under a name that nobody asks for.
    beside = f"{name}.{uuid.uuid4().hex}"
    try:
        os.replace(storage.path(storage.save(beside, ContentFile(data))), final)
    except BaseException:  # the disk is full, or the process is told to stop
        storage.delete(beside)
        raise


def open_stored(name):
    """An open binary file; None when there is none."""
    with suppress(FileNotFoundError):
        return storages["derived"].open(name, "rb")
    return None


def remove_folder(folder):
    """Removes the files of one original's folder, and the folder where the storage has folders."""
    storage = storages["derived"]
    with suppress(FileNotFoundError):
        folders, files = storage.listdir(folder)
        for name in files:
            storage.delete(f"{folder}/{name}")
        for name in folders:
            remove_folder(f"{folder}/{name}")
        storage.delete(folder)
