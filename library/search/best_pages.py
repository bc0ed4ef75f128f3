"""Which pages of given publications answer a question best."""

from collections import defaultdict

from .cursors import cursor
from .ranking import rarity
from .schema import PAGE_FIELD

_K1 = 1.2
_LEAST_SHARE = 0.5  # of the weight that the publication's best page has; what has less is not counted


def best_pages(snapshot, question, pks, limit):
    """{pk: ([primary key of a page, …], how many more)}, best pages first, at most `limit` of them."""
    wanted = [clause for clause in question.wanted if clause.field in (None, "text")]
    answers = {}
    for leaf, numbers in snapshot.by_leaf(pks):
        found = _pages(leaf, wanted, numbers)
        for number in numbers:
            pages = found.get(number, {})
            most = max((share for share, _ in pages.values()), default=0)
            kept = [(share * score, page) for page, (share, score) in pages.items() if share >= _LEAST_SHARE * most]
            kept.sort(key=lambda pair: (-pair[0], pair[1]))
            if kept:
                stored = [leaf.reader.stored_fields(page)["page"] for _, page in kept[:limit]]
                answers[leaf.entries[number].pk] = stored, len(kept) - len(stored)
    return {pk: answers[pk] for pk in pks if pk in answers}


def _pages(leaf, clauses, numbers):
    """{publication's document: {page's document: (weight of the clauses met, score)}}."""
    found = defaultdict(lambda: defaultdict(lambda: (0.0, 0.0)))
    for clause in clauses:
        met = defaultdict(lambda: defaultdict(float))
        for option in clause.options:
            pages = cursor(leaf, PAGE_FIELD, option)
            for number in numbers:
                last = number + leaf.entries[number].pages
                page = pages.seek(number + 1) if pages.number is not None else None
                while page is not None and page <= last:
                    met[number][page] += pages.count * option.weight
                    page = pages.seek(page + 1)
        having = sum(map(len, met.values()))
        idf = rarity(sum(leaf.entries[number].pages for number in numbers), having)
        for number, counts in met.items():
            for page, count in counts.items():
                share, score = found[number][page]
                found[number][page] = share + idf, score + idf * count / (count + _K1)
    return found
