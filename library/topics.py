"""Topics as ways into the library: how much each holds, what it holds, and which lie near it."""

from itertools import chain, islice
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from library.models import Publication, PublicationType, Topic

_SHOWN_OF_A_TYPE = 20
_NEIGHBORS = 6


class Counted(NamedTuple):
    """A topic with a number of documents."""

    topic: Topic
    count: int


class Group(NamedTuple):
    """A topic's documents of one type: the newest of them, how many there are, and the address of the rest, if any."""

    type: PublicationType
    publications: list
    count: int
    rest: str


def topics_in(catalog):
    """The topics that have public documents, by name."""
    counted = (Counted(topic, catalog.having("topic", topic.pk).bit_count()) for topic in Topic.objects.all())
    return [entry for entry in counted if entry.count]


class TopicPage:
    """What the page of one topic shows."""

    def __init__(self, topic, catalog):
        self.topic, self.catalog = topic, catalog
        self._members = catalog.having("topic", topic.pk)
        self.count = self._members.bit_count()

    @property
    def list_address(self):
        return f"{reverse('library:list')}?{urlencode({'topic': self.topic.slug})}"

    @property
    def groups(self):
        """One Group a type, in one query for the publications of all."""
        sets = {type: self._members & self.catalog.having("type", type.pk) for type in PublicationType.objects.all()}
        newest = {
            type: list(islice(self.catalog.in_order(members, "newest"), _SHOWN_OF_A_TYPE))
            for type, members in sets.items()
        }
        found = Publication.objects.public().for_lists().in_bulk(list(chain.from_iterable(newest.values())))
        for type, pks in newest.items():
            count = sets[type].bit_count()
            rest = f"{self.list_address}&{urlencode({'type': type.slug})}" if count > _SHOWN_OF_A_TYPE else ""
            if publications := [found[pk] for pk in pks if pk in found]:
                yield Group(type, publications, count, rest)

    @property
    def neighbors(self):
        """The topics that share most documents with this one, each with how many."""
        shared = (
            Counted(topic, (self._members & self.catalog.having("topic", topic.pk)).bit_count())
            for topic in Topic.objects.exclude(pk=self.topic.pk)
        )
        return sorted((entry for entry in shared if entry.count), key=lambda entry: -entry.count)[:_NEIGHBORS]
