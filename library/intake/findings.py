"""What the child in the jail found, taken in with care: it may have been taken over by the file it read."""

import base64
import binascii
import json
import math
from dataclasses import dataclass, field

from library import dates
from library.models import IntakeState

from .jail import BadResult, result
from .plain import one_line, plain
from .words import fits

_MAX_RESULT_BYTES = 64 * 1024 * 1024
_MAX_SENTENCES = 20
_MAX_OUTLINE = 2_000
_MAX_POINTS = 1e6
_OUTCOMES = {IntakeState.TEXT, IntakeState.IMAGE_ONLY, IntakeState.ENCRYPTED, IntakeState.BROKEN, IntakeState.TOO_LARGE}


@dataclass
class PageFound:
    number: int
    label: str
    width: float  # points
    height: float
    text: str
    word_boxes: bytes  # library.intake.words


@dataclass
class Findings:
    state: IntakeState
    note: str
    pages: list[PageFound] = field(default_factory=list)
    outline: list[dict] = field(default_factory=list)
    text_cut: bool = False
    suggestions: dict[str, str] = field(default_factory=dict)  # title, author, date
    warnings: list[str] = field(default_factory=list)
    checks: dict[str, bool | None] = field(default_factory=dict)  # the accessibility fields of PublicationFile


def read(folder, *, max_pages, max_characters):
    """Findings from result.json of the folder (Path). Raises BadResult."""
    data = result(folder, "result.json", _MAX_RESULT_BYTES)
    try:
        return _findings(json.loads(data), max_pages, max_characters)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadResult(f"result.json: {error!r}") from error


def _findings(raw, max_pages, max_characters):
    state = IntakeState(raw["state"])
    note = one_line(raw["note"], 2_000)
    if state not in _OUTCOMES:
        raise ValueError(state)
    if "pages" not in raw:
        return Findings(state, note)
    pages = [_page(number, page) for number, page in enumerate(raw["pages"], 1)]
    if not 0 < len(pages) <= max_pages or sum(len(page.text) for page in pages) > max_characters:
        raise ValueError("more than was allowed")
    return Findings(
        state,
        note,
        pages=pages,
        outline=[_entry(entry, len(pages)) for entry in raw["outline"][:_MAX_OUTLINE]],
        text_cut=raw["text_cut"] is True,
        suggestions=_suggestions(raw["suggestions"]),
        warnings=[one_line(sentence, 300) for sentence in raw["warnings"][:_MAX_SENTENCES]],
        checks={
            name: raw[name] if raw[name] is None else raw[name] is True
            for name in ("is_tagged", "has_title", "has_language", "has_bookmarks")
        },
    )


def _page(number, raw):
    text = plain(raw["text"])
    return PageFound(
        number=number,
        label=one_line(raw["label"], 50),
        width=_points(raw["width"]),
        height=_points(raw["height"]),
        text=text,
        word_boxes=_boxes(raw["boxes"], text),
    )


def _points(number):
    if not math.isfinite(number) or not 0 < number <= _MAX_POINTS:
        raise ValueError(f"{number!r} is no size of a page")
    return float(number)


def _boxes(encoded, text):
    try:
        packed = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return b""
    return packed if fits(packed, text) else b""


def _entry(raw, pages):
    if not 1 <= int(raw["page"]) <= pages or not 0 <= int(raw["level"]) < 100:
        raise ValueError("an entry of the outline leads nowhere")
    return {"title": one_line(raw["title"], 300), "page": int(raw["page"]), "level": int(raw["level"])}


def _suggestions(raw):
    date = raw["date"]
    if date:
        dates.parse_partial(date)
    return {"title": one_line(raw["title"], 300), "author": one_line(raw["author"], 300), "date": date}
