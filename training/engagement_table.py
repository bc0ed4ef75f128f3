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
    "people who took part",
    "topics",
    "publications used",
    "address",
]
_NAMED = ["places", "jurisdictions", "disciplines", "topics"]
_AT_ONCE = 1000  # engagements read from the database at a time


def rows(engagements, absolute):
    """The rows of a queryset, made as they are sent. `absolute` makes addresses so."""
    named = [Prefetch(field, to_attr=f"{field}_read") for field in _NAMED]  # as lists: no query set for each record
    publications = Prefetch("publications", Publication.objects.public().only("slug"), to_attr="publications_read")
    read = engagements.prefetch_related(*named, publications).iterator(chunk_size=_AT_ONCE)
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
        _names(engagement.places_read),
        _names(engagement.jurisdictions_read),
        _names(engagement.disciplines_read),
        engagement.people_shown,
        _names(engagement.topics_read),
        " ".join(absolute(publication.get_absolute_url()) for publication in engagement.publications_read),
        absolute(engagement.get_absolute_url()),
    ]


def _names(records):
    return join_names(map(str, records))
