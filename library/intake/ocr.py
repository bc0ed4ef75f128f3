"""Tesseract's findings about one page, taken in with care."""

import csv
import io
from dataclasses import dataclass
from itertools import islice

from .jail import BadResult, result
from .plain import plain
from .words import MAX_WORDS

_MIN_CONFIDENCE = 30  # of 100; below, Tesseract sees letters in pictures
_MAX_BYTES = 8 * 1024 * 1024
_WORD = "5"  # the level of a line that describes a word


@dataclass
class PageRead:
    text: str
    boxes: list[tuple[float, float, float, float]]  # one for each word: points from the top left corner


def read(folder):
    """PageRead from page.tsv and scale (pixels a point) of the folder (Path). Raises BadResult."""
    table = result(folder, "page.tsv", _MAX_BYTES).decode(errors="replace")
    try:
        scale = float(result(folder, "scale", 40))
        if not 0 < scale < 100:
            raise ValueError(scale)
        return _assemble(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE), scale)
    except (csv.Error, KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadResult(f"page.tsv: {error!r}") from error


def _assemble(rows, scale):
    parts, boxes = [], []
    last = None
    for row in islice(filter(_is_word, rows), MAX_WORDS):
        place = row["block_num"], row["par_num"], row["line_num"]
        if last:
            parts.append(" " if place == last else "\n" if place[:2] == last[:2] else "\n\n")
        last = place
        parts.append(plain(row["text"]).strip())
        left, top, width, height = (int(row[name]) / scale for name in ("left", "top", "width", "height"))
        boxes.append((left, top, left + width, top + height))
    return PageRead("".join(parts), boxes)


def _is_word(row):
    if row["level"] != _WORD or len(plain(row["text"] or "").split()) != 1:
        return False
    return float(row["conf"]) >= _MIN_CONFIDENCE
