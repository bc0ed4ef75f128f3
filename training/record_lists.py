"""Lists of lessons, partnerships and grant programs: narrowed by words, topic and place, each choice a plain link.

There are some hundreds of a kind at most, so what each choice leaves is worked out from sets of primary keys.
"""

from collections import defaultdict
from functools import cached_property, reduce
from operator import and_

from django.urls import reverse
from django.utils.http import urlencode

from library.facets import Facet, Filter
from library.models import Publication, Topic
from library.passages import quoted
from library.search import SearchUnavailable, understand
from library.search.beside import find_records, record_hits
from training.asked import MOST_CHARACTERS, one_line
from training.lists import Value
from training.models import Jurisdiction

# Name in the address: what it is called, and those that may be named. Documents are not offered: their pages lead here.
_FILTERS = {
    "topic": ("Topic", Topic.objects.all),
    "jurisdiction": ("Place", Jurisdiction.objects.all),
    "publication": ("Document", Publication.objects.public),
}
OF_DESCRIBED = ("topic", "jurisdiction", "publication")


class RecordList:
    """The public records of a model as an address asks for them: by `q`, and by slugs in some of the _FILTERS.

    `name`: of the list's address. `kind`: its library.search.kinds.Kind, where the search knows such records.
    `places`: the path from a record to its jurisdictions. Values that are not known are left aside; `unknown` names
    their filters.
    """

    def __init__(self, model, name, data, *, kind=None, filters=OF_DESCRIBED, places="jurisdictions"):
        self.model, self.name, self.kind, self._filters, self._places = model, name, kind, filters, places
        self._records, self.unknown, self.is_away = model.objects.public(), [], False
        understood = understand(_line(data.get("q", "")) if kind else "")
        self.q, self._question = understood.text, understood.question
        self.chosen = {name: found for name in filters if (found := self._named(name, _line(data.get(name, ""))))}
        self._ranked = self._found() if self.has_words else None
        self._cuts = dict(self._make_cuts())

    def _named(self, name, slug):
        legend, known = _FILTERS[name]
        found = known().filter(slug=slug).first() if slug else None
        if slug and not found:
            self.unknown.append(legend)
        return found

    @property
    def has_words(self):
        return self._question.has_words

    @property
    def quoted(self):
        return quoted(self.q)

    def _found(self):
        """Keys of what the words find, best first; while the search is away, of what is described with them."""
        try:
            return find_records(self.kind, self._question)[0]
        except SearchUnavailable:
            self.is_away = True
            words = [word for clause in self._question.wanted for word in clause.options[0].words]
            return list(self._records.described_with(words).values_list("pk", flat=True))

    def _make_cuts(self):
        """For each filter in use, the set of keys that it would leave of the whole list."""
        if self.has_words:
            yield "q", set(self._ranked)
        if topic := self.chosen.get("topic"):
            yield "topic", self._where(topics=topic)
        if place := self.chosen.get("jurisdiction"):
            yield "jurisdiction", self._where(**{f"{self._places}__in": Jurisdiction.objects.at_or_within(place)})
        if document := self.chosen.get("publication"):
            yield "publication", self._where(publications=document)

    def _where(self, **condition):
        return set(self._records.filter(**condition).values_list("pk", flat=True))

    @cached_property
    def _all(self):
        return list(self._records.values_list("pk", flat=True))

    def _members(self, apart_from=None):
        return reduce(and_, (cut for name, cut in self._cuts.items() if name != apart_from), set(self._all))

    @cached_property
    def pks(self):
        """Keys of all in the list: the best first of what words have found, else in the model's order."""
        members = self._members()
        return [pk for pk in (self._all if self._ranked is None else self._ranked) if pk in members]

    @property
    def count(self):
        return len(self.pks)

    def __len__(self):
        return self.count

    def __getitem__(self, part):
        """The records of one page with what lists show; with an `excerpt` where words were looked for."""
        pks = self.pks[part]
        if self.has_words and not self.is_away:
            return [_with_excerpt(hit) for hit in record_hits(self.kind, self._question, pks)]
        records = self._records.for_lists().in_bulk(pks)
        return [records[pk] for pk in pks if pk in records]

    # --- Filters ---

    @property
    def is_narrowed(self):
        return bool(self._cuts)

    @property
    def facets(self):
        """The groups of links, the most frequent value first; without those that offer nothing."""
        for name in self._filters:
            if values := list(self._values(name)):
                yield Facet(name, _FILTERS[name][0], values)

    def _values(self, name):
        having = {"topic": self._by_topic, "jurisdiction": self._by_state}.get(name, dict)()
        others = self._members(apart_from=name)
        for value, pks in sorted(having.items(), key=lambda item: (-len(item[1]), str(item[0]))):
            if count := len(others & pks):
                is_on = value == self.chosen.get(name)
                yield Value(str(value), count, self.address(**{name: None if is_on else value.slug}), is_on)

    def _by_topic(self):
        """{Topic: keys of the records that have it}."""
        return self._having(Topic.objects.in_bulk(), "topics")

    def _by_state(self):
        """{state or territory: keys of the records in it, in its parts, or with a tribe whose land lies in it}."""
        paths = (f"{self._places}__{path}" for path in ("usps", "parent", "tribe_states__state"))
        return self._having(Jurisdiction.objects.statewide().in_bulk(field_name="usps"), *paths)

    def _having(self, values, *paths):
        """{one of the values: keys of the records that lead to its key by one of the paths}"""
        found = defaultdict(set)
        for path in paths:
            for key, pk in self._records.order_by().filter(**{f"{path}__isnull": False}).values_list(path, "pk"):
                found[values[key]].add(pk)
        return found

    @property
    def filters(self):
        """Each that is on, to be taken off alone."""
        return [
            Filter(f"{_FILTERS[name][0]}: {value}", self.address(**{name: None})) for name, value in self.chosen.items()
        ]

    @property
    def title(self):
        """What the list is called: the words looked for and the filters that are on."""
        return " – ".join(filter(None, [self.q, *(on.label for on in self.filters)]))

    # --- Addresses ---

    @property
    def other_parameters(self):
        """Those that a form for the words has to carry along."""
        return [(name, value.slug) for name, value in self.chosen.items()]

    def query(self, **changes):
        """“?…” of this list with parameters changed; None takes one away. Empty when nothing is left."""
        pairs = {"q": self.q, **dict(self.other_parameters), **changes}
        pairs = {name: value for name, value in pairs.items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        return reverse(self.name) + self.query(**changes)

    @property
    def address_as_csv(self):
        return reverse(f"{self.name}-csv") + self.query()

    @property
    def address_without_filters(self):
        return self.address(**dict.fromkeys(self.chosen))


def _with_excerpt(hit):
    hit.record.excerpt = hit.excerpt
    return hit.record


def _line(text):
    return one_line(text)[:MOST_CHARACTERS]
