"""All states, territories and the capital, with the work for each: what the map and its table show."""

from functools import cached_property

from django.urls import reverse

from training.models import Engagement, Jurisdiction, Partnership
from training.tiles import TileMap

from .entries import Entry, entries_of
from .reach import Reach

# Sort keys of addresses, what their columns are called, and the order; the first is that of an address without one.
ORDERS = {
    "place": ("Place", lambda entry: 0),
    "records": ("Records", lambda entry: -entry.work.records),
    "engagements": ("Engagements", lambda entry: -entry.work.engagements),
    "partnerships": ("Partnerships", lambda entry: -entry.work.partnerships),
    "years": ("Years", lambda entry: -entry.work.last.toordinal() if entry.work.last else 0),
}
DEFAULT_ORDER = "place"
Kind = Jurisdiction.Kind


class Overview:
    def __init__(self, sort=DEFAULT_ORDER):
        self.sort = sort if sort in ORDERS else DEFAULT_ORDER
        self._reach = Reach()

    @cached_property
    def entries(self):
        """One for each state, D.C. and territory, in the order asked for; equal ones by name."""
        places = Jurisdiction.objects.statewide()
        by_name = [Entry(place, self._reach.of(place)) for place in places]
        return sorted(by_name, key=ORDERS[self.sort][1])

    @cached_property
    def map(self):
        return TileMap(self.entries)

    @property
    def columns(self):
        """(label, address, value of aria-sort or “”) of each column of the table."""
        for name, (label, _) in ORDERS.items():
            direction = "ascending" if name == DEFAULT_ORDER else "descending"
            yield label, self.address(name), direction if name == self.sort else ""

    @property
    def query(self):
        return "" if self.sort == DEFAULT_ORDER else f"?sort={self.sort}"

    def address(self, sort):
        return reverse("training:jurisdictions") + ("" if sort == DEFAULT_ORDER else f"?sort={sort}") + "#table"

    @cached_property
    def tribes(self):
        """The tribes with records, by name."""
        tribes = Jurisdiction.objects.filter(kind=Kind.TRIBE, pk__in=self._reach.by_place.keys())
        return entries_of(list(tribes), self._reach)

    @cached_property
    def reached(self):
        """How many of each kind have records: {kind: (with records, all)}"""
        counts = {kind: [0, 0] for kind in Jurisdiction.STATEWIDE}
        for entry in self.entries:
            counts[entry.place.kind][0] += bool(entry.work.records)
            counts[entry.place.kind][1] += 1
        return counts

    @cached_property
    def years(self):
        """The first and the last year of any record, or None."""
        works = [work for work in self._reach.by_place.values() if work.first]
        if not works:
            return None
        return min(work.first for work in works).year, max(work.last for work in works).year

    @cached_property
    def totals(self):
        """How many public records there are, whatever they serve: {“engagements”, “partnerships”, “elsewhere”}.

        Elsewhere are those that serve no place in particular: for the whole country, or for anyone.
        """
        counts = {"engagements": Engagement.objects.public(), "partnerships": Partnership.objects.public()}
        elsewhere = sum(records.filter(jurisdictions=None).count() for records in counts.values())
        return {**{name: records.count() for name, records in counts.items()}, "elsewhere": elsewhere}
