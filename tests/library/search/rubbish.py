"""Queries that nobody means, many of them."""

import random

SIGNS = [*"\"'“”‘’()[]{}<>:;,.!?*~^+-&|\\/@#$%=_`§…–—", *"\0\n\t\u202e\ufeff\x1b\ud800\udfff"]
WORDS = [
    "risk", "assessment", "the", "AND", "OR", "NOT", "TO", "type:", "topic:", "year:", "author:", "title:", "lang:",
    "2001..", "..", "[a TO b]", "é", "日本語", "😀", "ﬁ", "İ", "ß", "a" * 300, "<script>alert(1)</script>",
    "' OR 1=1 --", "../../etc/passwd", "%00", "{{7*7}}", "${jndi:ldap}", "publication:1", "is_publication:1", "\t",
    "type:brief", "-type:brief", "-year:2005", "-topic:law",
    "year:9999..0000", "\"onmouseover=alert(1) x=\"", "'><img src=x onerror=alert(1)>",
]  # fmt: skip


def rubbish(count):
    """The same `count` queries each time."""
    dice = random.Random(20261124)
    for _ in range(count):
        pieces = dice.choices(SIGNS + WORDS, k=dice.randint(1, 12))
        yield dice.choice(["", " "]).join(pieces)
