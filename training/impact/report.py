"""The report on one year, in the shape in which funders ask for it: the same tables for the page, the CSV and the PDF.

An engagement counts in the year in which it began, a partnership in every year in which it was under way.
"""

import datetime
from collections import defaultdict
from functools import cached_property
from itertools import groupby

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.http import urlencode

from training.models import Award, Discipline, EngagementKind, Jurisdiction, Lesson, Partnership

from . import counted
from .of_places import engagements_of, links_of_engagements, links_of_partnerships, partnerships_of
from .people import people
from .tables import Row, Table, engagements_by

NOT_COUNTED = "not counted by this system yet"
# Figures that funders ask for even while no app counts them: slug and label.
_ASKED_FOR = [("inquiries", "Inquiries answered")]


def report_years():
    """The years that have records, the latest first."""
    years = {year for year, _ in engagements_by()}
    this_year = timezone.localdate().year
    partnerships = Partnership.objects.public().order_by()
    for first, last in partnerships.values_list("starts_on__year", "ends_on__year").distinct():
        years.update(range(first, (last or max(this_year, first)) + 1))
    years.update(Lesson.objects.public().order_by().values_list("written_on__year", flat=True).distinct())
    return sorted(years, reverse=True)


class Report:
    def __init__(self, year):
        self.year = year

    @property
    def title(self):
        return f"Training and assistance in {self.year}"

    @property
    def first_day(self):
        return datetime.date(self.year, 1, 1)

    @property
    def last_day(self):
        return datetime.date(self.year, 12, 31)

    @cached_property
    def sections(self):
        """The tables, those without rows left out."""
        tables = [
            self._in_numbers(),
            self._by_kind(),
            self._by_discipline(),
            self._by_state(),
            self._tribes(),
            self._of_records("changes", "Changes of law, policy and practice", "Change"),
            self._of_records("lessons", "Lessons written down", "Lesson"),
            self._of_records("documents", "Documents published", "Document"),
            self._awards(),
        ]
        return [table for table in tables if table.rows]

    @property
    def lines(self):
        """(section, item, measure, value) of every cell, for the CSV."""
        for table in self.sections:
            for label, *cells in table.lines:
                for column, cell in zip(table.columns[1:], cells, strict=True):
                    yield table.title, label, column, cell

    def _in_numbers(self):
        rows = [
            Row(figure.heading, [figure.number(self.year)], _of_year(figure.get_absolute_url(), self.year))
            for figure in counted.figures()
            if figure.by_year
        ]
        rows += [Row(label, [NOT_COUNTED]) for slug, label in _ASKED_FOR if not counted.find(slug)]
        return Table("numbers", "The year in numbers", ["Figure", "Number"], rows)

    def _by_kind(self):
        known = people()
        counts = {kind: number for _, kind, number in engagements_by("kind", year=self.year)}
        rows = [
            Row(label, [counts[kind], known.shown("kind", self.year, kind)])
            for kind, label in EngagementKind.choices
            if kind in counts
        ]
        totals = [sum(counts.values()), known.shown("year", self.year)]
        return Table("kinds", "By kind of help", ["Kind of help", "Engagements", "Attendances"], rows, totals)

    def _by_discipline(self):
        known = people()
        numbers = [(one.name, known.shown("discipline", self.year, one.pk)) for one in Discipline.objects.all()]
        rows = [Row(name, [number]) for name, number in numbers if number]
        columns = ["Discipline", "Attendances"]
        return Table("disciplines", "People by discipline", columns, rows, [known.shown("year", self.year)])

    def _by_state(self):
        served = self._served(Coalesce("jurisdiction__parent", "jurisdiction__usps"))
        states = Jurisdiction.objects.in_bulk(filter(None, served), field_name="usps")
        columns = ["State or territory", "Engagements", "Partnerships"]
        note = "With counties, cities and federal districts. What served places in two states counts in both."
        return Table("states", "Jurisdictions helped, by state", columns, _rows_of_places(states, served), note=note)

    def _tribes(self):
        served = self._served(F("jurisdiction"), jurisdiction__kind=Jurisdiction.Kind.TRIBE)
        columns = ["Tribe", "Engagements", "Partnerships"]
        return Table("tribes", "Tribes helped", columns, _rows_of_places(Jurisdiction.objects.in_bulk(served), served))

    def _served(self, place, **places):
        """{place: [engagements, partnerships] that served it}"""
        found = defaultdict(lambda: [0, 0])
        links = {"engagement": links_of_engagements(self.year), "partnership": links_of_partnerships(self.year)}
        for column, (record, served) in enumerate(links.items()):
            counts = served.filter(**places).annotate(of=place).values_list("of").annotate(Count(record, distinct=True))
            for key, number in counts:
                found[key][column] = number
        return found

    def _of_records(self, slug, title, heading):
        """The list behind a figure, as a section."""
        figure = counted.find(slug)
        rows = [Row(line.title, [line.detail], line.address) for line in figure.lines(figure.records(self.year))]
        return Table(slug, title, [heading, "Details"], rows)

    def _awards(self):
        paid = Q(engagements__in=engagements_of(self.year).order_by().values("pk"))
        paid |= Q(partnerships__in=partnerships_of(self.year).order_by().values("pk"))
        awards = Award.objects.filter(paid).distinct()
        rows = [Row(award.number, [award.title, award.funder, award.when]) for award in awards]
        return Table("awards", "Grants that paid for it", ["Award number", "Title", "Funder", "Period"], rows)

    @property
    def notes(self):
        """(labels of figures, how they are counted, what is missing), figures that are counted alike together."""
        told = [figure for figure in counted.figures() if figure.by_year]
        for (method, gaps), alike in groupby(told, key=lambda figure: (figure.method, figure.gaps)):
            yield ", ".join(figure.label for figure in alike), method, gaps


def _rows_of_places(places, served):
    """Rows of {key: place} by name, with what {key: cells} has of each."""
    in_order = sorted(places.items(), key=lambda pair: pair[1].name)
    return [Row(place.name, served[key], place.get_absolute_url()) for key, place in in_order]


def _of_year(address, year):
    return f"{address}?{urlencode({'year': year})}"
