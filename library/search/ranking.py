"""Publications in order of relevance: BM25F over their fields (Robertson and Zaragoza 2009, section 3.6).

A word's occurrences are weighted by field and made comparable by the field's length, then added up, and only then
dampened: what stands in title and text counts once, strongly. (Whoosh's own BM25F dampens each field by itself.)
"""

import math
from dataclasses import dataclass

import numpy as np

from .nearness import nearness
from .postings import look_up
from .question import FIELDS, SHORT_FIELDS, Match
from .schema import PAGE_FIELD


@dataclass(frozen=True)
class Weights:
    """What ranking can be tuned with. Chosen on half of the Cranfield questions only: docs/search.md."""

    k1: float = 1.6
    boosts: tuple[float, ...] = (3.0, 2.0, 2.0, 3.0, 1.5, 1.0)  # of FIELDS, in order
    b: tuple[float, ...] = (0.3, 0.3, 0.3, 0.0, 0.5, 0.7)  # how far a field's length counts, likewise
    coordination: float = 0.5  # how much it costs to lack some of the words of a short query
    least_share: float = 0.1  # of what was asked for, by weight; what has less only fills up a short list,
    enough: int = 100  # publications in a list that is not short
    nearness: float = 0.25  # how much it says that words stand near each other as in the query
    reranked: int = 20  # publications, the best, whose pages are looked at for that


VISITORS_GET = Weights()
_SHORT = 4  # words; of a longer query, some may well be lacking
_ENOUGH_PAGES = 3  # with a phrase, to say how much a publication has of it
_EXACT = 1_000  # for the publication whose title or number was typed whole


def rank(snapshot, question, weights=VISITORS_GET):
    """The publications that answer a question, best first, as Matches."""
    tally = _Tally(snapshot, question, weights)
    order = tally.order()
    first = order[: weights.reranked]
    near = nearness(snapshot, question, snapshot.pks[first].tolist(), weights.k1, weights.boosts)
    tally.scores[first] += weights.nearness * np.array([near[pk] for pk in snapshot.pks[first].tolist()])
    order[: weights.reranked] = tally.best_first(first)
    columns = snapshot.pks[order], tally.scores[order], tally.met[order] == len(question.wanted)
    return list(map(Match, *(column.tolist() for column in columns)))


class _Tally:
    """What each publication has of a question's clauses, added up: arrays with a place for each of the snapshot's."""

    def __init__(self, snapshot, question, weights):
        self._snapshot, self._question, self._weights = snapshot, question, weights
        self.scores, self._shares = np.zeros(snapshot.count), np.zeros(snapshot.count)
        self.met = np.zeros(snapshot.count, np.int64)  # how many clauses
        self._admitted = np.ones(snapshot.count, bool)
        self._total = 0.0
        for clause in question.wanted:
            self._add(clause)
        for clause in question.excluded:
            self._admitted &= frequencies(snapshot, clause, weights) == 0
        self._finish()

    def _add(self, clause):
        found = frequencies(self._snapshot, clause, self._weights)
        have = found > 0
        having = int(have.sum())
        rare = rarity(self._snapshot.count, having)
        self._total += rare if having else 0  # a word that nothing has is held against nothing
        self.scores += rare * found / (found + self._weights.k1)
        self._shares += rare * have
        self.met += have
        if clause.required:
            self._admitted &= have

    def _finish(self):
        wanted = len(self._question.wanted)
        if wanted:
            self._admitted &= self.met > 0
        self._shares = self._shares / self._total if self._total else np.ones(self._snapshot.count)
        if wanted <= _SHORT:
            self.scores *= self._shares**self._weights.coordination
        if self._question.key:
            self.scores[self._snapshot.with_key(self._question.key)] += _EXACT

    def order(self):
        """The places of the publications to show, best first.

        Those that have next to nothing of what was asked for come only where others are few.
        """
        vague = self._admitted & (self._shares < self._weights.least_share)
        found = np.flatnonzero(self._admitted & ~vague)
        if len(found) < self._weights.enough and vague.any():
            found = np.concatenate([found, self.best_first(np.flatnonzero(vague))[: self._weights.enough - len(found)]])
        return self.best_first(found)

    def best_first(self, places):
        return places[np.lexsort((self._snapshot.pks[places], -self.scores[places]))]


def rarity(documents, having):
    """Inverse document frequency, as Lucene counts it: never below nought."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def frequencies(snapshot, clause, weights):
    """How often each publication meets a clause, weighted by field and made comparable by length; or nought."""
    found = np.zeros(snapshot.count)
    for leaf in snapshot.leaves:
        for place, field in enumerate(FIELDS):
            if clause.field in (None, field):
                b, average = weights.b[place], snapshot.average_lengths[place] or 1
                for option in clause.options:
                    publications, counts = _counts(leaf, field, option)
                    lengths = leaf.holdings.lengths[place][publications]
                    comparable = weights.boosts[place] * option.weight * counts / (1 - b + b * lengths / average)
                    np.add.at(found, leaf.first + publications, comparable)
    return found


def _counts(leaf, field, option):
    """(places of publications, how often each has what an option looks for in a field); a place may come several times.

    Of a phrase, only the first few of a publication's pages that have it are counted.
    """
    in_pages = len(option.words) > 1 and field not in SHORT_FIELDS
    found = look_up(leaf, PAGE_FIELD if in_pages else field, option)
    owners, counts = leaf.owners[found.documents], found.counts
    if in_pages and len(owners):
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        before = np.arange(len(owners)) - np.repeat(starts, np.diff(starts, append=len(owners)))
        owners, counts = owners[before < _ENOUGH_PAGES], counts[before < _ENOUGH_PAGES]
    return owners, counts
