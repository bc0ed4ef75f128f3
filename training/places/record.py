"""What is known of the work for one place: what its page shows."""

from collections import Counter
from functools import cached_property

from django.db.models import Count

from library.models import Publication
from training.models import Engagement, EngagementKind, Grantee, Jurisdiction, Lesson, Partnership
from training.small_numbers import hide_people

from .borders import neighbors
from .entries import Entry, entries_of
from .reach import Reach

NEWEST = 20  # engagements on the page
MOST_NEAR = 12  # other places of the same state


class PlaceRecord:
    """The public records that serve a place or, for a state, what lies in it: counties, cities, districts, tribes.

    Beside them, and counted nowhere else, the engagements that were only held there.
    """

    def __init__(self, place):
        self.place = place
        self._within = Jurisdiction.objects.at_or_within(place)
        self._reach = Reach()

    @cached_property
    def work(self):
        return self._reach.of(self.place)

    @cached_property
    def is_empty(self):
        """Whether nothing is known of work for the place, whatever was held in it."""
        return not (self.work.records or self.lessons or self.grantees)

    @cached_property
    def lies_in(self):
        """The state as an Entry; the several states of a tribe; nothing for a state."""
        if self.place.kind == Jurisdiction.Kind.TRIBE:
            states = self.place.states.all()
        else:
            states = [self.place.parent] if self.place.parent_id else []
        return [Entry(state, self._reach.of(state)) for state in states]

    @cached_property
    def engagements(self):
        """The newest of them, for a list."""
        return hide_people(self._serving(Engagement).for_lists().newest_first()[:NEWEST])

    @cached_property
    def held(self):
        """The newest engagements that were held there and did not serve it, for a list."""
        return hide_people(self._held.for_lists().newest_first()[:NEWEST])

    @cached_property
    def held_count(self):
        """How many there are in all."""
        return self._held.count()

    @cached_property
    def kinds(self):
        """[(kind of help, how many engagements), …], the most frequent first."""
        counts = dict(self._serving(Engagement).order_by().values_list("kind").annotate(Count("pk")))
        labels = dict(EngagementKind.choices)
        return [(kind, labels[kind], count) for kind, count in Counter(counts).most_common()]

    @cached_property
    def partnerships(self):
        return list(self._serving(Partnership).for_lists())

    @cached_property
    def lessons(self):
        return list(self._serving(Lesson).for_lists())

    @cached_property
    def grantees(self):
        sites = Grantee.sites.through.objects.filter(jurisdiction__in=self._within)
        public = Grantee.objects.filter(pk__in=sites.values("grantee"), program__is_public=True)
        return list(public.select_related("program"))

    @cached_property
    def partners(self):
        """The organizations named by the records, each as it was written down."""
        named = set()
        for model in (Engagement, Partnership):
            named.update(
                self._serving(model).exclude(partners="").order_by().values_list("partners", flat=True).distinct()
            )
        return sorted(named, key=str.casefold)

    @cached_property
    def documents(self):
        """The public documents that these records name: used in the work, or made of it."""
        keys = set()
        for model in (Engagement, Partnership, Lesson):
            used = model.publications.through.objects.filter(**{f"{model._meta.model_name}__in": self._serving(model)})
            keys.update(used.values_list("publication", flat=True).distinct())
        made = Grantee.publications.through.objects.filter(grantee__in=[grantee.pk for grantee in self.grantees])
        keys.update(made.values_list("publication", flat=True))
        return list(Publication.objects.public().filter(pk__in=keys).select_related("type").by_title())

    @cached_property
    def parts(self):
        """What lies in it and has records of its own: most records first."""
        if not self.place.usps:
            return []
        return self._with_records(self._within.exclude(pk=self.place.pk))

    @cached_property
    def near(self):
        """The states around a state; for anything else, the other places of its state that have most records."""
        if self.place.usps:
            around = Jurisdiction.objects.filter(usps__in=neighbors().get(self.place.usps, ()))
            return [Entry(state, self._reach.of(state)) for state in around]
        others = Jurisdiction.objects.none()
        for entry in self.lies_in:
            others |= Jurisdiction.objects.at_or_within(entry.place).filter(usps=None)
        return self._with_records(others.exclude(pk=self.place.pk))[:MOST_NEAR]

    @property
    def _held(self):
        return Engagement.objects.public().held_for_others(self._within)

    def _serving(self, model):
        return model.objects.public().serving(self._within)

    def _with_records(self, places):
        known = places.filter(pk__in=self._reach.by_place.keys())
        return sorted(entries_of(list(known), self._reach), key=lambda entry: -entry.work.records)
