"""What staff teach the search: synonyms and promoted results."""

import pytest
from django.core.exceptions import ValidationError

from library.models import PromotedResult, Synonyms
from library.search import find


def teach(*lines):
    for line in lines:
        synonyms = Synonyms(line=line)
        synonyms.full_clean()
        synonyms.save()


def test_words_that_mean_the_same_find_each_other(add, index, titles):
    teach("TA, technical assistance", "juvenile, youth, adolescent")
    add("Letters", "We offer TA to states.")
    add("Words", "We offer technical assistance to states.")
    add("Apart", "Assistance of a technical kind.")
    add("Youth", "Services for youth.")
    index()
    assert set(titles("TA")) == {"Letters", "Words"}
    assert set(titles("technical assistance")) == {"Letters", "Words", "Apart"}
    assert find("technical assistance").complete >= set(find("TA").pks)
    assert titles("juveniles") == ["Youth"]


def test_the_word_typed_counts_for_more_than_its_synonym(add, index, titles):
    teach("juvenile, youth")
    add("A", "A service for youth in the state.")
    add("B", "A service for juveniles in the state.")
    index()
    assert titles("juvenile") == ["B", "A"]
    assert titles("youth") == ["A", "B"]


def test_an_arrow_replaces(add, index, titles):
    teach("felon => person convicted")
    add("Old", "The felon.")
    add("New", "Each person convicted of it.")
    index()
    assert titles("felon") == ["New"]
    assert titles("person convicted") == ["New"]


def test_what_is_quoted_is_taken_at_its_word(add, index, titles):
    teach("juvenile, youth")
    add("A", "youth")
    index()
    assert titles('"juvenile"') == []


@pytest.mark.parametrize("line", ["one", "", ",", "a,,b", "a => b => c", "=> b", "a =>", "§, ¶", "a, b c d e f g h i"])
def test_a_line_that_can_not_be_right_is_refused_with_a_sentence(line, db):
    with pytest.raises(ValidationError) as refused:
        Synonyms(line=line).full_clean()
    assert str(refused.value.messages[0]).strip()


def test_promoted_publications_stand_first_for_the_same_words_in_any_form(add, index):
    best = add("Chosen by staff")
    second = add("Second choice")
    other = add("Polygraph testing", "polygraph testing")
    PromotedResult.objects.create(query="Polygraph tests", publication=best, position=1)
    PromotedResult.objects.create(query="polygraph testing", publication=second, position=2)
    index()
    found = find("polygraph test")
    assert found.pks == [best.pk, second.pk, other.pk]
    assert found.promoted == {best.pk, second.pk}
    assert find("polygraph").pks == [other.pk]
