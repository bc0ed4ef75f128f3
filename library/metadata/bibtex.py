"""Publications as BibTeX entries, in UTF-8.

Every document here is a report to BibTeX. An entry's key is the publication's slug: unique in the library, the same in
every file, and of letters that keys may have. What is not known is left out; styles then write “n.d.” or nothing.
"""

import re

MEDIA_TYPE = "application/x-bibtex; charset=utf-8"

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # Not “\{”: BibTeX counts braces whatever stands before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "&%$#_"}
_SPECIALS = re.compile("|".join(map(re.escape, _SPECIAL)))
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Styles set titles in small letters; “CASOM”, “McNeil” and “eLearning” are to stay as they are.
_CAPITALS_INSIDE = re.compile(r"(\b\w+[A-Z]\w*)")


def opening(note=""):
    """What stands before the first entry: the note, as a line that BibTeX skips."""
    return f"% {note}\n\n" if note else ""


def entry(publication, address, download=None):
    """The entry of a publication. `address`, `download`: absolute, of its page and its PDF."""
    lines = [f"  {name} = {value},\n" for name, value in _fields(publication, address, download) if value]
    return f"@techreport{{{publication.slug},\n{''.join(lines)}}}\n\n"


def _fields(publication, address, download):
    yield "author", _braced(" and ".join(map(_author, publication.printed_authors)))
    yield "title", _braced(_title(publication.full_title))
    yield "institution", _braced(_escaped(publication.publisher))
    yield "type", _braced(_escaped(publication.type.name))
    yield "number", _braced(_escaped(publication.identifier))
    yield "year", _braced(str(publication.year or ""))
    yield "month", _MONTHS[publication.month - 1] if publication.month else ""
    yield "day", _braced(str(publication.day or ""))
    yield "url", _braced(address)
    yield "pdf", _braced(download or "")
    yield "keywords", _braced(", ".join(_escaped(topic.name) for topic in publication.topics.all()))
    yield "abstract", _braced(_escaped(publication.summary))


def _author(author):
    """“Family, Given”; in braces what BibTeX must not take apart: a body, or a name with a comma or an “and” in it."""
    if not author.given:
        return _braced(_escaped(author.name))
    return ", ".join(_whole(_escaped(part)) for part in (author.name, author.given))


def _title(text):
    words_between = enumerate(_CAPITALS_INSIDE.split(_one_line(text)))
    return "".join(_braced(_escaped(part)) if place % 2 else _escaped(part) for place, part in words_between)


def _whole(name):
    return _braced(name) if "," in name or " and " in name.lower() else name


def _braced(text):
    return f"{{{text}}}" if text else ""


def _escaped(text):
    return _SPECIALS.sub(lambda special: _SPECIAL[special[0]], _UNPRINTABLE.sub(" ", text))


def _one_line(text):
    return _UNPRINTABLE.sub(" ", text).strip()
