"""Words that follow one another in the query and stand near each other in a publication: “risk assessment” as typed.

On its pages and in what describes it alike: many publications are known by their description alone.
"""

import math
from collections import defaultdict
from itertools import pairwise

from .postings import Word, places
from .question import SHORT_FIELDS
from .schema import PAGE_FIELD

_NEAR = 3  # places apart at most, in either order


def nearness(snapshot, question, pks, k1, boosts):
    """{pk: score} of the given publications; words that rarely stand together count more.

    `boosts`: what once in a field counts, by question.FIELDS, against once on a page.
    """
    words = [clause.options[0].words[0] for clause in question.wanted if len(clause.options[0].words) == 1]
    fields = dict(zip((*SHORT_FIELDS, PAGE_FIELD), boosts, strict=True))
    scores = defaultdict(float)
    for one, other in pairwise(words):
        times = {}
        for leaf, numbers in snapshot.by_leaf(pks):
            times |= _times(leaf, numbers, one, other, fields)
        rare = math.log(1 + (snapshot.count + snapshot.page_count) / (1 + sum(times.values())))
        for pk, count in times.items():
            scores[pk] += rare * count / (count + k1)
    return scores


def _times(leaf, numbers, one, other, fields):
    """{pk: how often two words stand near each other, by the fields' boosts}; `numbers` ascending, of publications."""
    times = defaultdict(float)
    for field, boost in fields.items():
        first, second = Word(leaf, field, one), Word(leaf, field, other)
        for number in numbers:
            entry = leaf.entries[number]
            where = (number + 1, number + entry.pages) if field == PAGE_FIELD else (number, number)
            firsts, seconds = first.postings(*where), second.postings(*where)
            for document in firsts.keys() & seconds.keys():
                times[entry.pk] += boost * _count(places(firsts[document]), places(seconds[document]))
    return times


def _count(own, others):
    return sum(any(place + away in others for away in range(-_NEAR, _NEAR + 1)) for place in own)
