"""Reports as PDF files: printed when first asked for, and kept until the page they were printed from has changed."""

import hashlib
import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from django.core.files.base import ContentFile
from django.core.files.storage import storages

import training
from library.intake import derived

logger = logging.getLogger(__name__)

_PROJECT = Path(training.__file__).resolve().parent.parent
_FOLDER = "reports"
_WALL_SECONDS = 30
_WAIT_SECONDS = 5
# One at a time in each web process: who asks meanwhile waits a little, then is told to come back.
_PLACE = BoundedSemaphore(1)


class PressBusy(Exception):
    """It can't be printed just now."""


def printed(name, html):
    """An open file: the PDF of this HTML, kept under the name until the HTML is another. Raises PressBusy."""
    fingerprint = hashlib.sha256(html.encode()).hexdigest()[:16]
    path = f"{_FOLDER}/{name}-{fingerprint}.pdf"
    return derived.open_stored(path) or _print_in_turn(name, path, html)


def _print_in_turn(name, path, html):
    if not _PLACE.acquire(timeout=_WAIT_SECONDS):
        raise PressBusy
    try:
        if kept := derived.open_stored(path):  # a neighbor printed it while this one waited
            return kept
        pdf = _print(html)
        derived.store(path, pdf)
        _forget_others(name, path)
        return ContentFile(pdf)
    finally:
        _PLACE.release()


def _print(html):
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "training.impact.press"],
            input=html.encode(),
            capture_output=True,
            timeout=_WALL_SECONDS,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(_PROJECT), "HOME": os.devnull},
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        logger.exception("a report could not be printed: %r", (error.stderr or b"")[-500:])
        raise PressBusy from error
    return done.stdout


def _forget_others(name, path):
    """Remove the earlier printings of the same report."""
    storage = storages["derived"]
    for file in storage.listdir(_FOLDER)[1]:
        if file.startswith(f"{name}-") and file.endswith(".pdf") and f"{_FOLDER}/{file}" != path:
            storage.delete(f"{_FOLDER}/{file}")
