"""The demo library as visitors meet it: judged questions, and titles with a slip of the finger (ux.md, 28)."""

import random
import re
import string
from pathlib import Path

import pytest
from django.core.management import call_command

from library.models import Publication
from library.search import find
from library.search.analysis import STOP_WORDS

QUESTIONS = Path(__file__).parents[2] / "data" / "demo_questions"
_MEASURE = re.compile(r"(\S+@\d+) (\d\.\d+)")


@pytest.fixture
def demo(index):
    call_command("load_demo", verbosity=0)


def _slip(word, dice):
    """The word with one letter left out, too many, wrong, or changed with its neighbour."""
    place, letter = dice.randrange(1, len(word)), dice.choice(string.ascii_lowercase)
    head, tail = word[:place], word[place:]
    return dice.choice(
        [head + tail[1:], head + letter + tail, head + letter + tail[1:], head[:-1] + tail[0] + head[-1] + tail[1:]]
    )


def _telling(title, letters):
    found = re.finditer(rf"[A-Za-z]{{{letters},}}", title)
    return [match for match in found if match[0].lower() not in STOP_WORDS]


def test_judged_questions_are_answered_as_well_as_lucenes_bm25_does(demo, capsys):
    call_command("evaluate_search", collection=str(QUESTIONS))
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading == "41 documents, 40 questions"
    *bm25s, stock, ours = ({name: float(value) for name, value in _MEASURE.findall(row)} for row in rows)
    for bm25 in bm25s:
        assert ours["nDCG@10"] > bm25["nDCG@10"]
        assert ours["R@100"] >= bm25["R@100"]
    assert ours["nDCG@10"] > stock["nDCG@10"] + 0.3


def test_misprints_in_titles(demo):
    """One test, because the library takes seconds to load."""
    dice = random.Random(28)
    alone, lost = 0, []
    for publication in Publication.objects.order_by("pk"):
        title = publication.title.translate(str.maketrans("", "", "“”"))  # quoted words are taken as written
        for word in _telling(title, letters=3):
            slip = _slip(word[0].lower(), dice)
            found = find(title[: word.start()] + slip + title[word.end() :])
            right = (found.suggestion or "").lower() == title.lower()
            assert right or publication.pk in found.pks[:10], found.text
        for word in _telling(title, letters=5):
            slip = _slip(word[0].lower(), dice)
            found = find(slip)
            alone += 1
            if publication.pk not in found.pks and word[0].lower() not in (found.suggestion or ""):
                lost.append((word[0], slip, found.text))
    # A slip can make another word that is in use, or one that is as near to another: “facts”, “acts”.
    assert alone > 150
    assert len(lost) <= alone * 0.03, lost
