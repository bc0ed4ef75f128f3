"""Words that are right whether or not the library has them: English, the field's own, and those that staff teach.

`words/english.txt` comes from SCOWL (docs/decisions/right-words.md); `words/field.txt` is kept by hand.
"""

from functools import lru_cache
from itertools import groupby
from pathlib import Path

from library.models import PromotedResult, Synonyms

from .analysis import root, words

_LISTS = Path(__file__).with_name("words")


def without_right_words(asked):
    """Those of some words (analysis.Word.text) that may be misprints."""
    unlisted = [word for word in asked if not _is_listed(word)]
    taught = _taught() if unlisted else ()
    return [word for word in unlisted if root(word) not in taught]


@lru_cache(maxsize=10_000)
def _is_listed(word):
    """Whether the lists have it, as it is or without the s of a plural or of a name's possession (“megans law”)."""
    forms = [word, word[:-1]] if word.endswith("s") and not word.endswith("ss") else [word]
    return any(f"\n{form}\n" in _lists().get(form[:2], "") for form in forms)


@lru_cache(maxsize=1)
def _lists():
    """{two letters: the words that begin with them, one a line}. A set of all words would take 12 MB, this takes 2."""
    lines = sorted(line for file in _LISTS.glob("*.txt") for line in file.read_text(encoding="ascii").splitlines())
    return {start: "\n".join(["", *found, ""]) for start, found in groupby(lines, key=lambda line: line[:2])}


def _taught():
    """The roots of the words of staff's synonyms and promoted queries."""
    lines = [*Synonyms.objects.values_list("line", flat=True), *PromotedResult.objects.values_list("query", flat=True)]
    return {root(word.text) for line in lines for word in words(line)}
