"""The passage of a page in which most of what was asked for stands close together."""

import re
from bisect import bisect_right

from library.paragraphs import reading_text

from .analysis import clean
from .glance import glance
from .marking import passages

# How many words an excerpt shows before the first one found, and from it on.
WORDS_BEFORE, WORDS_FROM = 8, 22
_TOKEN = re.compile(r"\S+")


def excerpt(text, question):
    """[(text, whether it was looked for), …] of a page's best passage, in one line; the page's beginning if none."""
    text = clean(text)
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    if not tokens:
        return []
    starts = [start for start, _ in tokens]
    marks = glance(text, question.in_pages) or [
        (found.start, found.clause) for found in passages(text, question.in_pages)
    ]
    first = _best_start([(bisect_right(starts, start) - 1, clause) for start, clause in marks])
    begin, end = max(first - WORDS_BEFORE, 0), min(first + WORDS_FROM, len(tokens))
    line = reading_text(text[starts[begin] : tokens[end - 1][1]])
    parts = segments(line, [(found.start, found.stop) for found in passages(line, question.in_pages)])
    return [("… ", False)] * (begin > 0) + parts + [(" …", False)] * (end < len(tokens))


def _best_start(marks):
    """The place of the first mark of the stretch that meets the most different clauses, then has the most marks.

    `marks`: (place, clause), in order.
    """
    best, best_start = (0, 0), 0
    for index, (start, _) in enumerate(marks):
        inside = [clause for place, clause in marks[index : index + WORDS_FROM] if place < start + WORDS_FROM]
        if (len(set(inside)), len(inside)) > best:
            best, best_start = (len(set(inside)), len(inside)), start
    return best_start


def segments(text, spans):
    """[(text, whether inside one of the spans), …] that together are the text; spans in order, overlapping or not."""
    parts, position = [], 0
    for start, stop in spans:
        if start < position:
            parts[-1] = (parts[-1][0] + text[position:stop], True)
        else:
            parts += [(text[position:start], False), (text[start:stop], True)]
        position = max(position, stop)
    return [part for part in [*parts, (text[position:], False)] if part[0]]
