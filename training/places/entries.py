"""A place as lists and tables of places have it."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.urls import reverse

from training.models import Jurisdiction, JurisdictionName

from .reach import Work

COLUMNS = [
    "name",
    "kind",
    "lies_in",
    "usps",
    "fips",
    "records",
    "engagements",
    "partnerships",
    "first_year",
    "last_year",
    "address",
]


@dataclass
class Entry:
    place: Jurisdiction
    work: Work
    lies_in: list[Jurisdiction] = field(default_factory=list)  # the states of a tribe, the state of anything else
    also: list[JurisdictionName] = field(default_factory=list)  # other names in which what was looked for was found

    @property
    def engagements_address(self):
        return f"{reverse('training:engagements')}?jurisdiction={self.place.slug}"

    def row(self, absolute):
        """Its cells in a table with COLUMNS. `absolute` makes an address so."""
        place, work = self.place, self.work
        return [
            place.name,
            place.get_kind_display(),
            "; ".join(state.name for state in self.lies_in),
            place.usps,
            place.fips,
            work.records,
            work.engagements,
            work.partnerships,
            work.first and work.first.year,
            work.last and work.last.year,
            absolute(place.get_absolute_url()),
        ]


def entries_of(places, reach):
    """The places of a list as entries; at most three queries besides those of the reach."""
    prefetch_related_objects([place for place in places if place.kind == Jurisdiction.Kind.TRIBE], "tribe_states")
    states = {state.usps: state for state in Jurisdiction.objects.statewide()}
    return [Entry(place, reach.of(place), [states[code] for code in _codes(place)]) for place in places]


def _codes(place):
    if place.kind == Jurisdiction.Kind.TRIBE:
        return sorted(lies_in.state_id for lies_in in place.tribe_states.all())
    return [place.parent_id] if place.parent_id else []
