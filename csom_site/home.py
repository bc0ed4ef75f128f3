"""What the home page shows of the library."""

from itertools import islice
from typing import NamedTuple

from django.core.cache import cache
from django.urls import reverse
from django.utils.http import urlencode

from library.catalog import current_catalog
from library.models import Audience, Publication, PublicationFile
from library.topics import topics_in
from training.demo.presence import has_examples
from training.impact.counted import for_home

_START_HERE = 3
_NEWEST = 5
_EXAMPLES = 3
_FEWEST_IN_A_MENU = 2  # documents; a topic with one is found in the topic index
_TOTALS_SECONDS = 60


class Route(NamedTuple):
    """A group of readers, how many documents were written for it, and where they are listed."""

    audience: Audience
    count: int
    address: str


class Home:
    def __init__(self):
        self.catalog = current_catalog()
        self.topics = [entry for entry in topics_in(self.catalog) if entry.count >= _FEWEST_IN_A_MENU]

    @property
    def examples(self):
        """Words that are sure to find something: the names of the topics with most documents."""
        largest = sorted(self.topics, key=lambda entry: -entry.count)
        return [entry.topic.name for entry in largest[:_EXAMPLES]]

    @property
    def routes(self):
        return list(self._routes())

    def _routes(self):
        for audience in Audience.objects.all():
            if count := self.catalog.having("audience", audience.pk).bit_count():
                address = f"{reverse('library:list')}?{urlencode({'audience': audience.slug})}"
                yield Route(audience, count, address)

    def shelves(self):
        """(documents to start with, documents added last), in one query for both.

        To start with are those that staff chose; while there are none, the newest.
        """
        featured = self.catalog.having("featured", True)
        start = list(islice(self.catalog.in_order(featured or self.catalog.everything, "newest"), _START_HERE))
        added = list(islice(self.catalog.in_order(self.catalog.everything, "added"), _NEWEST))
        found = Publication.objects.public().for_lists().in_bulk({*start, *added})
        return [[found[pk] for pk in pks if pk in found] for pks in (start, added)]

    @property
    def totals(self):
        """Files held and their pages; counted once a minute, since intake adds pages without a publication's change."""
        return cache.get_or_set("home:totals", PublicationFile.objects.totals, _TOTALS_SECONDS)

    @property
    def work(self):
        """[(number, label, address), …] of what training and assistance reached, as far as there are records."""
        return for_home()

    @property
    def has_examples(self):
        return has_examples()
