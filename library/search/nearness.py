"""Words that follow one another in the query and stand near each other on a page: “risk assessment” as typed."""

import math
from collections import defaultdict
from itertools import pairwise

from .postings import Word, places
from .schema import PAGE_FIELD

_NEAR = 3  # places apart at most, in either order


def nearness(snapshot, question, pks, k1):
    """{pk: score} of the given publications; words that rarely stand together count more."""
    words = [clause.options[0].words[0] for clause in question.wanted if len(clause.options[0].words) == 1]
    scores = defaultdict(float)
    for one, other in pairwise(words):
        times = {}
        for leaf, numbers in snapshot.by_leaf(pks):
            times |= _times(leaf, numbers, one, other)
        rare = math.log(1 + snapshot.page_count / (1 + sum(times.values())))
        for pk, count in times.items():
            scores[pk] += rare * count / (count + k1)
    return scores


def _times(leaf, numbers, one, other):
    """{pk: how often} two words stand near each other on pages of the publications at `numbers`, ascending."""
    first, second = Word(leaf, PAGE_FIELD, one), Word(leaf, PAGE_FIELD, other)
    times = {}
    for number in numbers:
        entry = leaf.entries[number]
        firsts = first.postings(number + 1, number + entry.pages)
        seconds = second.postings(number + 1, number + entry.pages)
        for page in firsts.keys() & seconds.keys():
            own, others = places(firsts[page]), places(seconds[page])
            near = sum(any(place + away in others for away in range(-_NEAR, _NEAR + 1)) for place in own)
            times[entry.pk] = times.get(entry.pk, 0) + near
    return times
