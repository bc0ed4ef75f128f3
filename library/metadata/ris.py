"""Publications as RIS records, in UTF-8, for Zotero, EndNote, Mendeley and the like.

The format has no escapes: a value is what stands in its line. It can't say that a name is a body's either; programs
take what stands before the first comma for a family name, so a body whose name has a comma in it is divided there.
"""

import re

MEDIA_TYPE = "application/x-research-info-systems; charset=utf-8"
_END = "\r\n"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def opening(note=""):
    """Nothing: the format has no room for a note."""
    return ""


def entry(publication, address, download=None):
    """The record of a publication. `address`, `download`: absolute, of its page and its PDF."""
    fields = [("TY", "RPRT"), *((tag, value) for tag, value in _fields(publication, address, download) if value)]
    # The last line is empty: a record ends where the next one's first line may begin.
    return "".join(f"{tag}  - {_UNPRINTABLE.sub(' ', value).strip()}{_END}" for tag, value in [*fields, ("ER", "")])


def _fields(publication, address, download):
    yield "ID", publication.slug
    for author in publication.printed_authors:
        yield "AU", author.inverted
    yield "TI", publication.full_title
    yield "PY", str(publication.year or "")
    yield "DA", _date(publication)
    yield "PB", publication.publisher
    yield "SN", publication.identifier
    yield "M3", publication.type.name
    yield "LA", publication.language
    yield "AB", publication.summary
    for topic in publication.topics.all():
        yield "KW", topic.name
    yield "UR", address
    yield "L1", download or ""


def _date(publication):
    """“2007/03/15/”; parts that are not known stay empty between their strokes."""
    if not publication.year:
        return ""
    month, day = (f"{part:02}" if part else "" for part in (publication.month, publication.day))
    return f"{publication.year:04}/{month}/{day}/"
