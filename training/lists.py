"""The list of engagements: what an address asks for, in which order, and what each further choice would leave."""

from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models.functions import Lower
from django.urls import reverse

from library.facets import Facet, Filter
from training.asked import MOST_CHARACTERS, MOST_WORDS, words_of
from training.filters import BY_PLACE_HELD, BY_PLACE_SERVED, FILTERS, OFFERED
from training.models import Engagement
from training.small_numbers import hide_people

_MOST_KEYS = 10_000  # in one question to the database

# Sort keys of addresses; the first is that of a list that asks for none.
ORDERS = {
    "newest": ("newest", lambda engagements: engagements.newest_first()),
    "oldest": ("oldest", lambda engagements: engagements.oldest_first()),
    "title": ("title", lambda engagements: engagements.order_by(Lower("title"), "-starts_on", "pk")),
}
DEFAULT_ORDER = "newest"


class Value(NamedTuple):
    """One link of a facet. Its address is that of the list with it or, where it is on, without it."""

    label: str
    count: int
    address: str
    is_on: bool


class Lines:
    """Engagements with what their lines show, counted already, of which only parts are read."""

    def __init__(self, engagements, count):
        self._engagements, self._count = engagements, count

    def __len__(self):
        return self._count

    def __getitem__(self, part):
        pks = list(self._engagements.values_list("pk", flat=True)[part])  # else sums are made of all that come before
        found = Engagement.objects.public().for_lists().in_bulk(pks)
        return hide_people(found[pk] for pk in pks if pk in found)


class EngagementList:
    """What an address asks for, in `chosen` {filter's name: Word}, and what it leaves.

    Values that are not known are left aside; `unknown` names their filters.
    """

    def __init__(self, data):
        self.q, typed = words_of(data)
        self.is_cut = self.q != typed
        self.most_words = MOST_WORDS
        asked = {filter.name: data.get(filter.name, "").replace("\x00", "")[:MOST_CHARACTERS] for filter in FILTERS}
        found = {filter.name: filter.find(asked[filter.name]) for filter in FILTERS if asked[filter.name]}
        self.chosen = {name: word for name, word in found.items() if word}
        self.unknown = [filter.legend for filter in FILTERS if found.get(filter.name, True) is None]
        self.sort = data.get("sort") if data.get("sort") in ORDERS else DEFAULT_ORDER

    @property
    def is_narrowed(self):
        return bool(self.q or self.chosen)

    @cached_property
    def engagements(self):
        """All of the list, in its order."""
        return ORDERS[self.sort][1](self._left())

    @cached_property
    def count(self):
        return self.engagements.count()

    @property
    def lines(self):
        """The list to be cut into pages."""
        return Lines(self.engagements, self.count)

    @cached_property
    def _matching(self):
        """The public engagements with the words; by their keys while they are few, so as to look for words once."""
        public = Engagement.objects.public()
        if not self.q:
            return public
        matching = public.matching(self.q.split())
        keys = list(matching.values_list("pk", flat=True)[: _MOST_KEYS + 1])
        return public.filter(pk__in=keys) if len(keys) <= _MOST_KEYS else matching

    def _left(self, apart_from=None):
        """The engagements that the filters leave, apart from one of them (“q” for the words)."""
        engagements = Engagement.objects.public() if apart_from == "q" else self._matching
        for filter in FILTERS:
            if filter.name in self.chosen and filter.name != apart_from:
                engagements = filter.cut(engagements, self.chosen[filter.name])
        return engagements

    @property
    def facets(self):
        """The groups of links; without those in which every engagement of the list has the same value."""
        for filter in OFFERED:
            values = self.values(filter)
            if any(value.is_on or value.count != self.count for value in values):
                yield Facet(filter.name, filter.legend, values)

    def values(self, filter):
        """What the filter offers on this list."""
        counts = filter.counts(self._left(apart_from=filter.name))
        chosen = self.chosen.get(filter.name)
        words = filter.words(counts)
        if chosen and chosen.slug not in {word.slug for word in words}:
            words = [chosen, *words]
        return [
            self._value(filter.name, word, counts.get(word.key, 0), is_on)
            for word in words
            if (is_on := chosen is not None and word.slug == chosen.slug) or counts.get(word.key)
        ]

    def _value(self, name, word, count, is_on):
        if is_on:
            return Value(word.label, self.count, self.address(**{name: None}), is_on)
        return Value(word.label, count, self.address(**{name: word.slug}), is_on)

    @property
    def parameters(self):
        """[(name in the address, value), …] of everything that is on."""
        pairs = [("q", self.q), *((name, word.slug) for name, word in self.chosen.items())]
        if self.sort != DEFAULT_ORDER:
            pairs.append(("sort", self.sort))
        return [(name, value) for name, value in pairs if value]

    @property
    def other_parameters(self):
        """Those that a form for the words has to carry along."""
        return [(name, value) for name, value in self.parameters if name != "q"]

    def query(self, **changes):
        """“?…” of this list with parameters changed; None takes one away. Empty when nothing is left."""
        pairs = dict(self.parameters) | changes
        pairs = {name: value for name, value in pairs.items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        return reverse("training:engagements") + self.query(**changes)

    @property
    def address_without_filters(self):
        return self.address(**dict.fromkeys(self.chosen))

    @property
    def filters(self):
        """Each that is on, to be taken off alone."""
        return [Filter(label, self.address(**{name: None})) for name, label in self._labels() if name != "q"]

    @property
    def culprits(self):
        """The filters without which something would be found: each alone or, where none is enough, all together."""
        labels = dict(self._labels())
        if len(labels) < 2:
            return []
        alone = [
            Filter(label, self.address(**{name: None}), count)
            for name, label in labels.items()
            if (count := self._left(apart_from=name).count())
        ]
        if alone or not self.q:
            return alone
        count = self._matching.count()
        return [Filter("all filters", self.address_without_filters, count)] if count else []

    @property
    def held_there(self):
        """For a list in which nothing serves the place asked for: the same of what was held there, if any."""
        served, held = BY_PLACE_SERVED.name, BY_PLACE_HELD.name
        place = self.chosen.get(served)
        if not place or held in self.chosen:
            return None
        count = BY_PLACE_HELD.cut(self._left(apart_from=served), place).count()
        address = self.address(**{served: None, held: place.slug})
        return Filter(f"held in {place.label}", address, count) if count else None

    def _labels(self):
        """(name in the address, what it is called) of the words and each filter that is on."""
        if self.q:
            yield "q", f"the words “{self.q}”"
        for filter in FILTERS:
            if filter.name in self.chosen:
                yield filter.name, f"{filter.legend}: {self.chosen[filter.name].label}"

    @property
    def title(self):
        """What the list is called: the words looked for and the filters that are on."""
        return " – ".join(filter(None, [self.q, *(on.label for on in self.filters)]))

    @property
    def orders(self):
        """(label, address, whether the list has it now) of each order."""
        for name, (label, _) in ORDERS.items():
            yield label, self.address(sort=None if name == DEFAULT_ORDER else name), name == self.sort
