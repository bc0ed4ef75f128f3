"""Staff's synonyms applied to a query."""

from functools import lru_cache

from library.models import Synonyms
from library.models.search_terms import parse_synonyms

from .analysis import root, words
from .question import Option

WEIGHT = 0.8  # of a synonym, against the word typed


def options(typed):
    """For each of the words typed, the Options that meet it: itself first, unless staff replace it.

    Of several words that together have synonyms (“technical assistance”), each is met by them.
    """
    if not typed:
        return []
    known = _table(tuple(Synonyms.objects.values_list("line", flat=True)))
    met = [[Option((word,))] for word in typed]
    roots = [root(word) for word in typed]
    place = 0
    while place < len(typed):
        length = next((n for n in range(6, 0, -1) if tuple(roots[place : place + n]) in known), 0)
        if length:
            others, replaced = known[tuple(roots[place : place + length])]
            added = [Option(other, weight=WEIGHT) for other in others]
            for at in range(place, min(place + length, len(typed))):
                met[at] = added if replaced else met[at] + added
        place += length or 1
    return met


@lru_cache(maxsize=4)
def _table(lines):
    """{roots of a phrase: (its synonyms as tuples of words, whether they replace it)}."""
    table = {}
    for line in lines:
        finds, instead = parse_synonyms(line)
        for phrase in finds:
            own = _words(phrase)
            others = [_words(other) for other in (instead or finds) if instead or _words(other) != own]
            known, _ = table.get(tuple(map(root, own)), ([], False))
            table[tuple(map(root, own))] = (known + others, instead is not None)
    return table


def _words(phrase):
    return tuple(word.text for word in words(phrase))
