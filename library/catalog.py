"""The public library as sets: which publications have which type, topic, audience, language and year.

A set is one whole number with one bit for each publication. Cutting, joining and counting such sets takes microseconds
at 50,000 publications, so every combination of filters costs the same (docs/decisions/filters-as-bit-sets.md). The sets
are made from the database when its fingerprint has changed, and kept in between: in Django's cache for all processes,
and unpacked in each of them.
"""

import hashlib
import time
from array import array
from collections import defaultdict
from functools import cached_property, reduce
from itertools import compress, islice
from operator import or_

from django.core.cache import cache

from library.models import Publication
from library.querysets import PublicationQuerySet

# Sort keys of the list's address, beside that by relevance: what the order is called, and the question that makes it.
ORDERS = {
    "newest": ("newest", PublicationQuerySet.newest_first),
    "oldest": ("oldest", PublicationQuerySet.oldest_first),
    "title": ("title", PublicationQuerySet.by_title),
    "added": ("recently added", PublicationQuerySet.recently_added_first),
}
DEFAULT_ORDER = "newest"
_FIELDS = {"type": "type", "language": "language", "year": "year", "featured": "is_featured"}
_RELATIONS = {"topic": "topics", "audience": "audiences"}
_CACHE_KEY = "library:catalog:2"  # the number goes up when what is kept changes its form
_CACHE_SECONDS = 600
_unpacked = None  # the latest Catalog that this process has used


def current_catalog():
    """The catalog of what is public at this moment: one that was made before, while nothing has changed."""
    global _unpacked
    publications = Publication.objects.public()
    fingerprint = publications.fingerprint()
    catalog = _unpacked
    if catalog is None or not catalog.holds(fingerprint) or _CACHE_KEY not in cache:
        catalog = cache.get(_CACHE_KEY)
    if catalog is None or not catalog.holds(fingerprint):
        catalog = Catalog(publications, fingerprint)
        cache.set(_CACHE_KEY, catalog, _CACHE_SECONDS)
    _unpacked = catalog
    return catalog


class Catalog:
    """Sets of public publications. A bit's place is the publication's place in `pks`. It never changes."""

    def __init__(self, publications, fingerprint):
        self._made_at = time.time()
        rows = list(publications.order_by("pk").values_list("pk", *_FIELDS.values()))
        self.fingerprint = fingerprint
        self.pks = array("q", (row[0] for row in rows))
        places = self.places
        self.sets = {
            facet: self._sets((place, row[column]) for place, row in enumerate(rows))
            for column, facet in enumerate(_FIELDS, start=1)
        }
        for facet, relation in _RELATIONS.items():
            pairs = publications.order_by().values_list("pk", relation)
            self.sets[facet] = self._sets((places[pk], term) for pk, term in pairs if pk in places)
        self.orders = {
            name: array("I", (places[pk] for pk in order(publications).values_list("pk", flat=True) if pk in places))
            for name, (_, order) in ORDERS.items()
        }

    def holds(self, fingerprint):
        """Whether this is the catalog of publications with that fingerprint, and not too old to be sure."""
        return self.fingerprint == fingerprint and 0 <= time.time() - self._made_at < _CACHE_SECONDS

    @cached_property
    def places(self):
        """{primary key: place in `pks`}; what is not among the keys is not public."""
        return {pk: place for place, pk in enumerate(self.pks)}

    def __getstate__(self):
        return {name: value for name, value in self.__dict__.items() if name != "places"}

    def _sets(self, pairs):
        """{value: set} of pairs (place, value); a value of None says that there is none."""
        rows = defaultdict(lambda: bytearray(len(self.pks) // 8 + 1))
        for place, value in pairs:
            if value is not None:
                rows[value][place >> 3] |= 1 << (place & 7)
        return {value: int.from_bytes(row, "little") for value, row in rows.items()}

    def __len__(self):
        return len(self.pks)

    @property
    def everything(self):
        return (1 << len(self.pks)) - 1

    def having(self, facet, *values):
        """The publications that have at least one of the values."""
        sets = self.sets[facet]
        return reduce(or_, (sets.get(value, 0) for value in values), 0)

    def between_years(self, first, last):
        """Publications dated from one year to another; None leaves that end open. Those without a date never match."""
        inside = (year for year in self.sets["year"] if (first or year) <= year <= (last or year))
        return self.having("year", *inside)

    def set_of(self, pks):
        """The set of those of the publications that are in the catalog, by their primary keys."""
        return self._sets((self.places[pk], True) for pk in pks if pk in self.places).get(True, 0)

    def matching(self, words):
        """Publications whose description has all the words; kept in the cache until something changes.

        What is left of finding while the search is away.
        """
        digest = hashlib.sha256(repr((self.fingerprint, words)).encode()).hexdigest()
        key = f"{_CACHE_KEY}:matching:{digest}"
        found = cache.get(key)
        if found is None:
            found = self.set_of(Publication.objects.public().matching(words).values_list("pk", flat=True))
            cache.set(key, found, _CACHE_SECONDS)
        return found

    def in_order(self, members, order):
        """The primary keys of a set's publications, one after the other, in one of ORDERS."""
        flags = self._flags(members)
        places = self.orders[order]
        return compress((self.pks[place] for place in places), (flags[place] == "1" for place in places))

    def in_given_order(self, members, pks):
        """Those of the primary keys whose publications are in a set, in the order in which they come."""
        flags = self._flags(members)
        return (pk for pk in pks if pk in self.places and flags[self.places[pk]] == "1")

    def _flags(self, members):
        """A “1” or a “0” for each publication of the catalog."""
        return f"{members:0{len(self.pks)}b}"[::-1]


class Publications:
    """The publications of a set in an order, to be counted and cut into pages without reading them all.

    `in_order(members)` gives the primary keys of a set.
    """

    def __init__(self, members, in_order):
        self._members, self._in_order = members, in_order

    def __len__(self):
        return self._members.bit_count()

    def __getitem__(self, part):
        pks = list(islice(self._in_order(self._members), part.start or 0, part.stop))
        found = Publication.objects.public().for_lists().in_bulk(pks)
        return [found[pk] for pk in pks if pk in found]
