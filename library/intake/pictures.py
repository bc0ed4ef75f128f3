"""Pictures of a file's pages: covers made on intake, pages when somebody first looks at them."""

import logging
import math
from datetime import timedelta
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.storage import storages
from django.utils import timezone

from . import derived, jail

logger = logging.getLogger(__name__)

COVER_WIDTHS = (160, 320)  # pixels
PAGE_WIDTHS = (800, 1200)

# A page at 800 pixels weighs no more than this (ux.md, checklist 41); larger ones in proportion to their area.
_MAX_BYTES = 120 * 1024
# How many pages one web process draws at once: a reader who asks for a third waits, then is told to come back.
_PLACES = BoundedSemaphore(2)
_WAIT_SECONDS = 5
# A page that could not be drawn is not tried again for this long, so that asking again and again costs nothing.
_GIVEN_UP_FOR = timedelta(hours=1)


class PictureUnavailable(Exception):
    """There is no such picture, or it can't be made now."""


def cover_name(file, width):
    return f"{file.derived_folder}/cover-{width}.webp"


def page_name(file, number, width):
    return f"{file.derived_folder}/page-{number}-{width}.webp"


def make_covers(file, *, seconds, on_tick):
    """Draws the covers in the jail and keeps them. A sentence for staff when that can't be done, else empty."""
    seconds = max(1, min(seconds, settings.INTAKE["PICTURE_SECONDS"]))
    limits = {"cpu_seconds": math.ceil(seconds), "wall_seconds": seconds}
    try:
        with jail.run("draw_covers", file.original, {"widths": COVER_WIDTHS}, on_tick=on_tick, **limits) as folder:
            covers = {width: derived.picture_in(folder, f"cover-{width}.webp") for width in COVER_WIDTHS}
    except jail.Overrun as overrun:
        return f"Its first page can't be drawn, so it has no cover. {overrun}"
    except jail.BadResult:
        return "Its first page comes out blank, so it has no cover."
    for width, data in covers.items():
        derived.store(cover_name(file, width), data)
    return ""


def open_cover(file, width):
    """An open binary file of WebP: the first page, `width` pixels wide. Raises PictureUnavailable."""
    if width not in COVER_WIDTHS or not file.has_cover:
        raise PictureUnavailable
    cover = derived.open_stored(cover_name(file, width))
    if cover is None:
        raise PictureUnavailable
    return cover


def open_page_picture(file, number, width):
    """An open binary file of WebP: page `number` (from 1), `width` pixels wide or, for very long pages, less.

    Drawn in the jail when nobody has asked before, and kept. Raises PictureUnavailable.
    """
    if width not in PAGE_WIDTHS or not file.is_readable or not 1 <= number <= file.page_count:
        raise PictureUnavailable
    return _kept(page_name(file, number, width)) or _draw_in_turn(file, number, width)


def _kept(name):
    """The picture if it is there; None if it has to be drawn. Raises PictureUnavailable for a page given up."""
    picture = derived.open_stored(name)
    if picture is None or picture.size:
        return picture
    picture.close()
    if storages["derived"].get_modified_time(name) > timezone.now() - _GIVEN_UP_FOR:
        raise PictureUnavailable
    return None


def _draw_in_turn(file, number, width):
    name = page_name(file, number, width)
    if not _PLACES.acquire(timeout=_WAIT_SECONDS):
        raise PictureUnavailable
    try:
        if kept := _kept(name):  # a neighbor drew it while this one waited
            return kept
        derived.store(name, _draw(file, number, width))
    except OSError as error:  # the original can't be read just now, or the disk is full
        logger.exception("page %d of file %d could not be drawn", number, file.pk)
        raise PictureUnavailable from error
    finally:
        _PLACES.release()
    if drawn := _kept(name):
        return drawn
    raise PictureUnavailable


def _draw(file, number, width):
    """The bytes of the picture; none when the page can't be drawn."""
    seconds = settings.INTAKE["PICTURE_SECONDS"]
    arguments = {"number": number, "width": width, "max_bytes": _MAX_BYTES * width**2 // PAGE_WIDTHS[0] ** 2}
    try:
        with jail.run("draw_page", file.original, arguments, cpu_seconds=seconds, wall_seconds=seconds) as folder:
            return derived.picture_in(folder, "page.webp")
    except (jail.Overrun, jail.BadResult):
        return b""
