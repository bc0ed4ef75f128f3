"""What the database refuses, whoever writes to it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from training.models import Attendance, Discipline, Engagement, Jurisdiction, TribeState


def refused(write):
    try:
        with transaction.atomic():
            write()
            transaction.get_connection().check_constraints()  # foreign keys are else looked at when a request ends
    except IntegrityError:
        return True
    return False


def test_an_engagement_that_ends_before_it_starts(engage):
    engagement = engage(begins="2004-03-15")
    assert refused(lambda: Engagement.objects.filter(pk=engagement.pk).update(ends_on=datetime.date(2004, 3, 14)))


@pytest.mark.parametrize("field", ["people", "new_people"])
def test_a_negative_number_of_people(engage, field):
    engagement = engage(trained={"judges": (12, 3)})
    assert refused(lambda: engagement.attendances.update(**{field: -1}))


def test_more_new_people_than_people(engage):
    engagement = engage(trained={"judges": (12, 3)})
    assert refused(lambda: engagement.attendances.update(new_people=13))


def test_new_people_among_an_unknown_number(engage):
    engagement = engage(trained={"judges": (12, 3)})
    assert refused(lambda: engagement.attendances.update(people=None))


def test_two_lines_for_one_discipline(engage):
    engagement = engage(trained={"judges": 12})
    judges = Discipline.objects.get(slug="judges")
    assert refused(lambda: Attendance.objects.create(engagement=engagement, discipline=judges, people=1))


def test_a_tribe_with_a_county_as_its_parent(oregon, place):
    county = place("Lane County")
    tribe = place("Coquille Indian Tribe", "tribe")
    assert refused(lambda: Jurisdiction.objects.filter(pk=tribe.pk).update(parent_id=oregon.usps))
    assert refused(lambda: Jurisdiction.objects.filter(pk=tribe.pk).update(parent_id=str(county.pk)))


def test_a_county_within_a_tribe_or_a_county(oregon, place):
    """A parent is named by its USPS code, and only states have one."""
    county = place("Lane County")
    other = place("Coos County")
    tribe = place("Coquille Indian Tribe", "tribe")
    assert refused(lambda: Jurisdiction.objects.filter(pk=county.pk).update(parent_id=str(other.pk)[:2]))
    assert refused(lambda: Jurisdiction.objects.filter(pk=tribe.pk).update(usps="CQ"))
    assert refused(lambda: Jurisdiction.objects.filter(pk=county.pk).update(parent_id=None))


def test_a_tribe_lies_in_states_only(oregon, place):
    tribe = place("A tribe that is new to us", "tribe")
    TribeState.objects.create(tribe=tribe, state=oregon)
    assert refused(lambda: TribeState.objects.create(tribe=tribe, state_id="99"))


def test_two_engagements_of_one_number(engage):
    engage(number="TA-1")
    assert refused(lambda: engage(number="TA-1"))
