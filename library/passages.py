"""Words looked for inside one document: what they are, and where they stand in a page that is read.

Understood and found as library.search does it, so that what a search has found is what is marked.
"""

import re
from dataclasses import dataclass

from library.search import passages, segments, understand

from .paragraphs import paragraphs

_QUOTATION_MARK = re.compile('["“”]')


def quoted(words):
    """Words as they are told in a sentence: in quotation marks, unless they have some of their own."""
    return words if _QUOTATION_MARK.search(words) else f"“{words}”"


class Words:
    """The words and phrases of a query; false when there is nothing in it to look for on a page."""

    def __init__(self, typed):
        understood = understand(typed)
        self.query, self.question = understood.text, understood.question

    def __bool__(self):
        return bool(self.question.in_pages)

    def __str__(self):
        return self.query

    @property
    def quoted(self):
        return quoted(self.query)

    def spans(self, text):
        """[(start, stop), …] of the passages found, in order; those that overlap are one."""
        merged = []
        for start, stop, _ in passages(text, self.question.in_pages):
            if merged and start < merged[-1][1]:
                start, stop = merged[-1][0], max(stop, merged.pop()[1])
            merged.append((start, stop))
        return merged


@dataclass(frozen=True)
class MarkedText:
    """A page's text for reading: paragraphs as lists of (text, whether it was looked for), and what was found."""

    paragraphs: list[list[tuple[str, bool]]]
    matches: int
    tokens: set[int]  # which words of the page's text, counted from 0


def mark(text, words):
    """The MarkedText of a page. A phrase may begin in one paragraph and end in the next."""
    read = paragraphs(text)
    lines = [" ".join(word.text for word in paragraph) for paragraph in read]
    spans = words.spans("\n".join(lines))
    marked, tokens, position = [], set(), 0
    for paragraph, line in zip(read, lines, strict=True):
        inside = _within(spans, position, position + len(line))
        marked.append(segments(line, inside))
        tokens.update(_tokens_in(paragraph, inside))
        position += len(line) + 1
    return MarkedText(marked, len(spans), tokens)


def _within(spans, begin, end):
    """The parts of spans that lie between two places, counted from the first."""
    return [
        (max(start, begin) - begin, min(stop, end) - begin) for start, stop in spans if start < end and stop > begin
    ]


def _tokens_in(paragraph, spans):
    position = 0
    for word in paragraph:
        end = position + len(word.text)
        if any(start < end and stop > position for start, stop in spans):
            yield from word.tokens
        position = end + 1
