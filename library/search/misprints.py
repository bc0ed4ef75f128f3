"""Misprints in a query: which of its words are some, and the query with them put right."""

import re

from .right_words import without_right_words

_MOST = 8  # words of a query that are compared with the library's
_SHORT_NAME = 5  # letters; as few in capitals are an abbreviation that nobody told us of
_SURE_FROM = 4  # letters; shorter words have too many neighbours to choose for others


def corrections(understood, correct):
    """{misprint: the library's word near it} of what was typed. `correct` is an engine's correction()."""
    words = [word for word in understood.words if not _is_abbreviation(word, understood.text)]
    return {word: better for word in without_right_words(words)[:_MOST] if (better := correct(word))}


def _is_abbreviation(word, text):
    return len(word) <= _SHORT_NAME and re.search(rf"(?<!\w){re.escape(word.upper())}(?!\w)", text)


def are_sure(changes):
    return any(len(word) >= _SURE_FROM for word in changes)


def put_right(text, changes):
    for word, better in changes.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, text, flags=re.IGNORECASE)
    return text
