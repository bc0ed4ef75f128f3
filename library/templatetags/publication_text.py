"""Filters for what lists say of a publication."""

import re

from django import template

register = template.Library()

# A stop after a word of three letters or more (so not after “U.S.” or “Dr.”), then a capital.
_END_OF_SENTENCE = re.compile(r"(?<=\w\w\w[.!?])\s+(?=[“\"(]?[A-Z])")
_LONGEST = 300


@register.filter
def first_sentence(text):
    """The first sentence of a text; of one that has no end in sight, the first 300 characters up to a word's end."""
    sentence = _END_OF_SENTENCE.split(text.strip(), maxsplit=1)[0]
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rsplit(maxsplit=1)[0] + "…"
