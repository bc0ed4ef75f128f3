"""What can be said in a query beside plain words."""

import pytest

from library.models import Author, Authorship, PublicationType, Topic
from library.search import find


@pytest.fixture
def three(add, index):
    add("Alpha", "The risk assessment was done. Polygraph.", year=2001)
    add("Beta", "An assessment of the risk was done, and a treatment.", year=2007)
    add("Gamma", "The risk of it.", "The assessment of it, in a state of the art laboratory.", year=2010)
    index()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"risk assessment"', {"Alpha"}),
        ("“risk assessment”", {"Alpha"}),
        ('"risk assessment', {"Alpha"}),  # never closed
        ('"risks assessment"', set()),  # quoted: as written
        ('"state of the art"', {"Gamma"}),
        ("risk -polygraph", {"Beta", "Gamma"}),
        ("risk NOT polygraph", {"Beta", "Gamma"}),
        ('risk -"risk assessment"', {"Beta", "Gamma"}),
        ("risk +treatment", {"Beta"}),
        ("+risk +treatment", {"Beta"}),
        ("polygraph OR treatment", {"Alpha", "Beta"}),
        ("-risk", set()),
        ("title:beta risk", {"Beta"}),
        ("TITLE:beta", {"Beta"}),
        ('title:"beta"', {"Beta"}),
    ],
)
def test_operators(query, expected, three, titles):
    assert set(titles(query)) == expected


@pytest.mark.parametrize(
    "query", ["risk-assessment", "(risk) AND [assessment]", "risk & assessment!", "risk\tassessment"]
)
def test_signs_that_mean_nothing_are_passed_over(query, three, titles):
    assert titles(query)[0] == "Alpha"
    assert len(titles(query)) == 3


def test_a_phrase_across_two_pages_is_not_a_phrase(add, index, titles):
    add("Broken", "It ends with a zebra", "crossing the road.")
    add("Whole", "It ends with a zebra crossing.")
    index()
    assert titles('"zebra crossing"') == ["Whole"]


def test_author_finds_only_names(add, index, titles):
    by = add("By Bumby")
    Authorship.objects.create(publication=by, author=Author.objects.create(name="Bumby", given="Kurt"))
    add("About", "As Bumby wrote in 2001.")
    index()
    assert titles("author:bumby") == ["By Bumby"]
    assert titles('author:"kurt bumby"') == ["By Bumby"]


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("year:2001..2007", (2001, 2007)),
        ("year:2001-2007", (2001, 2007)),
        ("year:2001..", (2001, None)),
        ("year:..2007", (None, 2007)),
        ("year:2004", (2004, 2004)),
        ("year:2007..2001", (2001, 2007)),
        ("risk", None),
        ("year:soon", None),
    ],
)
def test_years(query, years, three):
    assert find(query).years == years


def test_filters_are_handed_to_the_list_and_do_not_narrow_the_words(add, index):
    add("One", "risk", type="brief", topics=["Victim services"])
    add("Two", "risk", type="handbook")
    index()
    brief = PublicationType.objects.get(slug="brief").pk
    topic = Topic.objects.get(slug="victim-services").pk
    found = find('risk type:brief topic:"victim services" lang:en')
    assert found.filters == {"type": {brief}, "topic": {topic}, "language": {"en"}}
    assert len(found.pks) == 2
    assert find("topic:victim").filters == {"topic": {topic}}


def test_a_filter_that_names_nothing_is_looked_for_as_words(add, index, titles):
    add("One", "The word zebra.")
    index()
    assert find("topic:zebra").filters == {}
    assert titles("topic:zebra") == ["One"]


def test_only_common_words_are_looked_for_in_titles(add, index, titles):
    add("To be or not to be", "A page.")
    add("Other", "It is to be, or not.")
    index()
    assert titles("to be or not to be")[0] == "To be or not to be"
    assert titles("the") == []
