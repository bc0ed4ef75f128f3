"""Words that follow one another in the query and stand near each other in a publication: “risk assessment” as typed.

On its pages and in what describes it alike: many publications are known by their description alone.
"""

import math
from itertools import pairwise

import numpy as np

from .postings import near, within, word
from .question import SHORT_FIELDS
from .schema import PAGE_FIELD

_NEAR = 3  # places apart at most, in either order


def nearness(snapshot, question, pks, k1, boosts):
    """{pk: score} of the given publications; words that rarely stand together count more.

    `boosts`: what once in a field counts, by question.FIELDS, against once on a page.
    """
    words = [clause.options[0].words[0] for clause in question.wanted if len(clause.options[0].words) == 1]
    fields = dict(zip((*SHORT_FIELDS, PAGE_FIELD), boosts, strict=True))
    scores = dict.fromkeys(pks, 0.0)
    for one, other in pairwise(words):
        times = {}
        for leaf, places in snapshot.by_leaf(pks):
            times |= _times(leaf, places, one, other, fields)
        rare = math.log(1 + (snapshot.count + snapshot.page_count) / (1 + sum(times.values())))
        for pk, count in times.items():
            scores[pk] += rare * count / (count + k1)
    return scores


def _times(leaf, places, one, other, fields):
    """{pk: how often two words stand near each other, by the fields' boosts} of the publications at `places`."""
    held = leaf.holdings
    times = np.zeros(len(held.pks))
    for field, boost in fields.items():
        first, second = word(leaf, field, one).places, word(leaf, field, other).places
        if len(first) and len(second):
            documents = near(_of(held, places, first), _of(held, places, second), _NEAR)
            times += boost * np.bincount(held.owners[documents], minlength=len(times))
    return {int(held.pks[place]): float(times[place]) for place in places}


def _of(held, publications, places):
    """Those of a word's places that are in some publications."""
    ranges = zip(held.numbers[publications], held.pages[publications], strict=True)
    return np.concatenate([within(places, number, number + pages) for number, pages in ranges])
