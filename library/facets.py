"""The filters of the list: what a visitor chose, what that leaves, and what each further choice would give."""

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from library.catalog import DEFAULT_ORDER, ORDERS, Publications
from library.forms import BrowseForm
from library.models import Audience, PublicationType, Topic
from library.models.publication import Language

_SPACES_AND_QUOTES = re.compile(r"[\s\"“”]+")
_VALUES_SHOWN = 7  # of a facet; more are folded away


class Word(NamedTuple):
    """One word of a facet's vocabulary: its key in the catalog, its form in addresses, its form for people."""

    key: int | str
    slug: str
    label: str


def _terms(model):
    return lambda: [Word(term.pk, term.slug, term.name) for term in model.objects.all()]


# Name in the address and in the catalog: legend, and a function that gives the vocabulary.
FACETS = {
    "type": ("Type of document", _terms(PublicationType)),
    "topic": ("Topic", _terms(Topic)),
    "audience": ("Written for", _terms(Audience)),
    "language": ("Language", lambda: [Word(tag, tag, label) for tag, label in Language.choices]),
}


def _spoken_years(first, last):
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    return f"{first} or later" if first else f"{last} or earlier"


class Value(NamedTuple):
    """One checkbox: `total` publications of the library have it, `count` of those that the other filters leave."""

    word: Word
    is_on: bool
    total: int
    count: int


@dataclass(frozen=True)
class Facet:
    """One group of checkboxes, the most frequent value of the whole library first."""

    name: str
    legend: str
    values: list[Value]

    @property
    def first_values(self):
        return self.values[:_VALUES_SHOWN]

    @property
    def more_values(self):
        return self.values[_VALUES_SHOWN:]

    @property
    def more_are_on(self):
        return any(value.is_on for value in self.more_values)


@dataclass(frozen=True)
class Filter:
    """A filter that is on; the address is that of the same list without it, and `count` what it then holds."""

    label: str
    address: str
    count: int | None = None


class Selection:
    """What an address of the list asks for. Unknown values are dropped; wrong ones stand in `form.errors`."""

    def __init__(self, data, catalog):
        self.catalog = catalog
        self.form = BrowseForm(data)
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        self.q = cleaned.get("q", "")
        self.years = cleaned.get("year_from"), cleaned.get("year_to")
        self.sort = cleaned["sort"]
        self._vocabularies = {name: vocabulary() for name, (_, vocabulary) in FACETS.items()}
        self.chosen = {
            name: [word for word in words if word.slug in asked]
            for name, words in self._vocabularies.items()
            if (asked := set(data.getlist(name)))
        }
        self._cuts = dict(self._make_cuts())

    def _make_cuts(self):
        """For each filter in use, the set that it would leave of the whole library."""
        if self.q:
            words = [word for word in _SPACES_AND_QUOTES.split(self.q) if word]
            yield "q", self.catalog.matching(words or [self.q])
        for name, words in self.chosen.items():
            if words:
                yield name, self.catalog.having(name, *(word.key for word in words))
        if any(self.years):
            yield "year", self.catalog.between_years(*self.years)

    def _members(self, apart_from=None):
        cuts = (cut for name, cut in self._cuts.items() if name != apart_from)
        return reduce(and_, cuts, self.catalog.everything)

    @property
    def is_narrowed(self):
        return bool(self._cuts)

    @cached_property
    def publications(self):
        return Publications(self.catalog, self._members(), self.sort)

    @property
    def facets(self):
        """The groups of checkboxes; without those in which no value would leave anything out."""
        for name, (legend, _) in FACETS.items():
            values = list(self._values(name))
            if any(value.is_on or value.total < len(self.catalog.pks) for value in values):
                yield Facet(name, legend, sorted(values, key=lambda value: -value.total))

    def _values(self, name):
        others, chosen = self._members(apart_from=name), self.chosen.get(name, ())
        for word in self._vocabularies[name]:
            having, is_on = self.catalog.having(name, word.key), word in chosen
            if having or is_on:
                yield Value(word, is_on, having.bit_count(), (others & having).bit_count())

    @property
    def year_range(self):
        """The first and the last year of the library's documents, or None."""
        years = self.catalog.sets["year"]
        return (min(years), max(years)) if years else None

    def address(self, *without, **changes):
        """The address of this list without some filters (a name, or a name and a slug), with parameters changed."""
        pairs = [
            (name, value)
            for key, name, value in self._parameters()
            if key not in without and (key, value) not in without and name not in changes
        ]
        pairs += [(name, value) for name, value in changes.items() if value]
        return reverse("library:list") + (f"?{urlencode(pairs)}" if pairs else "")

    @property
    def address_without_filters(self):
        return self.address(*FACETS, "year")

    def _parameters(self):
        """(filter, name in the address, value) of everything that is on."""
        if self.q:
            yield "q", "q", self.q
        for name, words in self.chosen.items():
            for word in words:
                yield name, name, word.slug
        for name, year in zip(("year_from", "year_to"), self.years, strict=True):
            if year:
                yield "year", name, year
        if self.sort_parameter:
            yield "sort", "sort", self.sort_parameter

    @cached_property
    def filters(self):
        """Each value that is on, to be taken off alone."""
        return list(self._filters())

    def _filters(self):
        for name, words in self.chosen.items():
            for word in words:
                yield Filter(f"{FACETS[name][0]}: {word.label}", self.address((name, word.slug)))
        if any(self.years):
            yield Filter(self._spoken("year"), self.address("year"))

    @property
    def sort_parameter(self):
        """The order as addresses name it: nothing for the default."""
        return "" if self.sort == DEFAULT_ORDER else self.sort

    @property
    def orders(self):
        """(label, address, whether the list has it now) of each order."""
        for name, (label, _) in ORDERS.items():
            yield label, self.address(sort="" if name == DEFAULT_ORDER else name), name == self.sort

    @property
    def culprits(self):
        """The filters without which something would be found: each alone or, where none is enough, all together."""
        if len(self._cuts) < 2:
            return []
        alone = [
            Filter(self._spoken(name), self.address(name), count)
            for name in self._cuts
            if (count := self._members(apart_from=name).bit_count())
        ]
        count = self._cuts.get("q", 0).bit_count()
        return alone or ([Filter("all filters", self.address_without_filters, count)] if count else [])

    def _spoken(self, name):
        if name == "q":
            return f"the words “{self.q}”"
        if name == "year":
            return f"Years: {_spoken_years(*self.years)}"
        return f"{FACETS[name][0]}: {' or '.join(word.label for word in self.chosen[name])}"
