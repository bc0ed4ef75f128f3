"""Which publications a query finds, and which of them come first."""

import pytest

from library.models import Author, Authorship
from library.search import find


def test_the_title_says_more_than_the_text(add, index, titles):
    add("Housing", "Polygraph examinations are mentioned here once, beside housing and much else.")
    add("Polygraph examinations", "What an examiner does.")
    index()
    assert titles("polygraph") == ["Polygraph examinations", "Housing"]


def test_topics_authors_and_numbers_are_searched(add, index, titles):
    add("One", topics=["Victim services"])
    two = add("Two")
    Authorship.objects.create(publication=two, author=Author.objects.create(name="Bumby", given="Kurt"))
    add("Three", identifier="NCJ 201994")
    index()
    assert titles("victim services") == ["One"]
    assert titles("bumby") == ["Two"]
    assert titles("201994") == ["Three"]


def test_who_has_all_the_words_comes_before_who_has_some(add, index, titles):
    add("A", "risk risk risk risk of every kind " * 5)
    add("B", "An assessment of the risk that somebody offends again.")
    index()
    found = find("risk assessment")
    assert titles("risk assessment") == ["B", "A"]
    assert len(found.complete) == 1


def test_words_that_stand_together_count_for_more(add, index, titles):
    filler = "and other matters that a court may want to hear about before it decides on any of this, "
    add("Apart", f"The risk is small {filler * 3} an assessment follows.")
    add("Together", f"{filler * 3} The assessment of risk is small, it follows.")
    index()
    assert titles("risk assessment")[0] == "Together"


def test_words_that_stand_together_in_a_description_count_as_on_a_page(add, index, titles):
    add("Apart", summary="Risk, and what it means in the long run for courts and for an assessment.")
    add("Together", summary="In the long run courts need an assessment of risk, and what it means for them.")
    index()
    assert titles("risk assessment") == ["Together", "Apart"]


def test_who_has_the_least_telling_word_only_is_found_last(add, index, titles):
    for number in range(12):
        add(f"Offenders {number}", "Offenders.")
    add("Polygraph", "Polygraph.")
    index()
    assert titles("polygraph offenders")[0] == "Polygraph"
    assert len(titles("polygraph offenders")) == 13


def test_who_has_the_least_telling_word_only_is_left_out_of_a_long_list(add, index, titles):
    """Or the counts beside the filters would be those of the whole library."""
    for number in range(30):
        add(f"Offenders {number}")
    for number in range(100):
        add(f"Polygraphs for offenders {number}")
    index()
    assert all(title.startswith("Polygraphs") for title in titles("polygraph offenders"))
    assert len(titles("polygraph offenders")) == 100
    assert len(titles("offenders")) == 130


def test_an_exact_title_comes_first_whatever_else_speaks_for_others(add, index, titles):
    add("Supervision", "A page.")
    add("Supervision of sex offenders in the community: supervision, more supervision", "supervision " * 50)
    index()
    assert titles("supervision")[0] == "Supervision"


@pytest.mark.parametrize("typed", ["GAO-08-587T", "gao 08 587t", "“GAO-08-587T”"])
def test_a_document_number_typed_whole_comes_first(typed, add, index, titles):
    add("The testimony", "Page one.", identifier="GAO-08-587T")
    add("Other", "See GAO-08-587T, and again GAO-08-587T, for the testimony. GAO 08 587T.")
    index()
    assert titles(typed)[0] == "The testimony"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("offenders", "offender"),
        ("assessment", "assessments"),
        ("supervised", "supervising"),
        ("the offender’s home", "offender"),
        ("evidence-based practice", "evidence based"),
        ("evidence based practice", "evidence-based"),
        ("42 U.S.C. 16911", "USC 16911"),
        ("under § 16911 of the act", "§ 16911"),
        ("under § 16911 of the act", "§16911"),
        ("the treat-\nment program", "treatment"),
        ("the treat\xad\nment pro\xadgram", "treatment program"),
        ("educación y tratamiento", "educacion"),
        ("Résumé of the findings", "resume"),
        ("TREATMENT", "treatment"),
    ],
)
def test_words_are_found_in_other_forms_and_spellings(written, typed, add, index, titles):
    add("It", f"Some words before, {written}, and some words after.")
    add("Another", "Nothing of the kind.")
    index()
    assert titles(typed) == ["It"]


def test_a_long_document_does_not_win_by_its_length(add, index, titles):
    add("Long", *["Many words on housing, work, family, health, courts and prisons. " * 20 + "stigma"] * 10)
    add("Short", "Stigma, and how people who are released live with stigma.")
    index()
    assert titles("stigma")[0] == "Short"


def test_no_words_find_everything(add, index):
    add("A")
    add("B", "page")
    index()
    found = find("")
    assert len(found.pks) == 2
    assert not found.question.has_words
