"""How publications lie in a Whoosh index: one document for the publication, then one for each of its pages.

They are written together, so a publication's pages follow it without a gap, and are deleted together. The publication's
document has the words of the whole text with their numbers; the pages' documents have them with their places. So
publications are ranked without looking at pages, and pages are looked at only for the publications shown.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from whoosh import fields, formats

from .analysis import STOP_WORDS, clean, key, term, words
from .codec import encode_places
from .question import SHORT_FIELDS

PAGE_FIELD = "page_text"
# Goes up when what is written changes its form: an index of another number is not read but built again.
VERSION = 4


class Entry(NamedTuple):
    """What ranking needs to know of a publication at hand: stored with its document."""

    pk: int
    pages: int  # documents that follow it
    lengths: tuple[int, ...]  # words in each of FIELDS
    keys: tuple[str, ...]  # its titles and its number, reduced to words (analysis.key)


class WordField(fields.FieldType):
    """Words counted beforehand: {word: [place, …]}, or {word: number} where places are not kept."""

    def __init__(self, places):
        # Not scored by Whoosh; but without lengths it looks for them on the disk once for each posting it writes.
        super().__init__(formats.Positions() if places else formats.Existence(), analyzer=None, scorable=True)
        self.places = places

    def index(self, value, **options):
        for word, found in value.items():
            count = len(found) if self.places else found
            yield term(word).encode(), count, float(count), encode_places(found) if self.places else b""


class Vocabulary(fields.FieldType):
    """The words of a publication, once each and as written: what spelling is checked against."""

    def __init__(self):
        super().__init__(formats.Existence(), analyzer=None, scorable=True)

    def index(self, value, **options):
        for word in value:
            yield word.encode(), 1, 1.0, b""


def schema():
    return fields.Schema(
        publication=fields.ID,  # the primary key, on the pages' documents too
        entry=fields.STORED,
        is_publication=fields.ID,
        page=fields.STORED,  # a page's primary key
        text=WordField(places=False),
        vocabulary=Vocabulary(),
        **{name: WordField(places=True) for name in (*SHORT_FIELDS, PAGE_FIELD)},
    )


def documents(prepared):
    """The documents of a publication, from what PublicationIndex prepared of it."""
    short = {name: _places(_as_text(prepared.get(name))) for name in SHORT_FIELDS}
    pages = [(pk, _places(text, without=STOP_WORDS)) for pk, text in prepared["pages"]]
    text = Counter()
    for _, places in pages:
        text.update({word: len(found) for word, found in places.items()})
    owner = str(prepared["django_id"])
    lengths = (*(sum(map(len, found.values())) for found in short.values()), sum(text.values()))
    keys = tuple(key(name) for name in prepared["names"])
    yield {
        "publication": owner,
        "is_publication": "1",
        "entry": tuple(Entry(int(owner), len(pages), lengths, keys)),
        "text": text,
        "vocabulary": set(text).union(*short.values()),
        **short,
    }
    for pk, places in pages:
        yield {"publication": owner, "page": pk, PAGE_FIELD: places}


def _as_text(value):
    return " ; ".join(value) if isinstance(value, list | tuple) else str(value or "")


def _places(text, without=frozenset()):
    """{word: [place, …]}, in order."""
    found = defaultdict(list)
    for word in words(clean(text)):
        if word.text not in without:
            found[word.text].append(word.position)
    return found
