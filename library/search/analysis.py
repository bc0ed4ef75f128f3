"""Text as words: the one way in which documents and queries are cut up, so that they meet.

A word is kept as it was written (in small letters, without accents and without the 's of possession). Its root, which
its other forms share, is what Porter's stemmer makes of it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem

# Too frequent to tell documents apart (the list that Lucene's English analyzer uses).
_STOP_WORDS = """
    a an and are as at be but by for if in into is it no not of on or such
    that the their then there these they this to was will with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_LONGEST = 60  # characters of a word; more is no word but a table's rule or a line of code
# “U.S.C.” is one word, “evidence-based” two, “offender's” one.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word of a text, its place among the words, and where it stands, in characters."""

    text: str
    position: int
    start: int
    end: int


def telling(words):
    """[(place, word), …] of the words that are no stop words; of all, when there are no others."""
    numbered = list(enumerate(words))
    return [(place, word) for place, word in numbered if word not in STOP_WORDS] or numbered


def clean(text):
    """The text without soft hyphens; one at the end of a line stays, as an ordinary hyphen."""
    return text.replace("\xad\n", "-\n").replace("\xad", "") if "\xad" in text else text


def words(text):
    """Yields the Words of a text, stop words included.

    A word divided at the end of a line comes as its two parts and once more whole, all three at one place.
    """
    previous, position = None, -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        divided = (
            previous and text[previous.end] == "-" and "\n" in text[previous.end : start] and match[0][0].islower()
        )
        position += not divided
        word = Word(plain(match[0]), position, start, end)
        yield word
        if divided:
            yield Word(previous.text + word.text, position, previous.start, end)
        previous = word


@lru_cache(maxsize=100_000)
def plain(word):
    """A word without what its spellings differ in: capitals, accents, the points of an acronym, the 's."""
    word = _POSSESSIVE.sub("", word.casefold().replace(".", "")[:_LONGEST])
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return word


@lru_cache(maxsize=100_000)
def root(word):
    """What the forms of a word have in common: “supervised”, “supervision”."""
    return stem(plain(word))


@lru_cache(maxsize=100_000)
def term(word):
    """What stands for a word in the index: its root first, so that all forms of a root lie side by side."""
    return f"{root(word)}\t{word}"


def key(text):
    """A title or a number reduced to its words, for comparing whole: “GAO-08-587T” and “gao 08 587t” are one."""
    return " ".join(word.text for word in words(text))
