"""The filters of the list: what a visitor chose, what that leaves, and what each further choice would give."""

from dataclasses import dataclass
from functools import cached_property, partial, reduce
from operator import and_
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from library.catalog import DEFAULT_ORDER, ORDERS, Publications
from library.dates import FIRST_YEAR, LAST_YEAR
from library.forms import KEPT, BrowseForm
from library.models import Audience, PublicationType, Topic
from library.models.publication import Language
from library.results import RELEVANCE, Results

VALUES_SHOWN = 7  # of a facet; more are folded away


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
    """One group of checkboxes or links, each a value with `is_on`, the most frequent ones first."""

    name: str
    legend: str
    values: list[Value]

    @property
    def first_values(self):
        return self.values[:VALUES_SHOWN]

    @property
    def more_values(self):
        return self.values[VALUES_SHOWN:]

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
    """What an address of the list asks for. Unknown values are dropped; wrong ones stand in `form.errors`.

    A filter that stands among the words (“type:brief”) is one that is on, like those ticked: `q` is what is left.
    """

    def __init__(self, data, catalog):
        self.catalog = catalog
        self.form = BrowseForm(data)
        self.form.is_valid()
        cleaned = self.form.cleaned_data
        self.results = Results(cleaned.get("q", ""), catalog, as_typed=cleaned["spelling"] == KEPT)
        self.q = self.results.typed
        self.years = self._years(cleaned)
        self.default_sort = RELEVANCE if self.results.are_ranked else DEFAULT_ORDER
        self.sort = cleaned["sort"] if cleaned["sort"] in (self.default_sort, *ORDERS) else self.default_sort
        self._vocabularies = {name: vocabulary() for name, (_, vocabulary) in FACETS.items()}
        self.chosen = {name: words for name in FACETS if (words := self._chosen(name, data.getlist(name)))}
        self._cuts = dict(self._make_cuts())
        if "q" not in self.form.errors:
            self.form.show(q=self.q)

    def _years(self, cleaned):
        """The first and the last year asked for: among the words or, if not there, in the fields for them."""
        if not any(self.results.years):
            return cleaned.get("year_from"), cleaned.get("year_to")
        first, last = (year and min(max(year, FIRST_YEAR), LAST_YEAR) for year in self.results.years)
        self.form.show(year_from=first, year_to=last)
        return first, last

    def _chosen(self, name, slugs):
        slugs, keys = set(slugs), self.results.filters.get(name, ())
        return [word for word in self._vocabularies[name] if word.slug in slugs or word.key in keys]

    def _make_cuts(self):
        """For each filter in use, the set that it would leave of the whole library."""
        if self.results.have_words:
            yield "q", self.results.members(self.sort)
        for name, words in self.chosen.items():
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
        ranked = self.sort == RELEVANCE
        return Publications(
            self._members(), self.results.in_order if ranked else partial(self.catalog.in_order, order=self.sort)
        )

    @property
    def complete_count(self):
        """How many of a search's publications have all the words."""
        return (self._members() & self.results.complete).bit_count()

    @property
    def incomplete_count(self):
        """How many more there are, in the order by relevance, that have only some of the words."""
        return (self._members(apart_from="q") & self.results.members(RELEVANCE)).bit_count() - self.complete_count

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

    @property
    def address_by_relevance(self):
        return self.address(sort="")

    @property
    def address_corrected(self):
        """That of the same list for the words with their misprints put right."""
        return self.address("spelling", q=self.results.suggestion)

    @property
    def address_as_typed(self):
        """That for the words as they were typed."""
        return self.address(spelling=KEPT)

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
        if self.results.as_typed:
            yield "spelling", "spelling", KEPT
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
        return "" if self.sort == self.default_sort else self.sort

    @property
    def orders(self):
        """(label, address, whether the list has it now) of each order."""
        labels = {name: label for name, (label, _) in ORDERS.items()}
        if self.results.are_ranked:
            labels = {RELEVANCE: RELEVANCE, **labels}
        for name, label in labels.items():
            yield label, self.address(sort="" if name == self.default_sort else name), name == self.sort

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
            return f"the words {self.results.quoted}"
        if name == "year":
            return f"Years: {_spoken_years(*self.years)}"
        return f"{FACETS[name][0]}: {' or '.join(word.label for word in self.chosen[name])}"
