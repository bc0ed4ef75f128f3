"""What stands in one cell of a catalogue: text that no spreadsheet takes for a formula, and lists of names."""

import csv
import re

# A spreadsheet takes a cell that starts like this for a formula (OWASP, CSV Injection). The wide forms are typed with
# East Asian keyboards and count as the same signs.
_FORMULA = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_NEEDS_APOSTROPHE = re.compile(rf"'*{_FORMULA}")
_HAS_APOSTROPHE = re.compile(rf"'+{_FORMULA}")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATOR = ";"


def guard(text):
    """The text with an apostrophe before it when a spreadsheet would run it; unguard() takes it away again."""
    return f"'{text}" if _NEEDS_APOSTROPHE.match(text) else text


def unguard(text):
    """The text without the apostrophe that guard() put before it."""
    return text[1:] if _HAS_APOSTROPHE.match(text) else text


def has_control_characters(text):
    """Whether there are characters in it that no printed document has (line ends and tabs are fine)."""
    return bool(_FORBIDDEN.search(text))


def one_line(text):
    """With single spaces only: the form of titles and names."""
    return " ".join(text.split())


def paragraphs(text):
    """With plain line ends and nothing around it: the form of summaries and notes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def split_names(text):
    """The names of a cell “A; B; C”. A name that has a semicolon in it stands in double quotes.

    Raises ValueError when a quotation mark is left open.
    """
    try:
        parts = next(csv.reader([one_line(text)], delimiter=_SEPARATOR, skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise ValueError('a name in double quotes must be closed and followed by ";"') from error
    return [name for name in map(one_line, parts) if name]


def join_names(names):
    """The cell that split_names() takes apart again."""
    return f"{_SEPARATOR} ".join(map(_quoted, names))


def _quoted(name):
    if _SEPARATOR in name or name.startswith('"'):
        return '"{}"'.format(name.replace('"', '""'))
    return name
