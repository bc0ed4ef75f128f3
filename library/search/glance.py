"""Where on a page stands what a question asks for, at a glance: enough to choose the part of it to read closely.

A list of results shows excerpts of sixty pages, and reading them word by word (marking.passages) takes longer than the
search. A glance looks only at words that begin as one looked for does; it misses those that are divided at the end of
a line or written with points.
"""

import re
from functools import lru_cache

from .analysis import STOP_WORDS, root, telling, words

_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")
_BETWEEN = r"[\W_]+"
_END = r"[^\W_]*(?:['’][^\W_]+)*"


def glance(text, clauses):
    """[(start in characters, clause), …] in order; nothing for a text with other letters than English ones."""
    if not text.isascii() and _OTHER_LETTERS.search(text):
        return []
    small = text.lower()
    return sorted(
        (match.start(), number)
        for number, clause in enumerate(clauses)
        for option in clause.options
        for match in _pattern(option.words).finditer(small)
        if not small[match.start() - 1 : match.start()].isalnum() and _meets(match[0], option)
    )


@lru_cache(maxsize=1_000)
def _pattern(asked):
    """What may be these words in any form; _meets() looks closer. Begins with letters, which the search is fast for."""
    kept = dict(telling(asked))
    begins = (
        re.escape(root(kept[place])[:-1] or kept[place]) if place in kept else ""
        for place in range(min(kept), max(kept) + 1)
    )
    return re.compile(_BETWEEN.join(begin + _END for begin in begins))


@lru_cache(maxsize=10_000)
def _meets(found, option):
    own = [word.text for word in words(found)]
    kept = telling(option.words)
    first, last = kept[0][0], kept[-1][0]
    return len(own) == last - first + 1 and all(
        asked not in STOP_WORDS
        and (own[place - first] == asked if option.exact else root(own[place - first]) == root(asked))
        for place, asked in kept
    )
