"""Which documents of a segment have a word or a phrase, and how often.

Whoosh's matchers hand out one document a call. Here whole blocks of up to 128 are read at once, which is ten times as
fast. That uses inner parts of the matchers of Whoosh 2.7.4, which requirements.txt pins.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate
from pickle import loads

from whoosh.matching import FilterMatcher, ListMatcher
from whoosh.reading import TermNotFound

from .analysis import telling, term

_COUNT_BYTES = 4  # before the places in a posting


class _Term:
    """The postings of one indexed term, block by block, forwards only."""

    def __init__(self, matcher):
        # Deleted documents are let through: nobody asks for them (Leaf.entries).
        self._matcher = matcher.child if isinstance(matcher, FilterMatcher) else matcher
        self._is_inline = isinstance(self._matcher, ListMatcher)  # so few that they stand beside the term
        self.is_active = self._matcher.is_active()

    @property
    def ids(self):
        if self._matcher._ids is None:
            self._matcher._read_ids()
        return self._matcher._ids

    @property
    def weights(self):
        if self._matcher._weights is None:
            self._matcher._read_weights()
        return self._matcher._weights

    @property
    def values(self):
        if self._matcher._values is None:
            self._matcher._read_values()
        return self._matcher._values

    def advance(self):
        if self._is_inline or self._matcher._lastblock:
            self.is_active = False
        else:
            self._matcher._next_block()

    def blocks_within(self, first, last):
        """Yields (start, stop) of the present block, for each block with documents from `first` to `last`.

        The block that reaches beyond `last` stays the present one, for the next range.
        """
        while self.is_active and (self.ids[-1] if self._is_inline else self._matcher._maxid) < first:
            self.advance()
        while self.is_active:
            ids = self.ids
            yield bisect_left(ids, first), bisect_right(ids, last)
            if ids[-1] >= last:
                return
            self.advance()


class Word:
    """The documents that have a word in a field: in any of its forms, or exactly as it is.

    Ranges must be asked for in ascending order.
    """

    def __init__(self, leaf, field, word, exact=False):
        own = term(word)
        forms = [own.encode()] if exact else leaf.reader.expand_prefix(field, own[: own.index("\t") + 1])
        self._terms = [found for text in forms if (found := _postings(leaf, field, text))]

    def everywhere(self):
        """Yields (document, count); a document may come once for each form of the word."""
        for found in self._terms:
            while found.is_active:
                yield from zip(found.ids, found.weights, strict=True)
                found.advance()

    def counts(self, first, last):
        """{document: count} in a range of documents."""
        counts = defaultdict(int)
        for found in self._terms:
            for start, stop in found.blocks_within(first, last):
                for number, weight in zip(found.ids[start:stop], found.weights[start:stop], strict=True):
                    counts[number] += weight
        return counts

    def postings(self, first, last):
        """{document: [posting, …]} in a range of documents; places() reads them."""
        postings = defaultdict(list)
        for found in self._terms:
            for start, stop in found.blocks_within(first, last):
                for number, value in zip(found.ids[start:stop], found.values[start:stop], strict=True):
                    postings[number].append(value)
        return postings


def _postings(leaf, field, text):
    try:
        return _Term(leaf.reader.postings(field, text))
    except TermNotFound:
        return None


def places(postings):
    """The set of places at which a word stands in a document."""
    # The index folder is written by this program alone (docs/decisions/search-engine.md).
    return {place for posting in postings for place in accumulate(loads(posting[_COUNT_BYTES:]))}  # noqa: S301


class Phrase:
    """The documents in which words follow one another in a field. Stop words among them stand for any word."""

    def __init__(self, leaf, field, words, exact=False):
        self._words = [(offset, Word(leaf, field, word, exact)) for offset, word in telling(words)]

    def found(self, first, last):
        """Yields (document, count) in a range of documents; ranges must be asked for in ascending order."""
        postings = [(offset, word.postings(first, last)) for offset, word in self._words]
        for number in sorted(set.intersection(*(set(found) for _, found in postings))):
            starts = ({place - offset for place in places(found[number])} for offset, found in postings)
            count = len(set.intersection(*starts))
            if count:
                yield number, count

    def counts(self, first, last):
        return dict(self.found(first, last))


def look_up(leaf, field, option):
    """A Word or a Phrase, as an option (library.search.question) asks."""
    if len(option.words) == 1:
        return Word(leaf, field, option.words[0], option.exact)
    return Phrase(leaf, field, option.words, option.exact)
