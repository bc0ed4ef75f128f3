"""Words looked for inside one document: where they stand in a text, and on which of its pages.

A word finds its other forms (“supervise”: supervises, supervised, supervision), by the stemmer that the search index
uses too; a phrase in quotation marks is found as written, capitals or not. Whatever is typed means something or
nothing, and is never an error.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from whoosh.lang.porter import stem

from .paragraphs import paragraphs

MAX_QUERY = 200  # characters
MAX_TERMS = 12

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED_OR_NOT = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]+)")
_POSSESSIVE = re.compile(r"'s?$")
_ASCII = re.compile(r"[a-z0-9]+")
# Too frequent to say anything, unless they stand in a phrase or are all there is.
_COMMON = re.compile(
    "a|an|and|are|as|at|be|by|for|from|in|into|is|it|its|of|on|or|that|the|their|this|to|was|were|with"
)


def _plain(word):
    return word.casefold().replace("’", "'")


@lru_cache(maxsize=20_000)
def root(word):
    """What the forms of a word have in common."""
    return stem(_POSSESSIVE.sub("", _plain(word)))


@dataclass(frozen=True)
class _Form:
    """One word to look for: in any of its forms, or as it is."""

    word: str
    exact: bool

    @property
    def prefix(self):
        """How every word begins that this one can find. More words may begin so: `finds` decides."""
        if self.exact:
            return self.word
        common = len(self.word)
        while not root(self.word).startswith(self.word[:common]):
            common -= 1
        # The last letter that the root shares may be another in other forms: policy, policies.
        return self.word[: common - 1 if common > 3 else common]

    def finds(self, word):
        return _plain(word) == self.word if self.exact else root(word) == root(self.word)


class Words:
    """The words and phrases of a query; false when there is nothing in it to look for."""

    def __init__(self, query):
        self.query = " ".join(query[:MAX_QUERY].replace("\0", " ").split())
        self.terms = _terms(self.query)
        self._patterns = [_pattern(term) for term in self.terms]

    def __bool__(self):
        return bool(self.terms)

    def __str__(self):
        return self.query

    @property
    def quoted(self):
        """The query as it is told in a sentence: in quotation marks, unless it has some of its own."""
        return self.query if re.search('["“”]', self.query) else f"“{self.query}”"

    def spans(self, text):
        """[(start, stop), …] of the passages found, in order; those that overlap are one."""
        merged = []
        for start, stop in sorted(span for place in range(len(self.terms)) for span in self._find(place, text)):
            if merged and start < merged[-1][1]:
                start, stop = merged[-1][0], max(stop, merged.pop()[1])
            merged.append((start, stop))
        return merged

    def are_in(self, text):
        """Whether all of them are in a page's text. One divided at the end of a line counts as whole."""
        versions = {text, text.replace("-\n", "")}
        return all(any(any(self._find(place, version)) for version in versions) for place in range(len(self.terms)))

    def candidates(self):
        """A filter for pages that leaves out, inside the database, nearly all pages without the words."""
        condition = Q()
        for term in self.terms:
            # Letters beyond ASCII are left out: SQLite does not know their capitals.
            certain = max((part for form in term for part in _ASCII.findall(form.prefix)), key=len, default="")
            condition &= Q(text__icontains=certain)
        return condition | Q(text__contains="-\n")

    def _find(self, place, text):
        term = self.terms[place]
        for match in self._patterns[place].finditer(text):
            words = _WORD.findall(match[1])
            if len(words) == len(term) and all(form.finds(word) for form, word in zip(term, words, strict=True)):
                yield match.span(1)


def _terms(query):
    """[(_Form, …), …]: one tuple for each phrase, word, or word made of several (“evidence-based”)."""
    terms = []
    for match in _QUOTED_OR_NOT.finditer(query):
        quoted = match[1] is not None
        term = tuple(_Form(_plain(word), quoted) for word in _WORD.findall(match[1] if quoted else match[2]))
        if term and term not in terms:
            terms.append(term)
    telling = [term for term in terms if len(term) > 1 or term[0].exact or not _COMMON.fullmatch(term[0].word)]
    return (telling or terms)[:MAX_TERMS]


def _pattern(term):
    """Finds, in its group 1, what may be the term; passages may overlap."""
    words = (re.escape(form.prefix).replace("'", "['’]") + r"[^\W_]*(?:['’][^\W_]+)*" for form in term)
    return re.compile(r"(?<![^\W_])(?=(" + r"[\W_]+".join(words) + "))", re.IGNORECASE)


def pages_with(words, pages):
    """The pages of a queryset on which all the words are found, one after another as they are needed.

    They come with number, label and text only. Stop as soon as you have enough: what comes later is not read.
    """
    if words:
        for page in pages.filter(words.candidates()).only("number", "label", "text").iterator(chunk_size=50):
            if words.are_in(page.text):
                yield page


@dataclass(frozen=True)
class MarkedText:
    """A page's text for reading: paragraphs as lists of (text, whether it was looked for), and what was found."""

    paragraphs: list[list[tuple[str, bool]]]
    matches: int
    tokens: set[int]  # which words of the page's text, counted from 0


def mark(text, words):
    """The MarkedText of a page."""
    marked, matches, tokens = [], 0, set()
    for paragraph in paragraphs(text):
        line = " ".join(word.text for word in paragraph)
        spans = words.spans(line)
        marked.append(segments(line, spans))
        matches += len(spans)
        tokens.update(_tokens_in(paragraph, spans))
    return MarkedText(marked, matches, tokens)


def segments(text, spans):
    """[(text, whether inside one of the spans), …] that together are the text."""
    parts, position = [], 0
    for start, stop in spans:
        parts += [(text[position:start], False), (text[start:stop], True)]
        position = stop
    return [part for part in [*parts, (text[position:], False)] if part[0]]


def _tokens_in(paragraph, spans):
    position = 0
    for word in paragraph:
        end = position + len(word.text)
        if any(start < end and stop > position for start, stop in spans):
            yield from word.tokens
        position = end + 1


def excerpt(text, words, around=90):
    """The first passage found in a page's text, with some `around` characters before and after it, as segments."""
    line = " ".join(word.text for paragraph in paragraphs(text) for word in paragraph)
    spans = words.spans(line)
    first = spans[0] if spans else (0, 0)
    begin = line.rfind(" ", 0, max(first[0] - around, 0)) + 1
    end = line.find(" ", first[1] + around)
    end = len(line) if end == -1 else end
    parts = segments(line[begin:end], [(start - begin, stop - begin) for start, stop in spans if stop <= end])
    return [("… ", False)] * (begin > 0) + parts + [(" …", False)] * (end < len(line))
