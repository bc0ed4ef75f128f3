"""The short way to fill an index, and to ask it."""

import pytest

from library.search import find


@pytest.fixture
def add(publish, write):
    """add(title, *texts of its pages, **publish's options) → a public Publication that holds a file."""

    def make(title, *pages, **fields):
        publication = publish(title, **fields)
        if pages:
            write(publication, pages)
        return publication

    return make


@pytest.fixture
def titles():
    """titles(query) → the titles found, best first."""
    from library.models import Publication

    def ask(query):
        found = find(query).pks
        known = Publication.objects.in_bulk(found)
        return [known[pk].title for pk in found]

    return ask
