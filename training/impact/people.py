"""The people whom public engagements reached, in the sums that are published, and which of these are withheld.

Every person is counted in the year in which the engagement began, so that sums over years and disciplines add up.
All that the site says of numbers of people comes from here; it is one flow (training.impact.flow):

    all → year → kind of help in that year → engagement → discipline in that year → discipline → all

How many people of one discipline an engagement reached is never shown, but could be worked out from the rest: it is
part of the flow. People new to us are a second flow: all → year → engagement.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from training.models import Attendance, Engagement

from .flow import HIDDEN, Arc, is_small, keys_to_withhold

# Fields of an attendance, and what the flow of each is called.
TRAINED, NEW = "people", "new_people"


@dataclass(frozen=True)
class People:
    """The numbers of one field. Keys: "all", ("year", y), ("kind", y, kind), ("discipline", y, pk), ("discipline", pk),
    ("engagement", pk)."""

    numbers: dict  # of all keys but single engagements
    withheld: frozenset
    # {year, or None for all: (number of engagements whose own number is withheld, the sum of these numbers)}
    withheld_engagements: dict

    def shown(self, *key):
        """The number of a key as it may be shown; None where nothing was recorded."""
        key = key if len(key) > 1 else key[0]
        return HIDDEN if key in self.withheld else self.numbers.get(key)

    def shown_of(self, engagement, number):
        """An engagement's own number as it may be shown. One that is not public is in no sum."""
        return HIDDEN if is_small(number) or ("engagement", engagement.pk) in self.withheld else number


def people(field=TRAINED):
    """The numbers as of now; worked out again when a public engagement has changed, and else taken from the cache."""
    known = Engagement.objects.public().aggregate(count=Count("pk"), latest=Max("modified_at"))
    latest = known["latest"].timestamp() if known["latest"] else 0
    return cache.get_or_set(f"impact:{field}:{known['count']}:{latest}", lambda: _read(field), None)


def _read(field):
    arcs = (_flow_of_trained if field == TRAINED else _flow_of_new)()
    withheld = frozenset(keys_to_withhold(arcs))
    numbers = {key: arc.number for key, arc in arcs.items() if arc.is_shown and key[0] != "engagement"}
    return People(numbers, withheld, _withheld_engagements(arcs, withheld))


def _withheld_engagements(arcs, withheld):
    found = defaultdict(lambda: (0, 0))
    for key in withheld:
        if key[0] == "engagement":
            arc = arcs[key]
            for year in (arc.tail[1], None):
                times, total = found[year]
                found[year] = times + 1, total + arc.number
    return dict(found)


def _lines(field, *fields):
    attendances = Attendance.objects.filter(engagement__is_public=True, **{f"{field}__isnull": False}).order_by("pk")
    return attendances.values_list("engagement", "engagement__starts_on", *fields, field).iterator(chunk_size=5000)


def _flow_of_trained():
    flow = _Flow()
    for pk, begins, kind, discipline, number in _lines(TRAINED, "engagement__kind", "discipline"):
        year, engagement = ("year", begins.year), ("engagement", pk)
        of_kind, of_discipline = ("kind", begins.year, kind), ("discipline", begins.year, discipline)
        flow.add("all", "end", "all", number)
        flow.add(year, "all", year, number)
        flow.add(of_kind, year, of_kind, number)
        flow.add(engagement, of_kind, engagement, number)
        flow.add((engagement, discipline), engagement, of_discipline, number, is_shown=False)
        flow.add(of_discipline, of_discipline, ("discipline", discipline), number)
        flow.add(("discipline", discipline), ("discipline", discipline), "end", number)
    return flow


def _flow_of_new():
    flow = _Flow()
    for pk, begins, number in _lines(NEW):
        year = ("year", begins.year)
        flow.add("all", "end", "all", number)
        flow.add(year, "all", year, number)
        flow.add(("engagement", pk), year, "end", number)
    return flow


class _Flow(dict):
    """{key: Arc}"""

    def add(self, key, tail, head, number, *, is_shown=True):
        before = self[key].number if key in self else 0
        self[key] = Arc(tail, head, before + number, is_shown)


def with_people_shown(engagements, field=TRAINED):
    """The engagements as a list, each with `people_shown`: its number in the field, None (not recorded) or HIDDEN."""
    engagements = list(engagements)
    numbers = _numbers(engagements, field)
    known = people(field)
    for engagement in engagements:
        engagement.people_shown = known.shown_of(engagement, numbers.get(engagement.pk))
    return engagements


def _numbers(engagements, field):
    if all(hasattr(engagement, field) for engagement in engagements):  # querysets.with_people()
        return {engagement.pk: getattr(engagement, field) for engagement in engagements}
    attendances = Attendance.objects.filter(engagement__in=[engagement.pk for engagement in engagements])
    return dict(attendances.order_by().values_list("engagement").annotate(Sum(field)))
