"""Everything that the site publishes of numbers of people, put together, leaves open each number that is withheld.

The unknowns are the people of one discipline in one engagement. Each published number is an equation: the sum of some
of them. A number can be worked out when its own sum is a combination of published ones.
"""

import csv
import io
import random

import numpy as np
import pytest

from tests.seen import text
from training.models import Attendance
from training.small_numbers import is_small

WITHHELD = "fewer than 5 or withheld"
DISCIPLINES = ["judges", "courts", "probation", "parole"]
KINDS = ["training", "webinar", "remote"]
YEARS = [2003, 2004, 2005]


def rows_of(client, address):
    table = text(client.get(address)).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.DictReader(io.StringIO(table)))


def published(client):
    """(condition on an attendance, number as published) of every number of people on the site."""
    for row in rows_of(client, "/training/engagements.csv"):
        yield (lambda one, number=row["number"]: one.engagement.number == number), row["people who took part"]
    for row in rows_of(client, "/impact/attendances.csv"):
        yield (lambda one, title=row["record"]: one.engagement.title == title), row["people"]
    for row in rows_of(client, "/impact/tables/people-by-discipline.csv"):
        yield (lambda one, name=row["Discipline"]: name in ("Total", one.discipline.name)), row["Attendances"]
    for row in rows_of(client, "/impact/tables/engagements-by-year.csv"):
        yield (lambda one, year=row["Year"]: year in ("Total", year_of(one))), row["Attendances"]
    for year in sorted({row["Year"] for row in rows_of(client, "/impact/tables/engagements-by-year.csv")} - {"Total"}):
        for row in rows_of(client, f"/impact/reports/{year}.csv"):
            if row["measure"] == "Attendances":
                yield (lambda one, year=year, row=row: year == year_of(one) and is_in(one, row)), row["value"]


def year_of(one):
    return str(one.engagement.starts_on.year)


def is_in(one, row):
    return row["item"] in ("Total", one.discipline.name, one.engagement.get_kind_display())


def fill(engage, seed):
    """Some dozen engagements of three years, most of them with small numbers among large ones."""
    chance = random.Random(seed)
    for n in range(chance.randint(2, 12)):
        some = chance.sample(DISCIPLINES, chance.choice([1, 1, 2, 3]))
        trained = {name: chance.choice([1, 2, 3, 4, chance.randint(5, 60), chance.randint(5, 60)]) for name in some}
        kind = chance.choice(KINDS)
        engage(f"Engagement {n}", begins=str(chance.choice(YEARS)), kind=kind, trained=trained)


def given_away(client):
    """The sums whose number is withheld, or small and never shown, and yet known to whoever adds and subtracts."""
    attendances = list(Attendance.objects.select_related("engagement", "discipline"))
    truth = np.array([one.people for one in attendances])
    numbers = [(np.array([float(belongs(one)) for one in attendances]), told) for belongs, told in published(client)]
    known = np.array([sums for sums, told in numbers if told.isdecimal()] or [np.zeros(len(truth))])
    assert all(int(told) == sums @ truth for sums, told in numbers if told.isdecimal())
    guarded = [sums for sums, told in numbers if told == WITHHELD]
    guarded += [sums for sums, people in zip(np.eye(len(truth)), truth, strict=True) if people < 5]
    rank = np.linalg.matrix_rank(known)
    return [sums for sums in guarded if np.linalg.matrix_rank(np.vstack([known, sums])) == rank]


@pytest.mark.parametrize("seed", range(12))
def test_no_withheld_number_can_be_worked_out(client, engage, seed):
    fill(engage, seed)
    assert not [told for _, told in published(client) if told in ("1", "2", "3", "4")]
    assert given_away(client) == []


def test_withholding_only_the_small_numbers_would_give_them_away(client, engage, monkeypatch):
    """The proof above can fail."""
    monkeypatch.setattr(
        "training.impact.people.keys_to_withhold",
        lambda arcs: {key for key, arc in arcs.items() if arc.is_shown and is_small(arc.number)},
    )
    fill(engage, 5)
    assert given_away(client)
