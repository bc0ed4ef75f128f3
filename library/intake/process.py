"""From a waiting file to its outcome in the records."""

import logging
import time
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from library.models import IntakeState, Page, PublicationFile

from . import derived, findings, jail, scans, tasks
from .claims import Claim, LostClaim
from .pictures import make_covers

logger = logging.getLogger(__name__)

_PAGES_AT_ONCE = 500


def process_file(pk):
    """Read the file and store the outcome. Safe to call twice, at once, and for a file that is done or gone."""
    claim = Claim.take(pk)
    if claim is None:
        return
    try:
        _process(claim)
    except LostClaim:
        logger.warning("file %d was taken over by another worker", pk)
    except jail.Overrun as overrun:
        _try_later(claim, str(overrun))
    except Exception as error:
        logger.exception("file %d could not be processed", pk)
        _try_later(claim, _words(error))
    except BaseException:  # the worker is told to stop: as if it had not begun
        _put_back(claim)
        raise


def try_again(file):
    """Process the file once more from the start, whatever came of it before."""
    with transaction.atomic():
        PublicationFile.objects.filter(pk=file.pk).update(
            intake_state=IntakeState.WAITING, intake_attempts=0, intake_note="", intake_finished_at=None
        )
        tasks.process.enqueue(file.pk)
    derived.remove_folder(file.derived_folder)
    file.refresh_from_db()


def _process(claim):
    file = PublicationFile.objects.get(pk=claim.pk)
    limits = {
        "max_pages": settings.INTAKE["MAX_PAGES"],
        "max_characters": settings.INTAKE["MAX_TEXT_CHARACTERS"],
    }
    begun = time.monotonic()
    with jail.run("examine", file.original, {**limits, "bare_below": scans.BARE_BELOW}, on_tick=claim.beat) as folder:
        found = findings.read(folder, **limits)
    # A first page that takes for ever to draw costs the cover, not the text.
    left = settings.INTAKE["WALL_SECONDS"] - (time.monotonic() - begun)
    why_no_cover = make_covers(file, seconds=left, on_tick=claim.beat) if found.pages else ""
    claim.finish(lambda file: _store(file, found, why_no_cover))


def _store(file, found, why_no_cover):
    file.intake_state = found.state
    file.intake_note = " ".join(filter(None, [found.note, why_no_cover]))
    file.intake_finished_at = timezone.now()
    file.has_cover = bool(found.pages) and not why_no_cover
    file.page_count = len(found.pages) or None
    file.outline = found.outline
    file.text_cut = found.text_cut
    file.machine_read = False
    file.warnings = found.warnings
    for name, value in found.suggestions.items():
        setattr(file, f"suggested_{name}", value)
    for name, passed in found.checks.items():
        setattr(file, name, passed)
    _store_pages(file, found.pages)
    if found.state == IntakeState.IMAGE_ONLY and scans.can_be_read(file):
        scans.begin(file)


def _store_pages(file, pages):
    """Pages keep their keys, and the text that staff corrected."""
    corrected = set(file.pages.filter(is_corrected=True).values_list("number", flat=True))
    Page.objects.bulk_create(
        (
            Page(
                file=file,
                number=page.number,
                label=page.label,
                text=page.text,
                width=page.width,
                height=page.height,
                word_boxes=page.word_boxes,
            )
            for page in pages
            if page.number not in corrected
        ),
        batch_size=_PAGES_AT_ONCE,
        update_conflicts=True,
        unique_fields=["file", "number"],
        update_fields=["label", "text", "width", "height", "word_boxes"],
    )
    file.pages.filter(number__gt=len(pages), is_corrected=False).delete()


def _try_later(claim, reason):
    """Back to the queue, or set aside when it has been tried often enough."""

    def decide(file):
        worn_out = file.intake_attempts >= settings.INTAKE["MAX_ATTEMPTS"]
        file.intake_state = IntakeState.SET_ASIDE if worn_out else IntakeState.WAITING
        file.intake_note = reason
        file.intake_finished_at = timezone.now() if worn_out else None
        if not worn_out:
            tasks.process.enqueue(file.pk)

    with suppress(LostClaim):
        claim.finish(decide)


def _put_back(claim):
    def decide(file):
        file.intake_state = IntakeState.WAITING
        file.intake_attempts -= 1
        tasks.process.enqueue(file.pk)

    with suppress(LostClaim):
        claim.finish(decide)


def _words(error):
    match error:
        case FileNotFoundError():
            return "The stored original is missing. Restore it from a backup, or upload it again."
        case OSError():
            return f"The stored original, or the place to work in, can't be used: {error.strerror or error}."
        case jail.BadResult():
            return "The program that reads it came back with something that can't be right. The log says more."
        case _:
            return f"Something went wrong that nobody thought of ({type(error).__name__}). The log says more."
