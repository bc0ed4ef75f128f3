"""“Did you mean”: a word that the library uses, one or two slips of the finger from one that it doesn't."""

import re
from itertools import chain

from .postings import having
from .question import FIELDS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 4  # letters; shorter words have too many neighbours
_TWO_SLIPS_FROM = 7
_WORD = re.compile(r"[^\W\d_]+")


def correction(snapshot, word, pks):
    """The most used word near one that none of the publications has; None for a known word, or when none is near.

    Only words of the publications named are looked at, so nothing that visitors may not see is given away.
    """
    if len(word) < _SHORTEST or not _WORD.fullmatch(word) or _has(snapshot, word, pks):
        return None
    for candidates in (_one_slip(word), _two_slips(snapshot, word)):
        best = _most_used(snapshot, candidates, pks)
        if best:
            return best
    return _divided(snapshot, word, pks)


def _has(snapshot, word, pks):
    """Whether one of the publications has the word in any form."""
    return any(pk in pks for leaf in snapshot.leaves for field in FIELDS for pk in having(leaf, field, word))


def _most_used(snapshot, candidates, pks):
    used = {candidate: _uses(snapshot, candidate, pks) for candidate in candidates}
    best = max(used, key=lambda candidate: (used[candidate], candidate), default=None)
    return best if best and used[best] else None


def _uses(snapshot, word, pks):
    """How many of the publications have exactly this word."""
    return sum(
        leaf.holdings.entries[number].pk in pks
        for leaf in snapshot.leaves
        if ("vocabulary", word.encode()) in leaf.reader
        for number in leaf.reader.postings("vocabulary", word.encode()).all_ids()
    )


def _one_slip(word):
    """Every string that one letter left out, doubled, wrong or changed with its neighbour would turn into this."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = (head + letter + tail for head, tail in splits for letter in _LETTERS)
    too_many = (head + tail[1:] for head, tail in splits if tail)
    wrong = (head + letter + tail[1:] for head, tail in splits if tail for letter in _LETTERS)
    changed = (head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1)
    return set(chain(left_out, too_many, wrong, changed)) - {word}


def _two_slips(snapshot, word):
    """Words of the index that begin as this one does and are two slips away."""
    if len(word) < _TWO_SLIPS_FROM:
        return set()
    words = {
        text.decode() for leaf in snapshot.leaves for text in leaf.reader.expand_prefix("vocabulary", word[:2].encode())
    }
    return {near for near in words if abs(len(near) - len(word)) <= 2 and _distance(near, word) <= 2}


def _distance(one, other):
    """Edits between two words (Levenshtein), neighbours changed counting one (Damerau); 3 for anything above 2."""
    before, row = None, list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, wanted in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if earlier and column > 1 and letter == other[column - 2] and one[place - 2] == wanted:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 3
    return row[-1]


def _divided(snapshot, word, pks):
    """“riskassessment” as “risk assessment”, when both parts are words in use."""
    parts = ((word[:place], word[place:]) for place in range(3, len(word) - 2))
    used = {" ".join(pair): min(_uses(snapshot, part, pks) for part in pair) for pair in parts}
    best = max(used, key=used.get, default=None)
    return best if best and used[best] else None
