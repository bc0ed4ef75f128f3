"""Files that are pictures of pages: their text read by Tesseract, where it is installed, page by page.

A scan is read in turns of some seconds, each a task that queues the next, so new uploads never wait behind one. What
was read is kept at once. While it goes on the file is “image only” with no time of finishing.
"""

import logging
import shutil
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone

from library.models import IndexState, IntakeState, Page, PublicationFile

from . import jail, ocr, tasks
from .words import pack

logger = logging.getLogger(__name__)

# A page with fewer characters than this has no text to speak of: a scanner's stamp, a page number.
BARE_BELOW = 50
_TURN_SECONDS = 20


def program():
    """Where Tesseract is; None when it isn't, or is not to be used."""
    return shutil.which("tesseract") if settings.INTAKE["OCR"] else None


def can_be_read(file):
    return bool(program()) and file.page_count <= settings.INTAKE["OCR_MAX_PAGES"]


def unfinished():
    """Files being read, or left in the middle by a dead worker."""
    return PublicationFile.objects.filter(intake_state=IntakeState.IMAGE_ONLY, intake_finished_at=None)


def begin(file):
    """Called in the transaction that stores the file's pages, before the file is saved."""
    file.intake_finished_at = None
    file.intake_note = "Waiting for its pages to be read by machine."
    tasks.read_scan.enqueue(file.pk, 1)


def resume(file):
    """From the first page without text, after a worker died; not for ever."""
    if file.intake_attempts > settings.INTAKE["MAX_ATTEMPTS"]:
        _finish(file)
        return
    with transaction.atomic():
        unfinished().filter(pk=file.pk).update(intake_attempts=F("intake_attempts") + 1)
        tasks.read_scan.enqueue(file.pk, 1)


def read_scan(pk, first):
    """One turn: the bare pages from number `first` on. Does nothing for a file that is not being read."""
    file = unfinished().filter(pk=pk).first()
    if file is None:
        return
    over = time.monotonic() + _TURN_SECONDS
    for page in _bare_pages(file).filter(number__gte=first) if program() else []:
        try:
            _read(file, page)
        except SystemExit:  # the worker is told to stop
            _go_on_later(file, page.number)
            raise
        if time.monotonic() > over:
            _go_on_later(file, page.number + 1)
            return
    _finish(file)


def _bare_pages(file):
    return file.pages.alias(length=Length("text")).filter(length__lt=BARE_BELOW, is_corrected=False)


def _read(file, page):
    """Keeps what Tesseract finds on the page. A page that it can't read stays as it is."""
    arguments = {
        "number": page.number,
        "tesseract": program(),
        "languages": settings.INTAKE["OCR_LANGUAGES"],
    }
    cpu = settings.INTAKE["OCR_CPU_SECONDS"]
    wall = cpu + settings.INTAKE["WALL_SECONDS"]
    try:
        with jail.run("read_page", file.original, arguments, cpu_seconds=cpu, wall_seconds=wall) as folder:
            found = ocr.read(folder)
    except (jail.Overrun, jail.BadResult, OSError) as error:
        logger.warning("page %d of file %d could not be read by machine: %r", page.number, file.pk, error)
        return
    if len(found.text) > len(page.text):
        Page.objects.filter(pk=page.pk, is_corrected=False).update(text=found.text, word_boxes=pack(found.boxes))


def _go_on_later(file, number):
    with transaction.atomic():
        still = unfinished().filter(pk=file.pk)
        if still.update(intake_note=f"Being read by machine: {number - 1:,} of {file.page_count:,} pages done."):
            tasks.read_scan.enqueue(file.pk, number)


def _finish(file):
    """Text, when there is any; the pages that stayed without are counted for staff."""
    empty = file.pages.filter(text="").count()
    found = empty < file.page_count
    note = f"{empty:,} of its {file.page_count:,} pages gave no text to the machine." if empty else ""
    with transaction.atomic():
        unfinished().filter(pk=file.pk).update(
            intake_state=IntakeState.TEXT if found else IntakeState.IMAGE_ONLY,
            machine_read=found,
            intake_note=note,
            intake_finished_at=timezone.now(),
        )
        IndexState.objects.mark([file.publication_id])
