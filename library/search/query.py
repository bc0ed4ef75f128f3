"""What visitors type, read with good will: everything means something, and nothing is an error.

risk assessment          words; what has more of them, in more telling places, comes first
"risk assessment"        these words, one after the other
-polygraph, NOT polygraph  without it
+polygraph               not without it
type:brief topic:"victim services" audience:judges lang:es
author:bumby title:supervision
year:2001..2007, year:2001.., year:..2007, year:2004
"""

import re
from dataclasses import dataclass

MAX_CHARACTERS = 500
MAX_WORDS = 32

FILTER_NAMES = {
    "type": "type",
    "topic": "topic",
    "audience": "audience",
    "lang": "language",
    "language": "language",
    "year": "year",
}
FIELD_NAMES = {"author": "authors", "title": "title", "number": "identifier"}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‛", "'") | {"−": "-", "–": "-", "：": ":"})
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff]+")
_PART = re.compile(
    r"(?P<sign>(?<!\S)[-+])?"
    rf"(?:(?P<name>{'|'.join([*FILTER_NAMES, *FIELD_NAMES])}):\s*)?"
    r'(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)
_YEARS = re.compile(r"(\d{4})?(?:(?:\.\.+|-)(\d{4})?)?")


@dataclass(frozen=True)
class Part:
    """One thing asked for: a word or several, where, and in what manner."""

    text: str
    quoted: bool = False
    excluded: bool = False
    required: bool = False
    name: str | None = None  # a key of FILTER_NAMES or FIELD_NAMES, in small letters
    span: tuple[int, int] = (0, 0)  # where it stands in the tidied query


def parse(text):
    """The Parts of a query, in the order typed. Never fails, whatever it is given; at most MAX_WORDS of them."""
    text = tidy(text)
    parts, negate = [], False
    for match in _PART.finditer(text):
        if match["bare"] in ("AND", "OR", "NOT") and not match["name"]:
            negate = match["bare"] == "NOT"
            continue
        value = match["quoted"] if match["bare"] is None else match["bare"]
        if any(letter.isalnum() for letter in value):
            parts.append(
                Part(
                    value.strip(),
                    quoted=match["bare"] is None,
                    excluded=negate or match["sign"] == "-",
                    required=match["sign"] == "+",
                    name=match["name"].lower() if match["name"] else None,
                    span=match.span(),
                )
            )
        negate = False
    return parts[:MAX_WORDS]


def tidy(text):
    """The query in one line, as pages show it again: no control characters, halves of characters, or 2,000 words."""
    text = text[: MAX_CHARACTERS * 4].encode("utf-8", "ignore").decode()
    return " ".join(_UNPRINTABLE.sub(" ", text.translate(_QUOTES)).split())[:MAX_CHARACTERS]


def without(text, parts):
    """What is left of a tidied query when some of its Parts are taken out."""
    for start, stop in sorted((part.span for part in parts), reverse=True):
        text = text[:start] + text[stop:]
    return " ".join(text.split())


def years(text):
    """(first, last) of “2001..2007”, “2001..”, “..2007” or “2004”, None for an open end; None for anything else."""
    match = _YEARS.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    first, last = (int(year) if year else None for year in match.groups())
    if "." not in text and "-" not in text:
        last = first
    return (last, first) if first and last and first > last else (first, last)
