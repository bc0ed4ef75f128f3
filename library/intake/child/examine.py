"""Everything that is found out about a PDF when it comes in."""

from itertools import islice

import pypdfium2
from pypdfium2 import raw as pdfium

from .document import Unreadable, open_document
from .facts import read_facts
from .outline import read_outline
from .suggestions import suggest
from .text import read_pages

# When no more than this part of the pages has text, the file is a scan, perhaps with a cover sheet.
MAX_PART_OF_A_SCAN = 0.1
_NAMED_PAGES = 10  # more are counted, not named
_FORM_DEPTH = 3  # pictures are looked for this deep in forms within forms
_MAX_PICTURES = 500  # on one page


def examine(max_pages, max_characters, bare_below):
    """The findings as library.intake.findings reads them."""
    try:
        document = open_document()
        if len(document) > max_pages:
            raise Unreadable("too-large", f"It has {len(document):,} pages; {max_pages:,} are read at most.")
        return _findings(document, max_characters, bare_below)
    except Unreadable as outcome:
        return {"state": outcome.state, "note": str(outcome)}


def _findings(document, max_characters, bare_below):
    pages, unreadable, was_cut = read_pages(document, max_characters)
    if len(unreadable) == len(pages):
        raise Unreadable("broken", "None of its pages can be opened.")
    bare = [] if was_cut else _bare(document, pages, bare_below)
    is_scan = len(pages) - len(bare) <= MAX_PART_OF_A_SCAN * len(pages)
    notes = [
        _sentence(unreadable, "can't be opened"),
        "" if is_scan else _sentence(bare, "no text", verbs=("has", "have")),
        f"Its text is longer than {max_characters:,} characters; the rest was left out." if was_cut else "",
    ]
    return {
        "state": "image-only" if is_scan else "text",
        "note": " ".join(filter(None, notes)),
        "pages": pages,
        "text_cut": was_cut,
        "outline": read_outline(document),
        "suggestions": suggest(document),
        **read_facts(),
    }


def _bare(document, pages, below):
    """Numbers of the pages without text: none at all, or a few characters upon a picture, as scanners stamp them."""
    return [
        number
        for number, page in enumerate(pages, 1)
        if not page["text"] or (len(page["text"]) < below and _is_picture(document, number))
    ]


def _is_picture(document, number):
    """Whether one picture covers half of the page or more."""
    try:
        page = document[number - 1]
        pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH)
        edges = [picture.get_bounds() for picture in islice(pictures, _MAX_PICTURES)]
    except pypdfium2.PdfiumError:
        return False
    width, height = page.get_size()
    return any((right - left) * (top - bottom) >= width * height / 2 for left, bottom, right, top in edges)


def _sentence(numbers, what, verbs=("", "")):
    """“Page 3 has no text.”, “Pages 3, 5 have no text.”, “40 pages have no text.”; empty for no number."""
    if not numbers:
        return ""
    if len(numbers) > _NAMED_PAGES:
        subject = f"{len(numbers):,} pages"
    else:
        subject = f"Page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    return " ".join(filter(None, [subject, verbs[len(numbers) > 1], what])) + "."
