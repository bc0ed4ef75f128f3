"""Times known to the day, the month or the year, as records of training give them; some still go on.

Stored as whole days: a period known as “March 2004” is March 1 to 31, with its precision.
Written forms follow W3CDTF (https://www.w3.org/TR/NOTE-datetime), as in library.dates.
"""

import calendar
import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from library import dates

OPEN = "open"  # written instead of an end by what still goes on


class Precision(models.TextChoices):
    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"


class Period(models.Model):
    """From when to when; what has begun and not ended has no last day."""

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True, help_text="Empty while it goes on.")
    precision = models.CharField("dates known", max_length=5, choices=Precision, default=Precision.DAY)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="It can’t end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                name="%(class)s_starts_in_a_plausible_year",
                violation_error_message="The year it begins has four figures, from 1900 to 2200.",
            ),
            models.CheckConstraint(condition=Q(precision__in=Precision.values), name="%(class)s_precision_known"),
        ]

    @property
    def when(self):
        """The period as text runs: “March 2004”, “June 3 to 5, 2004”, “since 2018”."""
        first, last = self._part(self.starts_on), self.ends_on and self._part(self.ends_on)
        if last is None:
            return f"since {dates.spoken(*first)}"
        if first == last:
            return dates.spoken(*first)
        if self.precision == Precision.DAY and first[:2] == last[:2]:
            year, month, day = first
            return f"{calendar.month_name[month]} {day} to {last[2]}, {year}"
        if self.precision != Precision.YEAR and first[0] == last[0]:
            return f"{dates.spoken(*first).removesuffix(f' {first[0]}').rstrip(',')} to {dates.spoken(*last)}"
        return f"{dates.spoken(*first)} to {dates.spoken(*last)}"

    @property
    def begins(self):
        """The beginning as written: “2004-03”."""
        return dates.w3cdtf(*self._part(self.starts_on)) if self.starts_on else ""

    @property
    def ends(self):
        """The end as written; “open” while it goes on."""
        return dates.w3cdtf(*self._part(self.ends_on)) if self.ends_on else OPEN

    @property
    def years(self):
        """The years it touches, as a range; up to this year while it goes on."""
        last = self.ends_on.year if self.ends_on else max(timezone.localdate().year, self.starts_on.year)
        return range(self.starts_on.year, last + 1)

    def set_period(self, begins, ends=""):
        """Take the period from its written forms; see read_period()."""
        self.starts_on, self.ends_on, self.precision = read_period(begins, ends)

    def _part(self, day):
        year, month, day = day.year, day.month, day.day
        return {
            Precision.DAY: (year, month, day),
            Precision.MONTH: (year, month, None),
            Precision.YEAR: (year, None, None),
        }[self.precision]


def under_way(year, before=""):
    """What filters records of a period to those under way in a year; `before`: the path to them (“partnership__”)."""
    ended_later = Q(**{f"{before}ends_on__isnull": True}) | Q(**{f"{before}ends_on__year__gte": year})
    return Q(**{f"{before}starts_on__year__lte": year}) & ended_later


def year_of(field):
    """The year of a date as text. Cut out of its text, since SQLite would call Python for each record otherwise."""
    return Substr(Cast(field, models.CharField()), 1, 4)


def read_period(begins, ends=""):
    """(first day, last day or None, precision) of what is written as “2004-03” and “2005”, “” or “open”.

    Without an end it ends when it begins: on that day, in that month, or in that year. The less precise of the two
    decides the precision of both. Raises ValidationError, by the name of the field: “begins” or “ends”.
    """
    first = _parsed("begins", begins)
    ends = ends.strip()
    if ends.lower() == OPEN:
        return _first_day(first), None, _precision(first)
    last = _parsed("ends", ends) if ends else first
    precise = min(sum(part is not None for part in date) for date in (first, last))
    first, last = ((*date[:precise], None, None)[:3] for date in (first, last))
    if _last_day(last) < _first_day(first):
        raise ValidationError({"ends": "It can’t end before it begins."})
    return _first_day(first), _last_day(last), _precision(first)


def _parsed(field, text):
    try:
        parsed = dates.parse_partial(text)
    except ValueError as error:
        raise ValidationError({field: f"Write 2004, 2004-03 or 2004-03-15, not “{text.strip()[:30]}”."}) from error
    if not 1900 <= parsed[0] <= 2200:
        raise ValidationError({field: "A year is from 1900 to 2200."})
    return parsed


def _precision(date):
    _, month, day = date
    return Precision.DAY if day else Precision.MONTH if month else Precision.YEAR


def _first_day(date):
    year, month, day = date
    return datetime.date(year, month or 1, day or 1)


def _last_day(date):
    year, month, day = date
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])
