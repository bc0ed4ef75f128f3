"""The numbers of people of single engagements, as lists and pages show them."""

import pytest

from training.impact.people import people
from training.models import Discipline, Engagement
from training.small_numbers import HIDDEN, hide_people


def shown(engagements):
    return [engagement.people_shown for engagement in hide_people(engagements)]


def test_a_small_number_is_withheld_and_the_smallest_other_of_its_year(engage):
    small = engage(begins="2004-03", trained={"judges": 2, "courts": 1})
    smallest = engage(begins="2004-05", trained={"judges": 12})
    largest = engage(begins="2004-06", trained={"judges": 40})
    assert shown([small, smallest, largest]) == [HIDDEN, HIDDEN, 40]


def test_other_years_are_left_alone(engage):
    engage(begins="2004-03", trained={"judges": 2})
    assert shown([engage(begins="2005", trained={"judges": 12})]) == [12]


def test_it_does_not_depend_on_the_page(engage):
    smallest = engage(begins="2004-05", trained={"judges": 12})
    engage(begins="2004-03", trained={"judges": 2})
    assert shown([smallest]) == [HIDDEN]
    assert shown(Engagement.objects.all()) == [HIDDEN, HIDDEN]


def test_two_small_numbers_need_no_third_unless_their_sum_tells(engage):
    two, three = engage(trained={"judges": 2}), engage(trained={"judges": 3})
    assert shown([two, three, engage(trained={"judges": 12})]) == [HIDDEN, HIDDEN, 12]
    one, other = engage(begins="2006", trained={"judges": 1}), engage(begins="2006", trained={"judges": 1})
    assert shown([one, other, engage(begins="2006", trained={"judges": 12})]) == [HIDDEN, HIDDEN, HIDDEN]


def test_none_and_nobody_are_no_small_numbers(engage):
    assert shown([engage(), engage(trained={"judges": 0}), engage(trained={"judges": None})]) == [None, 0, None]


def test_what_is_not_public_does_not_show_in_what_is_withheld(engage):
    engage(begins="2004", trained={"judges": 2}, is_public=False)
    assert shown([engage(begins="2004", trained={"judges": 12})]) == [12]


def test_a_preview_hides_its_small_number_too(engage):
    assert shown([engage(trained={"judges": 2}, is_public=False)]) == [HIDDEN]


@pytest.mark.django_db
def test_it_takes_two_queries_for_any_number_once_the_numbers_are_known(engage, django_assert_num_queries):
    engagements = [engage(begins=str(1996 + n % 5), trained={"judges": n}) for n in range(30)]
    hide_people(engagements)
    for some in (engagements[:3], engagements):
        with django_assert_num_queries(2):
            hide_people(some)
    with django_assert_num_queries(2):  # the engagements themselves, and whether anything has changed
        hide_people(Engagement.objects.with_people())


def test_a_change_shows_at_once(engage):
    twelve = engage(trained={"judges": 12})
    engage(trained={"judges": 30})
    assert shown([twelve]) == [12]
    engage(trained={"judges": 2})
    assert shown([twelve]) == [HIDDEN]


def test_disciplines_that_took_part_do_not_give_a_small_number_away(engage):
    """33 people of two disciplines, of which one has 30 in the year, would leave 3 of the other."""
    both = engage(begins="2004", trained={"probation": 30, "parole": 3})
    judges = engage(begins="2004", trained={"judges": 12})
    other_year = engage(begins="2005", trained={"judges": 40, "parole": 50, "probation": 60})
    assert (
        HIDDEN in shown([both, judges, other_year]) or people().shown("discipline", 2004, pk_of("probation")) is HIDDEN
    )
    assert people().shown("discipline", 2004, pk_of("parole")) is HIDDEN


def pk_of(slug):
    return Discipline.objects.get(slug=slug).pk
