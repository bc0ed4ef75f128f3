"""Documents that are hard to write down, and lists of them."""

import pytest


@pytest.fixture
def written_by(publish):
    """written_by(title, *authors, **publish's options) → a Publication; authors: “Family, Given” or {body's name}."""
    from library.models import Author, Authorship

    def make(title, *authors, **fields):
        publication = publish(title, **fields)
        for position, name in enumerate(authors, start=1):
            if isinstance(name, set):
                values = {"name": name.pop(), "kind": "body"}
            else:
                family, _, given = name.partition(", ")
                values = {"name": family, "given": given}
            author, _ = Author.objects.get_or_create(**values)
            Authorship.objects.create(publication=publication, author=author, position=position)
        return publication

    return make


@pytest.fixture
def queries(client):
    """queries(address) → how many questions to the database an answer takes, once the catalog is made."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(address):
        b"".join(client.get(address))
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get(address))
        return len(captured)

    return count
