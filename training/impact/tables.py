"""The tables of the impact page, which are its charts as well: each row may have a bar."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count

from training.models import Discipline, EngagementKind
from training.periods import year_of

from .flow import HIDDEN
from .of_places import engagements_of
from .people import people

NOT_RECORDED = "not recorded"


class Row(NamedTuple):
    label: str
    cells: list  # texts, numbers, None (not recorded) or HIDDEN; one for each column after the first
    address: str = ""
    bar: int = 0  # percent of the longest bar


@dataclass
class Table:
    """`columns`: headings, of the labels first. `drawn`: number of the column, from 0, whose cells the bars show.

    Cells and totals that are None become words, the same for the page, its print and its CSV file.
    """

    slug: str
    title: str
    columns: list[str]
    rows: list[Row]
    totals: list = field(default_factory=list)
    note: str = ""
    drawn: int | None = None

    def __post_init__(self):
        self.rows = [row._replace(cells=_told(row.cells)) for row in self.rows]
        self.totals = _told(self.totals)
        if self.drawn is not None:
            longest = max((self._length(row) for row in self.rows), default=0) or 1
            self.rows = [row._replace(bar=round(100 * self._length(row) / longest)) for row in self.rows]

    def _length(self, row):
        number = row.cells[self.drawn]
        return number if isinstance(number, int) else 0

    @property
    def _are_numbers(self):
        """For each column after the first, whether there are numbers in it."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [any(isinstance(cell, int) or cell is HIDDEN for cell in column) for column in columns]

    @property
    def headings(self):
        """[(heading, whether there are numbers below it), …] of the columns after the first."""
        return list(zip(self.columns[1:], self._are_numbers, strict=True))

    @property
    def body(self):
        """(row, [(cell, whether it is one of a column of numbers), …]) of each row."""
        for row in self.rows:
            yield row, list(zip(row.cells, self._are_numbers, strict=True))

    @property
    def lines(self):
        """The table for a CSV file: labels, cells, and the totals."""
        yield from ([row.label, *row.cells] for row in self.rows)
        if self.totals:
            yield ["Total", *self.totals]


def _told(cells):
    return [NOT_RECORDED if cell is None else cell for cell in cells]


def engagements_by(*fields, year=None):
    """[(year, …, how many public engagements began in it), …], years as numbers; of one year only, if told."""
    began = engagements_of(year).order_by().annotate(year=year_of("starts_on"))
    return [(int(year), *rest) for year, *rest in began.values_list("year", *fields).annotate(Count("pk"))]


def by_year(counts):
    """`counts`: engagements_by("kind")."""
    known, engagements = people(), {}
    for year, _, number in counts:
        engagements[year] = engagements.get(year, 0) + number
    rows = [Row(str(year), [number, known.shown("year", year)]) for year, number in sorted(engagements.items())]
    return Table(
        "engagements-by-year",
        "Engagements by year",
        ["Year", "Engagements", "Attendances"],
        rows,
        [sum(engagements.values()), known.shown("all")],
        "An engagement, with all its people, counts in the year in which it began.",
        drawn=0,
    )


def by_discipline():
    known = people()
    rows = [
        Row(discipline.name, [known.shown("discipline", discipline.pk)])
        for discipline in Discipline.objects.all()
        if known.shown("discipline", discipline.pk)
    ]
    return Table(
        "people-by-discipline",
        "Attendances by discipline",
        ["Discipline", "Attendances"],
        rows,
        [known.shown("all")],
        "Who came to three engagements is counted three times.",
        drawn=0,
    )


def by_kind(counts):
    """`counts`: engagements_by("kind")."""
    engagements = dict.fromkeys(EngagementKind.values, 0)
    for _, kind, number in counts:
        engagements[kind] += number
    rows = [Row(EngagementKind(kind).label, [number]) for kind, number in engagements.items() if number]
    rows.sort(key=lambda row: -row.cells[0])
    return Table(
        "engagements-by-kind",
        "Engagements by kind of help",
        ["Kind of help", "Engagements"],
        rows,
        [sum(engagements.values())],
        drawn=0,
    )


def charts():
    counts = engagements_by("kind")
    return [table for table in (by_year(counts), by_discipline(), by_kind(counts)) if table.rows]
