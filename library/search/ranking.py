"""Publications in order of relevance: BM25F over their fields (Robertson and Zaragoza 2009, section 3.6).

A word's occurrences are weighted by field and made comparable by the field's length, then added up, and only then
dampened: what stands in title and text counts once, strongly. (Whoosh's own BM25F dampens each field by itself.)
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice

from .analysis import telling
from .nearness import nearness
from .postings import Phrase, Word
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
_PHRASES_KEPT = 100
_EXACT = 1_000  # for the publication whose title or number was typed whole


def rank(snapshot, question, weights=VISITORS_GET):
    """The publications that answer a question, best first, as Matches."""
    matches = sorted(_Tally(snapshot, question, weights).matches(), key=_best_first)
    first = matches[: weights.reranked]
    near = nearness(snapshot, question, [match.pk for match in first], weights.k1, weights.boosts)
    first = [replace(match, score=match.score + weights.nearness * near.get(match.pk, 0)) for match in first]
    return sorted(first, key=_best_first) + matches[weights.reranked :]


def _best_first(match):
    return -match.score, match.pk


class _Tally:
    """What each publication's document has of a question's clauses, added up."""

    def __init__(self, snapshot, question, weights):
        self._snapshot, self._question, self._weights = snapshot, question, weights
        self._scores, self._shares, self._met = defaultdict(float), defaultdict(float), defaultdict(int)
        self._total = 0.0
        self._admitted = None  # what has all that is required; None: anything
        for clause in question.wanted:
            self._add(clause)
        self._banned = {number for clause in question.excluded for number in frequencies(snapshot, clause, weights)}

    def _add(self, clause):
        found = frequencies(self._snapshot, clause, self._weights)
        rare = rarity(self._snapshot.count, len(found))
        self._total += rare if found else 0  # a word that nothing has is held against nothing
        for number, frequency in found.items():
            self._scores[number] += rare * frequency / (frequency + self._weights.k1)
            self._shares[number] += rare
            self._met[number] += 1
        if clause.required:
            self._admitted = found.keys() if self._admitted is None else self._admitted & found.keys()

    def matches(self):
        """Yields Matches. Those that have next to nothing of what was asked for come only where others are few."""
        wanted = self._question.wanted
        admitted = self._scores.keys() if wanted else self._everything()
        if self._admitted is not None:
            admitted = admitted & self._admitted
        vague, count = [], 0
        for number in admitted - self._banned:
            if wanted and self._share(number) < self._weights.least_share:
                vague.append(number)
            else:
                count += 1
                yield self._match(number)
        if vague and count < self._weights.enough:
            yield from nsmallest(self._weights.enough - count, map(self._match, vague), key=_best_first)

    def _everything(self):
        return {leaf.base + number for leaf in self._snapshot.leaves for number in leaf.entries}

    def _share(self, number):
        """How much of what was asked for a document has, by weight: 0 to 1."""
        return self._shares[number] / self._total if self._total else 1.0

    def _match(self, number):
        entry, wanted = self._snapshot.entry(number), len(self._question.wanted)
        coordination = self._weights.coordination if wanted <= _SHORT else 0
        typed_whole = bool(self._question.key) and self._question.key in entry.keys
        score = self._scores[number] * self._share(number) ** coordination + _EXACT * typed_whole
        return Match(entry.pk, score, self._met[number] == wanted)


def rarity(documents, having):
    """Inverse document frequency, as Lucene counts it: never below nought."""
    return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def frequencies(snapshot, clause, weights):
    """{document: frequency} of the publications that meet a clause, weighted by field and made comparable by length."""
    found = defaultdict(float)
    for leaf in snapshot.leaves:
        for place, field in enumerate(FIELDS):
            if clause.field in (None, field):
                b, average = weights.b[place], snapshot.average_lengths[place] or 1
                for option in clause.options:
                    factor = weights.boosts[place] * option.weight
                    for number, count in _counts(leaf, field, option):
                        if entry := leaf.entries.get(number):
                            length = entry.lengths[place]
                            found[leaf.base + number] += factor * count / (1 - b + b * length / average)
    return found


def _counts(leaf, field, option):
    """(publication's document, how often) of what an option finds in a field; a document may come several times."""
    if len(option.words) == 1:
        return Word(leaf, field, option.words[0], option.exact).everywhere()
    if field in SHORT_FIELDS:
        return Phrase(leaf, field, option.words, option.exact).found(0, leaf.size)
    # Synonyms bring the same phrases again and again.
    if (option.words, option.exact) not in leaf.phrases:
        if len(leaf.phrases) >= _PHRASES_KEPT:
            leaf.phrases.clear()
        leaf.phrases[option.words, option.exact] = list(_phrase_in_pages(leaf, option))
    return leaf.phrases[option.words, option.exact]


def _phrase_in_pages(leaf, option):
    """Only in publications that have all the words, and only until a few pages are found."""
    words = [Word(leaf, "text", word, option.exact) for _, word in telling(option.words)]
    having = set.intersection(*({number for number, _ in word.everywhere()} for word in words))
    phrase = Phrase(leaf, PAGE_FIELD, option.words, option.exact)
    for number in sorted(having & leaf.entries.keys()):
        for _, count in islice(phrase.found(number + 1, number + leaf.entries[number].pages), _ENOUGH_PAGES):
            yield number, count
