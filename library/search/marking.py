"""Where in a text stands what a question asks for: forms, synonyms and phrases, just as the index finds them.

Excerpts, the reading view and the search inside one document all mark with this. It needs no index.
"""

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from .analysis import STOP_WORDS, root, telling, words


class Passage(NamedTuple):
    """A word or a phrase found in a text, in characters, and which of the clauses it meets, counted from 0."""

    start: int
    stop: int
    clause: int


def passages(text, clauses):
    """[Passage, …], in the order of the text; they may overlap."""
    options = [(number, option) for number, clause in enumerate(clauses) for option in clause.options]
    read = _Text(text, {root(word) for _, option in options for word in option.words})
    return sorted({Passage(*span, number) for number, option in options for span in read.spans(option)})


class _Text:
    """The words of a text, those with one of some roots to be looked up by it."""

    def __init__(self, text, roots):
        self._words = list(words(text))
        self._by_root = defaultdict(list)
        for word in self._words:
            own = root(word.text)
            if own in roots:
                self._by_root[own].append(word)

    def spans(self, option):
        """Yields (start, stop) of each place that meets an Option."""
        (first, word), *others = telling(option.words)
        if word in STOP_WORDS:
            return  # the index keeps none of them of pages
        for found in self._having(option, word):
            begin = found.position - first
            if len(option.words) == 1:
                yield found.start, found.end
            elif all(self._is_at(begin + offset, option, other) for offset, other in others):
                yield self._stretch(begin, begin + len(option.words))

    def _having(self, option, word):
        found = self._by_root[root(word)]
        return [one for one in found if one.text == word] if option.exact else found

    def _is_at(self, place, option, word):
        return any(found.position == place for found in self._having(option, word))

    def _stretch(self, begin, end):
        position = attrgetter("position")
        inside = self._words[
            bisect_left(self._words, begin, key=position) : bisect_left(self._words, end, key=position)
        ]
        return min(word.start for word in inside), max(word.end for word in inside)
