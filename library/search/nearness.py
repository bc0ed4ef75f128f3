"""Words that follow one another in the query and stand near each other on a page: “risk assessment” as typed."""

import math
from collections import defaultdict
from itertools import pairwise

from .cursors import WordCursor
from .schema import PAGE_FIELD

_NEAR = 3  # places apart at most, in either order


def nearness(snapshot, question, pks, k1):
    """{pk: score} of the given publications; words that rarely stand together count more."""
    words = [clause.options[0].words[0] for clause in question.wanted if len(clause.options[0].words) == 1]
    scores = defaultdict(float)
    for one, other in pairwise(words):
        met = {}
        for leaf, numbers in snapshot.by_leaf(pks):
            met |= _times(leaf, numbers, one, other)
        rare = math.log(1 + snapshot.page_count / (1 + sum(met.values())))
        for pk, times in met.items():
            scores[pk] += rare * times / (times + k1)
    return scores


def _times(leaf, numbers, one, other):
    """{pk: how often} two words stand near each other in the pages of the publications at `numbers`, ascending."""
    first, second = WordCursor(leaf, PAGE_FIELD, one), WordCursor(leaf, PAGE_FIELD, other)
    times = {}
    for number in numbers:
        entry = leaf.entries[number]
        page, last = number + 1, number + entry.pages
        while page is not None and page <= last:
            page = _meet(first, second, page)
            if page is not None and page <= last:
                near = sum(any(abs(place - own) <= _NEAR for own in second.places) for place in first.places)
                times[entry.pk] = times.get(entry.pk, 0) + near
                page += 1
        if page is None:
            break
    return times


def _meet(first, second, page):
    """The first document from `page` on that both cursors have, or None."""
    while page is not None:
        page = first.seek(page)
        if page is not None:
            page = second.seek(page)
            if page == first.number:
                return page
    return None
