"""How much of the center's public work reached each place."""

import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, DateField, F, Max, Min, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from training.models import Engagement, Partnership


class Work(NamedTuple):
    """Public records that serve a place or anything in it, each counted once; and the days from which to which."""

    engagements: int = 0
    partnerships: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def records(self):
        return self.engagements + self.partnerships

    @property
    def years(self):
        """“1999 to 2012”; this year while something still goes on."""
        if not self.first:
            return ""
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first} to {last}"


NOTHING = Work()


class Reach:
    """The work for every place: two queries for states, two for all else, made when they are first needed."""

    def of(self, place):
        work = self.by_state.get(place.usps) if place.usps else self.by_place.get(place.pk)
        return work or NOTHING

    @cached_property
    def by_state(self):
        """{USPS code: Work}. A tribe's work counts for every state in which its land lies."""
        return _work(Coalesce("jurisdiction__tribe_states__state", "jurisdiction__parent", "jurisdiction__usps"))

    @cached_property
    def by_place(self):
        """{key of a jurisdiction: Work for itself, without what lies in it}"""
        return _work(F("jurisdiction"))


def _work(place):
    engagements, partnerships = _counted(Engagement, place), _counted(Partnership, place)
    return {key: _both(engagements.get(key), partnerships.get(key)) for key in engagements.keys() | partnerships.keys()}


def _counted(model, place):
    """{place: (records, first day, last day)} of the public ones"""
    record = model._meta.model_name
    today = Value(timezone.localdate(), output_field=DateField())
    served = model.jurisdictions.through.objects.filter(**{f"{record}__is_public": True})
    counted = (
        served.annotate(of=place)
        .values_list("of")
        .annotate(
            records=Count(record, distinct=True),
            first=Min(f"{record}__starts_on"),
            last=Max(Coalesce(f"{record}__ends_on", today)),
        )
    )
    return {key: counts for key, *counts in counted}


def _both(engagements, partnerships):
    counted = [counts for counts in (engagements, partnerships) if counts]
    first, last = min(first for _, first, _ in counted), max(last for _, _, last in counted)
    return Work(engagements[0] if engagements else 0, partnerships[0] if partnerships else 0, first, last)
