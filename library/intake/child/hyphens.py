"""Words broken at the end of a line, put together again.

pdfium writes one sign where a line ends in a hyphen, and leaves open whether the hyphen belongs to the word
(“evidence-based”) or to the line (“super-vision”). The rest of the document tells.
"""

import re

JOINT = "\ufffe"  # pdfium's sign; no character of Unicode

_BROKEN = re.compile(rf"([\w/.:@-]*){JOINT}(\w*)")
_WORD = re.compile(r"\w+(?:-\w+)*")


def resolve(pages):
    """Replaces each JOINT in the pages' "text" by a hyphen or by nothing. Never moves a space."""
    if not any(JOINT in page["text"] for page in pages):
        return
    known = set()
    for page in pages:
        known.update(_WORD.findall(_BROKEN.sub(" ", page["text"]).lower()))
    for page in pages:
        page["text"] = _BROKEN.sub(lambda match: _join(match[1], match[2], known), page["text"])


def _join(left, right, known):
    joined, hyphened = left + right, f"{left}-{right}"
    if joined.lower() in known:
        return joined
    if hyphened.lower() in known or not (left.isalpha() and right.isalpha()) or right[0].isupper():
        return hyphened  # also numbers, web addresses and words of more than two parts
    if left.lower() in known and right.lower() in known:
        return hyphened
    return joined
