"""Text as it may be stored and shown: without control characters, lone surrogates and what imitates other text."""

import re

# C0 and C1 controls (tab and newline stay), soft hyphen, zero-width and direction marks, lone surrogates, private use
# (letters of a font that only that font knows), and code points that are no characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_SPACE = re.compile(r"\s+")
# Ligatures are letters to a reader who searches; the two private signs are how Symbol fonts write a bullet.
_SPELLED_OUT = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
    | {0xF0B7: "•", 0xF0A7: "•"}
)


def plain(text):
    """The text without what can't be stored or seen; spaces and line ends as they were."""
    return _UNWANTED.sub("", text.translate(_SPELLED_OUT))


def one_line(text, limit):
    """The same on one line, of at most `limit` characters."""
    return _SPACE.sub(" ", plain(_SPACE.sub(" ", text))).strip()[:limit].rstrip()
