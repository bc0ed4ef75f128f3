"""A document's table of contents, from the outline that intake found in its file."""

from dataclasses import dataclass, field

SHOWN_AT_ONCE = 20  # headings; of a longer list only the first of the top level, the rest on request
FIRST = 8
DEEPEST = 4  # levels


@dataclass
class Heading:
    title: str
    page: int | None  # None when it leads nowhere in this file
    parts: list["Heading"] = field(default_factory=list)


def contents(file):
    """The headings of a PublicationFile's outline as a tree: the top level, each with its parts.

    Outlines are as careless as their makers: a level may be skipped, a title empty, a page beyond the end.
    """
    top = []
    open_at = []  # the headings that the next one may be a part of, with their levels
    for entry in file.outline:
        title = str(entry.get("title") or "").strip()
        if not title:
            continue
        page = entry.get("page")
        heading = Heading(title, page if file.has_page(page) else None)
        while open_at and open_at[-1][0] >= entry.get("level", 0):
            open_at.pop()
        (open_at[-1][1].parts if open_at else top).append(heading)
        if len(open_at) < DEEPEST - 1:
            open_at.append((entry.get("level", 0), heading))
    return top


def count(headings):
    return sum(1 + count(heading.parts) for heading in headings)


def first(headings):
    """The FIRST headings of the uppermost level that has more than one, without their parts."""
    while len(headings) == 1 and headings[0].parts:
        headings = headings[0].parts
    return [Heading(heading.title, heading.page) for heading in headings[:FIRST]]
