"""A search index of its own for each test, and the short way to fill it."""

import pytest
from haystack import connections

from library.search import find
from library.search.indexing import bring_up_to_date


@pytest.fixture
def search_folder(tmp_path):
    """The folder of the index, empty at first."""
    options = connections.connections_info["default"]
    usual, options["PATH"] = options["PATH"], str(tmp_path / "search")
    connections.reload("default")
    yield tmp_path / "search"
    options["PATH"] = usual
    connections.reload("default")


@pytest.fixture
def index(search_folder, db):
    """index() brings the index up to date with the records."""
    return bring_up_to_date


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
