"""The passage of a page in which most of what was asked for stands close together."""

import re
from bisect import bisect_left

from library.paragraphs import reading_text

from .analysis import clean
from .glance import glance
from .marking import passages

# How many words an excerpt shows before the first one found, and from it on.
WORDS_BEFORE, WORDS_FROM = 8, 22
_WORD = re.compile(r"\S+")


def excerpt(text, question):
    """[(text, whether it was looked for), …] of a page's best passage, in one line; the page's beginning if none."""
    text = clean(text).strip()
    if not text:
        return []
    marks = glance(text, question.in_pages) or [
        (found.start, found.clause) for found in passages(text, question.in_pages)
    ]
    begin, end = _stretch(text, _best_start(text, marks))
    line = reading_text(text[begin:end])
    parts = segments(line, [(found.start, found.stop) for found in passages(line, question.in_pages)])
    return [("… ", False)] * (begin > 0) + parts + [(" …", False)] * (end < len(text))


def _best_start(text, marks):
    """The first mark of the stretch that meets the most different clauses, then has the most marks, in characters.

    `marks`: (start, clause), in order.
    """
    numbers = list(_word_numbers(text, [start for start, _ in marks]))
    best, best_start = (0, 0), 0
    for index, first in enumerate(numbers):
        end = bisect_left(numbers, first + WORDS_FROM, index, min(index + WORDS_FROM, len(numbers)))
        inside = [clause for _, clause in marks[index:end]]
        if (len(set(inside)), len(inside)) > best:
            best, best_start = (len(set(inside)), len(inside)), marks[index][0]
    return best_start


def _word_numbers(text, starts):
    """For characters that are no spaces, in order: which word each is in, counted from that of the first."""
    number, before = 0, starts[0] if starts else 0
    for start in starts:
        number += len(text[before : start + 1].split()) - 1
        before = start
        yield number


def _stretch(text, start):
    """(begin, end) in characters of what an excerpt shows around a start; the text has no spaces at its ends."""
    before = text[: start + 1].rsplit(None, WORDS_BEFORE + 1)
    begin = 0
    if len(before) > WORDS_BEFORE + 1:
        begin = _WORD.search(text, len(before.pop(0))).start()
    after = text[begin:].split(None, len(before) - 1 + WORDS_FROM)
    end = len(text) - len(after.pop()) if len(after) > len(before) - 1 + WORDS_FROM else len(text)
    return begin, len(text[:end].rstrip())


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
