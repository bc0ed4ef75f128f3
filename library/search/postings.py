"""Which documents of a segment have a word or a phrase, how often, and where.

What is found is kept as arrays (Leaf.kept), so that ranking, nearness and pages look each word up once. Documents that
were deleted are left out. A place is one whole number: document << 32 | _ROOM + place in the field.
"""

from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from .analysis import telling, term

_DOCUMENT_BITS = 32
_ROOM = 1 << 16  # before the first place, so that no word of a phrase seems to stand in the document before
_NOTHING = np.empty(0, np.int64)


class Postings(NamedTuple):
    """Documents, ascending; how often each has what was looked for; and the places, ascending, where they are kept."""

    documents: np.ndarray
    counts: np.ndarray
    places: np.ndarray


def look_up(leaf, field, option):
    """The Postings of an Option (library.search.question) in a field; of phrases, without places."""
    make = partial(_word if len(option.words) == 1 else _phrase, leaf, field, option.words, option.exact)
    return leaf.kept.get((leaf.name, field, option.words, option.exact), make)


def word(leaf, field, text, exact=False):
    """The Postings of a word in a field: in any of its forms, or exactly as it is."""
    return leaf.kept.get((leaf.name, field, (text,), exact), partial(_word, leaf, field, (text,), exact))


def having(leaf, field, text):
    """The primary keys of the publications that have a word in a field, in any of its forms."""
    held = leaf.holdings
    return held.pks[held.owners[word(leaf, field, text).documents]].tolist()


def _word(leaf, field, words, exact):
    own = term(words[0])
    prefix = own if exact else own[: own.index("\t") + 1]
    found = [block for matcher in _matchers(leaf.reader, field, prefix.encode(), exact) for block in matcher.blocks()]
    if not found:
        return Postings(_NOTHING, _NOTHING, _NOTHING)
    documents = np.concatenate([block[0] for block in found])
    counts = np.concatenate([block[1] for block in found]).astype(np.int64)
    places = np.concatenate([block[2] for block in found]).astype(np.int64)
    if len(places):
        places += np.repeat(documents << _DOCUMENT_BITS, counts) + _ROOM
    return _without_deleted(leaf, *_in_order(documents, counts), _ascending(places))


def _matchers(reader, field, prefix, exact):
    for (found_in, text), info in reader.iter_from(field, prefix):
        if found_in != field or not (text == prefix if exact else text.startswith(prefix)):
            return
        yield reader.codec().postings_reader(reader._terms._postfile, info, reader.schema[field].format)


def _in_order(documents, counts):
    """Each document once, with what all its forms count together."""
    if (documents[1:] > documents[:-1]).all():
        return documents, counts
    order = np.argsort(documents, kind="stable")
    documents = documents[order]
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[firsts], np.add.reduceat(counts[order], firsts)


def _ascending(places):
    """Each place once: a word that is divided at the end of a line may stand there in two forms."""
    if (places[1:] > places[:-1]).all():
        return places
    places = np.sort(places, kind="stable")  # runs that are in order already: one of each form
    return places[np.diff(places, prepend=-1) > 0]


def _without_deleted(leaf, documents, counts, places):
    alive = leaf.owners[documents] >= 0
    if not alive.all():
        documents, counts = documents[alive], counts[alive]
        places = places[leaf.owners[places >> _DOCUMENT_BITS] >= 0]
    return Postings(documents, counts, places)


def _phrase(leaf, field, words, exact):
    """Words that follow one another. Stop words among them stand for any word."""
    found = [word(leaf, field, text, exact).places - place for place, text in telling(words)]
    starts = reduce(_both, sorted(found, key=len))
    documents = starts >> _DOCUMENT_BITS
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    return Postings(documents[firsts], np.diff(firsts, append=len(documents)), _NOTHING)


def _both(few, many):
    """What is in both of two ascending arrays."""
    if not len(few) or not len(many):
        return _NOTHING
    return few[many[np.searchsorted(many[:-1], few)] == few]


def near(one, other, most):
    """The documents in which places of one word have one of another at most so far away, once for each such place."""
    nearby = np.searchsorted(other, one + most, "right") > np.searchsorted(other, one - most, "left")
    return one[nearby] >> _DOCUMENT_BITS


def within(places, first, last):
    """Of ascending places, those in the documents from one to another."""
    start, stop = np.searchsorted(places, (first << _DOCUMENT_BITS, last + 1 << _DOCUMENT_BITS))
    return places[start:stop]
