"""Dates known to the year, the month or the day, as bibliographies give them.

Written forms follow W3CDTF (https://www.w3.org/TR/NOTE-datetime): 2007, 2007-03, 2007-03-15.
"""

import calendar
import datetime
import re

FIRST_YEAR, LAST_YEAR = 1400, 2200  # that a publication may have
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def parse_partial(text):
    """(year, month, day) of a written form, None for what it leaves out.

    Raises ValueError for anything else, and for days that no calendar has.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a date: write 2007, 2007-03 or 2007-03-15")
    year, month, day = (int(part) if part else None for part in match.groups())
    datetime.date(year, month or 1, day or 1)
    return year, month, day


def w3cdtf(year, month=None, day=None):
    """The written form, to the precision known; an empty string when no year is known."""
    if not year:
        return ""
    return "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part])


def spoken(year, month=None, day=None):
    """The date as text runs: “2007”, “March 2007”, “March 15, 2007”, “no date”."""
    if not year:
        return "no date"
    if not month:
        return str(year)
    name = calendar.month_name[month]
    return f"{name} {day}, {year}" if day else f"{name} {year}"
