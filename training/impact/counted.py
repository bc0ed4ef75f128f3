"""The figures that this system counts from its own records, each with the list of the records behind it.

Any app may add figures: it derives them from Figure and registers them when it is ready (docs/impact.md).
"""

from typing import NamedTuple

from django.core.cache import cache
from django.urls import reverse

from .flow import HIDDEN

_FOR_HOME = ["states", "jurisdictions", "people-trained", "partnerships"]
_FOR_HOME_SECONDS = 60
_registered = {}


class Line(NamedTuple):
    """One record behind a figure. `number`: what it adds to a sum; None (not known) or HIDDEN."""

    title: str
    address: str
    detail: str = ""
    number: object = 1


class Figure:
    """A number, its meaning, and its records. Derive from it; without a method `records` it is not a figure.

    slug: of its page /impact/<slug>/. label: what is counted, in the plural. definition, method, gaps: sentences for
    the public. stated: slug of the StatedFigure that means the same, if there is one. position: small ones come first.
    summed: heading of the numbers that are added up; empty when each record counts as one. by_year: whether records
    have a year, so that the yearly report can tell the figure.
    """

    slug = label = definition = method = gaps = stated = summed = ""
    position = 100
    by_year = True

    def records(self, year=None):
        """All records behind the figure, or those of one year: a queryset in the order of its list."""
        raise NotImplementedError

    def number(self, year=None):
        """The figure: as long as the list or, where it is a sum, as large. HIDDEN where it must not be told."""
        return self.records(year).count()

    def lines(self, records):
        """The Line of each of these records: a page of the list, or a piece of it for a CSV table."""
        raise NotImplementedError

    def withheld(self, year=None):
        """(how many records have numbers that are not shown, their sum) for figures that are sums of people."""
        return 0, 0

    @property
    def heading(self):
        return self.label[:1].upper() + self.label[1:]

    def get_absolute_url(self):
        return reverse("training:figure", args=[self.slug])


def register(*figures):
    """Add figures, each once. Call it in AppConfig.ready()."""
    for figure in figures:
        if figure.slug in _registered:
            raise ValueError(f"There is a figure “{figure.slug}” already.")
        _registered[figure.slug] = figure


def figures():
    """All that are registered, in their order."""
    return sorted(_registered.values(), key=lambda figure: (figure.position, figure.slug))


def find(slug):
    """The figure of this slug; None when there is none."""
    return _registered.get(slug)


def for_home():
    """[(number, label, address), …] of up to four figures worth telling, for the home page; counted once a minute."""
    return cache.get_or_set("impact:for-home", _for_home, _FOR_HOME_SECONDS)


def _for_home():
    chosen = [(figure.number(), figure) for slug in _FOR_HOME if (figure := find(slug))]
    told = [(number, figure) for number, figure in chosen if number is not HIDDEN and number > 1]
    return [(number, figure.label, figure.get_absolute_url()) for number, figure in told]
