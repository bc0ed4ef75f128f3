"""“Did you mean”: a word that the library uses, one or two slips of the finger from one that it doesn't.

Whether that one is right all the same is library.search.misprints' to say.
"""

import re
from itertools import chain

from .postings import having
from .question import FIELDS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 3  # letters, of misprints and of words put in their place
_TWO_SLIPS_FROM = 7  # letters, of both; “provera” is no slip of “proper”
_WORD = re.compile(r"[^\W\d_]+")


def correction(snapshot, word, pks):
    """The likeliest word near one that none of the publications has; None for a known word, or when none is near.

    Only words of the publications named are looked at, so nothing that visitors may not see is given away.
    """
    if len(word) < _SHORTEST or not _WORD.fullmatch(word) or _has(snapshot, word, pks):
        return None
    for candidates in (_one_slip(word), _two_slips(snapshot, word)):
        if best := _likeliest(snapshot, word, candidates, pks):
            return best
    return _divided(snapshot, word, pks)


def _has(snapshot, word, pks):
    """Whether one of the publications has the word in any form."""
    return any(pk in pks for leaf in snapshot.leaves for field in FIELDS for pk in having(leaf, field, word))


def _likeliest(snapshot, word, candidates, pks):
    """The candidate most used, by how often people slip in that way (docs/decisions/right-words.md)."""
    used = {near: _uses(snapshot, near, pks) for near in candidates if len(near) >= _SHORTEST}
    likely = {near: uses * _ease(word, near) for near, uses in used.items() if uses}
    return max(likely, key=lambda near: (likely[near], near), default=None)


def _ease(word, near):
    """Letters changed with their neighbours or left out are frequent slips; a wrong first letter is a rare one."""
    slip = 4 if sorted(word) == sorted(near) else 2 if len(near) > len(word) else 1
    return slip * (2 if near[0] == word[0] else 1)


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
    alike = (near for near in words if len(near) >= _TWO_SLIPS_FROM and abs(len(near) - len(word)) <= 2)
    letters = set(word)  # a slip exchanges one at most; counting these is much faster than what follows
    return {near for near in alike if len(letters.symmetric_difference(near)) <= 4 and _distance(near, word) <= 2}


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
