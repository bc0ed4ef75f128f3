"""The outline (“bookmarks”) of a PDF as a list of contents."""

from itertools import islice

from library.intake.plain import one_line

MAX_ENTRIES = 2_000
MAX_DEPTH = 6
MAX_TITLE = 300  # characters


def read_outline(document):
    """[{"title": str, "page": from 1, "level": from 0}, …] in order; entries that lead to no page are left out.

    Bounded in number and depth; pypdfium2 itself stops at an entry it has seen before.
    """
    entries = []
    pages = len(document)
    for bookmark in islice(document.get_toc(max_depth=MAX_DEPTH), MAX_ENTRIES):
        title = one_line(bookmark.get_title(), MAX_TITLE)
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if title and index is not None and 0 <= index < pages:
            entries.append({"title": title, "page": index + 1, "level": bookmark.level})
    return entries
