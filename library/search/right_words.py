"""Words that are right whether or not the library has them: English, the field's own, and those that staff teach.

`words/english.txt` comes from SCOWL (docs/decisions/right-words.md); `words/field.txt` is kept by hand.
"""

from functools import lru_cache
from pathlib import Path

from library.models import PromotedResult, Synonyms

from .analysis import root, words

_LISTS = Path(__file__).parent / "words"


def without_right_words(asked):
    """Those of some words (analysis.Word.text) that may be misprints."""
    unlisted = [word for word in asked if not _is_listed(word)]
    taught = _taught() if unlisted else ()
    return [word for word in unlisted if root(word) not in taught]


@lru_cache(maxsize=10_000)
def _is_listed(word):
    """Whether the lists have it, as it is or without the s of a plural or of a name's possession (“megans law”)."""
    forms = [word, word[:-1]] if word.endswith("s") and not word.endswith("ss") else [word]
    return any(f"\n{form}\n".encode() in _listed() for form in forms)


@lru_cache(maxsize=1)
def _listed():
    """Both lists as they are, one word a line: looking through them takes half a millisecond, a set of them 10 MB."""
    return b"\n".join([b"", *(file.read_bytes() for file in sorted(_LISTS.glob("*.txt")))])


def _taught():
    """The roots of the words of staff's synonyms and promoted queries."""
    lines = [*Synonyms.objects.values_list("line", flat=True), *PromotedResult.objects.values_list("query", flat=True)]
    return {root(word.text) for line in lines for word in words(line)}
