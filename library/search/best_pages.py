"""Which pages of given publications answer a question best."""

from collections import defaultdict

from .postings import look_up
from .ranking import rarity
from .schema import PAGE_FIELD

_K1 = 1.2
_LEAST_SHARE = 0.5  # of the weight that the publication's best page has; what has less is not counted


def best_pages(snapshot, question, pks, limit):
    """{pk: ([primary key of a page, …], how many more)}, best pages first, at most `limit` of them."""
    wanted = [clause for clause in question.wanted if clause.field in (None, "text")]
    answers = {}
    for leaf, numbers in snapshot.by_leaf(pks):
        for number, pages in _pages(leaf, wanted, numbers).items():
            most = max(share for share, _ in pages.values())
            kept = [(share * score, page) for page, (share, score) in pages.items() if share >= _LEAST_SHARE * most]
            kept.sort(key=lambda pair: (-pair[0], pair[1]))
            stored = [leaf.reader.stored_fields(page)["page"] for _, page in kept[:limit]]
            answers[leaf.entries[number].pk] = stored, len(kept) - len(stored)
    return {pk: answers[pk] for pk in pks if pk in answers}


def _pages(leaf, clauses, numbers):
    """{publication's document: {page's document: (weight of the clauses met, score)}}; `numbers` ascending."""
    found = defaultdict(lambda: defaultdict(lambda: (0.0, 0.0)))
    for clause in clauses:
        met = defaultdict(lambda: defaultdict(float))
        for option in clause.options:
            pages = look_up(leaf, PAGE_FIELD, option)
            for number in numbers:
                for page, count in pages.counts(number + 1, number + leaf.entries[number].pages).items():
                    met[number][page] += count * option.weight
        rare = rarity(sum(leaf.entries[number].pages for number in numbers), sum(map(len, met.values())))
        for number, counts in met.items():
            for page, count in counts.items():
                share, score = found[number][page]
                found[number][page] = share + rare, score + rare * count / (count + _K1)
    return found
