"""“Did you mean”: misprints are put right, and right words are left alone."""

import random
import re

import pytest

from library.models import Publication
from library.search import find

TITLES = [
    "Supervision of Sex Offenders in the Community",
    "Understanding Juvenile Sexual Offending Behavior",
    "The Importance of Assessment in Management",
    "Enhancing the Management of Adult and Juvenile Offenders",
    "Glossary of Terms",
]


@pytest.fixture
def library(add, index):
    for title in TITLES:
        add(title, f"A page on {title.lower()}.")
    index()


def _one_slip(word, dice):
    place = dice.randrange(1, len(word))
    return dice.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + dice.choice("aeiourst") + word[place:],
            word[:place] + dice.choice("aeiourst") + word[place + 1 :],
            word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
        ]
    )


def test_a_slip_in_any_word_of_a_title_finds_it_or_is_put_right(library):
    dice = random.Random(7)
    for publication in Publication.objects.all():
        for word in re.findall(r"[a-z]{5,}", publication.title.lower()):
            for _ in range(4):
                slip = _one_slip(word, dice)
                found = find(slip)
                assert publication.pk in found.pks or word in (found.suggestion or ""), slip


def test_a_misprint_is_put_right_beside_other_words(library):
    assert find("supervison of juvenile offenders").text == "supervision of juvenile offenders"
    found = find("Glossary supervison -adult")
    assert (found.text, found.instead_of) == ("Glossary supervision -adult", "Glossary supervison -adult")
    assert find("supervison of juvenile offenders", as_typed=True).instead_of is None


def test_a_quoted_title_with_a_slip_is_found(library, titles):
    assert titles('"Supervison of Sex Offenders in the Community"') == [TITLES[0]]
    assert titles("title:glosary") == ["Glossary of Terms"]
    assert titles("+glosary") == ["Glossary of Terms"]


def test_what_is_excluded_is_taken_at_its_word(library):
    assert find("glossary -supervison").text == "glossary -supervison"


def test_right_words_are_never_changed(library):
    for title in TITLES:
        assert (find(title).suggestion, find(title).instead_of) == (None, None)
    assert find("juveniles managing supervised").instead_of is None  # other forms of words in use


def test_a_query_that_finds_nothing_is_put_right_and_says_so(library, titles):
    found = find("glosary")
    assert found.text == "glossary"
    assert found.instead_of == "glosary"
    assert titles("glosary") == ["Glossary of Terms"]


def test_two_words_run_together_are_taken_apart(library):
    assert find("riskglossary assessment").instead_of is None
    assert find("juvenileoffenders").text == "juvenile offenders"


@pytest.mark.parametrize("query", ["xqzvbnmk", "GAO-08-587T", "12345", "abc", "-supervison"])
def test_what_has_no_likely_neighbour_is_left_alone(query, library):
    assert (find(query).suggestion, find(query).instead_of) == (None, None)
