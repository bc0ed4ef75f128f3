"""Which pages of given publications answer a question best."""

from collections import defaultdict

import numpy as np

from .postings import look_up
from .ranking import rarity
from .schema import PAGE_FIELD

_K1 = 1.2
_LEAST_SHARE = 0.75  # of the weight that the best page has; what has less is not counted


def best_pages(snapshot, question, pks, limit):
    """{pk: ([primary key of a page, …], how many more)}, best pages first, at most `limit` of them (None: all)."""
    answers = {}
    for leaf, places in snapshot.by_leaf(pks):
        held = leaf.holdings
        for place in places:
            first, last = held.numbers[place] + 1, held.numbers[place] + held.pages[place]
            clauses = [_counts(leaf, clause, first, last) for clause in question.in_pages]
            pages = most_telling(filter(None, clauses), int(held.pages[place]))
            stored = [leaf.reader.stored_fields(page)["page"] for page in pages[:limit]]
            if stored:
                answers[int(held.pks[place])] = stored, len(pages) - len(stored)
    return {pk: answers[pk] for pk in pks if pk in answers}


def most_telling(clauses, page_count):
    """The pages of one publication that answer best, best first.

    `clauses`: for each clause that is met, {page: how often}. Of words that stand on fewer of the publication's pages
    a page may say more; one that has much less of what was asked for than the best page is left out.
    """
    shares, scores = defaultdict(float), defaultdict(float)
    for pages in clauses:
        rare = rarity(page_count, len(pages))
        for page, count in pages.items():
            shares[page] += rare
            scores[page] += rare * count / (count + _K1)
    most = max(shares.values(), default=0)
    kept = [page for page, share in shares.items() if share >= _LEAST_SHARE * most]
    return sorted(kept, key=lambda page: (-shares[page] * scores[page], page))


def _counts(leaf, clause, first, last):
    """{page's document: how often it meets the clause} of the documents from one to another."""
    met = defaultdict(float)
    for option in clause.options:
        found = look_up(leaf, PAGE_FIELD, option)
        start, stop = np.searchsorted(found.documents, (first, last + 1))
        for page, count in zip(found.documents[start:stop].tolist(), found.counts[start:stop].tolist(), strict=True):
            met[page] += count * option.weight
    return met
