"""What the center stated of itself beside what the records here add up to. The two are never added."""

from typing import NamedTuple

from training.models import StatedFigure

from . import counted
from .flow import HIDDEN
from .tables import Row, Table

_DOZENS = 24  # the least that “dozens” can mean
_FAR = 0.1  # of the stated number: what differs by more is pointed out


class Beside(NamedTuple):
    """A stated figure, the figures counted of the same, as [(figure, number), …], and whether they differ by far."""

    stated: StatedFigure
    counted: list
    differs: bool


class Standing(NamedTuple):
    """Everything that is stated, and everything that is counted: [(figure, number), …]."""

    beside: list[Beside]
    counted: list

    @property
    def side_by_side(self):
        """(figure or None, its number, StatedFigure of the same or None): all counted ones, then those not counted."""
        stated = {figure.slug: pair.stated for pair in self.beside for figure, _ in pair.counted}
        yield from ((figure, number, stated.get(figure.slug)) for figure, number in self.counted)
        yield from ((None, None, pair.stated) for pair in self.beside if not pair.counted)

    @property
    def differing(self):
        return [pair for pair in self.beside if pair.differs]


def standing():
    numbers = [(figure, figure.number()) for figure in counted.figures()]
    beside = []
    for stated in StatedFigure.objects.all():
        same = [(figure, number) for figure, number in numbers if figure.stated == stated.slug]
        beside.append(Beside(stated, same, bool(same) and _differ(stated, [number for _, number in same])))
    return Standing(beside, numbers)


def _differ(stated, numbers):
    """Whether the records add up to something else than what was stated, give or take a tenth."""
    total = sum(number for number in numbers if number is not HIDDEN)
    least = stated.number or _DOZENS
    if stated.exactness == StatedFigure.Exactness.DOZENS:
        return total < least
    if stated.exactness == StatedFigure.Exactness.MORE_THAN:
        return total < least * (1 - _FAR)
    return abs(total - least) > least * _FAR


def stated_table(standing):
    rows = [
        Row(
            pair.stated.label,
            [
                f"{pair.stated.about} {pair.stated.amount}".strip(),
                _period(pair.stated),
                pair.stated.definition,
                pair.stated.source,
            ],
        )
        for pair in standing.beside
    ]
    return Table("stated", "Stated by the center", ["Figure", "Stated", "Period", "Definition", "Source"], rows)


def counted_table(standing):
    rows = [
        Row(figure.heading, [number, figure.definition, figure.method, figure.gaps], figure.get_absolute_url())
        for figure, number in standing.counted
    ]
    return Table("counted", "Counted from the records", ["Figure", "Counted", "Definition", "Method", "Gaps"], rows)


def _period(stated):
    return f"{stated.first_year} to {stated.last_year}"
