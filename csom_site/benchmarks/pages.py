"""Pages of documents by the thousand: the demo library's paragraphs, put together anew.

A made document draws its paragraphs from few of the demo documents, as a real one keeps to its subject, and has as many
pages as one of them. Left at that, no new word would ever come; in real text about half of all words stand in one
document only. So one word in thirty is exchanged for a made one: made word r is taken in proportion to 1/r (Zipf).
"""

import random
import re
from collections import defaultdict
from itertools import islice

from library.models import Page, Publication, PublicationFile
from library.paragraphs import paragraphs
from library.search.analysis import STOP_WORDS

from .fill import fill

_WORDS_A_PAGE = 300
_MADE_WORDS = 300_000
_EXCHANGED = 1 / 30
_WORD = re.compile(r"\b[a-z]{5,}\b")
_BATCH = 100  # documents


def add_pages(total):
    """Bring the number of pages in the database up to total, with as many publications as they need."""
    missing = total - Page.objects.count()
    if missing <= 0:
        return
    maker = _Maker(random.Random(total))  # noqa: S311
    counts = []
    while sum(counts) < missing:
        counts.append(min(maker.page_count(), missing - sum(counts)))
    fill(Publication.objects.count() + len(counts), seed=total)
    empty = PublicationFile.objects.filter(publication__slug__startswith="filled-", pages=None).order_by("pk")
    files = zip(list(empty), counts, strict=True)
    while some := list(islice(files, _BATCH)):
        Page.objects.bulk_create(
            Page(file=file, number=number, text=text, width=612, height=792)
            for file, count in some
            for number, text in enumerate(maker.document(count), start=1)
        )


class _Maker:
    def __init__(self, chance):
        self._chance = chance
        self._sources = defaultdict(list)  # {demo file: [its paragraphs, in lines as printed]}
        counts = defaultdict(int)
        demo = Page.objects.exclude(file__publication__slug__startswith="filled-").order_by("file", "number")
        for file, text in demo.values_list("file", "text"):
            counts[file] += 1
            self._sources[file] += [_lines(paragraph) for paragraph in paragraphs(text) if len(paragraph) > 4]
        self._counts = [counts[file] for file in self._sources if self._sources[file]]
        self._sources = [source for source in self._sources.values() if source]
        words = {word for source in self._sources for text in source for word in _WORD.findall(text)}
        self._vocabulary = sorted(words)

    def page_count(self):
        return self._chance.choice(self._counts)

    def document(self, page_count):
        """Yields the texts of its pages."""
        subjects = self._chance.sample(self._sources, k=2)
        for _ in range(page_count):
            page, length = [], 0
            while length < _WORDS_A_PAGE:
                page.append(self._chance.choice(self._chance.choice(subjects)))
                length += page[-1].count(" ") + page[-1].count("\n") + 1
            yield _WORD.sub(self._exchange, "\n".join(page))

    def _exchange(self, match):
        # Only words of five letters and more are looked at: about a third of all.
        if self._chance.random() > 3 * _EXCHANGED:
            return match[0]
        rank = int(_MADE_WORDS ** self._chance.random())
        head = self._vocabulary[rank % len(self._vocabulary)]
        tail = self._vocabulary[(rank * 7919 + rank // len(self._vocabulary)) % len(self._vocabulary)]
        return head[: len(head) // 2 + 1] + tail[len(tail) // 2 :]


def _lines(paragraph, width=90):
    """A paragraph's words as the lines of a printed page."""
    lines = [""]
    for word in paragraph:
        if len(lines[-1]) + len(word.text) > width:
            lines.append("")
        lines[-1] += f" {word.text}" if lines[-1] else word.text
    return "\n".join(lines)


def different_words():
    found = set()
    for text in Page.objects.values_list("text", flat=True).iterator():
        found.update(re.findall(r"[^\W_]+", text.lower()))
    return len(found)


def queries(number, seed=1):
    """Distinct queries of one to four words that stand near each other on a page; some quoted, some misspelled."""
    chance = random.Random(seed)  # noqa: S311
    texts = list(Page.objects.order_by("pk").values_list("text", flat=True)[:2_000])
    made = {}
    while len(made) < number:
        made.setdefault(_query(re.findall(r"[^\W\d_]{2,}", chance.choice(texts).lower()), chance))
        made.pop(None, None)
    return list(made)


def _query(words, chance):
    """None when the page has not enough words."""
    if len(words) < 20:
        return None
    length = chance.choice([1, 2, 2, 2, 3, 3, 4])
    start = chance.randrange(len(words) - 10)
    if length > 1 and chance.random() < 0.2:
        phrase = words[start : start + length]
        return f'"{" ".join(phrase)}"' if not set(phrase) <= STOP_WORDS else None
    telling = [word for word in words[start : start + 10] if word not in STOP_WORDS and len(word) > 2][:length]
    if telling and chance.random() < 0.05:
        place = chance.randrange(1, len(telling[0]))
        telling[0] = telling[0][:place] + telling[0][place + 1 :]
    return " ".join(telling) or None
