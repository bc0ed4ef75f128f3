"""Title, author and date as a PDF states them about itself: suggestions for staff, never facts."""

import re

from library import dates
from library.intake.plain import one_line

MAX_LENGTH = 300  # characters

# What programs write there when nobody wrote anything.
_NO_TITLE = re.compile(
    r"""
      microsoft\s+(word|powerpoint|excel|publisher)\b.*
    | .*\.(docx?|docm|dotx?|rtf|odt|wpd|wps|pptx?|xlsx?|pub|indd|qxd|p65|pmd|fm|tex|dvi|ps|pdf|txt|html?|tiff?|jpe?g)
    | (untitled|document|slide|presentation|layout|title|no\s+title|print|scan\w*|new\s+document|draft)[\s_-]*\d*
    | .{0,2}
    | [\W\d_]*
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"(author|owner|user\d*|admin\w*|unknown|anonymous|default|none|n/?a|.{0,1}|[\W\d_]*)", re.IGNORECASE | re.DOTALL
)
# PDF 32000-1 section 7.9.4: D:YYYYMMDDHHmmSS…, everything after the year optional.
_DATE = re.compile(r"\s*(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def suggest(document):
    """{"title": str, "author": str, "date": W3CDTF} of a pypdfium2 document; empty where nothing useful stands."""
    title = one_line(document.get_metadata_value("Title"), MAX_LENGTH)
    author = one_line(document.get_metadata_value("Author"), MAX_LENGTH)
    return {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "author": "" if _NO_AUTHOR.fullmatch(author) else author,
        "date": _w3cdtf(document.get_metadata_value("CreationDate")),
    }


def _w3cdtf(written):
    match = _DATE.match(written)
    if not match or not 1400 <= int(match[1]) <= 2200:
        return ""
    parts = [int(part) for part in match.groups() if part]
    try:
        dates.parse_partial(written := dates.w3cdtf(*parts))
    except ValueError:
        return match[1]
    return written
