"""Engagements as rows of a CSV table for visitors: what their pages say, and where those are."""

from itertools import islice

from django.db.models import Prefetch

from library.importing.cells import join_names
from library.models import Publication
from training.small_numbers import hide_people

COLUMNS = [
    "number",
    "title",
    "kind",
    "begins",
    "ends",
    "venue",
    "places",
    "jurisdictions served",
    "disciplines",
    "people trained",
    "topics",
    "publications used",
    "address",
]
_AT_ONCE = 1000  # engagements read from the database at a time


def rows(engagements, absolute):
    """The rows of a queryset, made as they are sent. `absolute` makes addresses so."""
    publications = Prefetch("publications", Publication.objects.public().only("slug"))
    read = engagements.prefetch_related("places", "jurisdictions", "disciplines", "topics", publications)
    read = read.iterator(chunk_size=_AT_ONCE)
    while some := list(islice(read, _AT_ONCE)):
        for engagement in hide_people(some):
            yield _row(engagement, absolute)


def _row(engagement, absolute):
    return [
        engagement.number,
        engagement.title,
        engagement.get_kind_display(),
        engagement.begins,
        engagement.ends,
        engagement.venue,
        _names(engagement.places),
        _names(engagement.jurisdictions),
        _names(engagement.disciplines),
        engagement.people_shown,
        _names(engagement.topics),
        " ".join(absolute(publication.get_absolute_url()) for publication in engagement.publications.all()),
        absolute(engagement.get_absolute_url()),
    ]


def _names(related):
    return join_names(map(str, related.all()))
