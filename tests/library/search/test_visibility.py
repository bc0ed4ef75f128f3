"""Visitors find what is public at that moment, and nothing tells them of the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import PromotedResult, Publication
from library.search import find


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_public_is_not_found(state, add, index):
    add("Hidden zebra", "A zebra.", state=state)
    index()
    found = find("zebra")
    assert found.pks == []
    assert found.complete == frozenset()


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_public_gives_no_suggestion(state, add, index):
    add("Open", "A page.")
    add("Hidden zebras", "Zebras.", state=state)
    index()
    assert find("open zebbras").instead_of is None
    add("Zebras", "Zebras.")
    index()
    assert find("open zebbras").text == "open zebras"


def test_a_scheduled_publication_is_found_from_its_moment_on_without_indexing(add, index):
    scheduled = add("Coming zebra", state="scheduled")
    index()
    assert find("zebra").pks == []
    Publication.objects.filter(pk=scheduled.pk).update(public_from=timezone.now() - timedelta(seconds=1))
    assert find("zebra").pks == [scheduled.pk]


def test_a_withdrawn_publication_is_gone_at_once(add, index):
    publication = add("Zebra")
    index()
    publication.move_to("withdrawn", withdrawn_reason="Its figures were wrong.")
    assert find("zebra").pks == []


def test_a_promoted_publication_that_is_not_public_is_not_shown(add, index):
    hidden = add("Hidden", state="draft")
    PromotedResult.objects.create(query="stigma", publication=hidden)
    index()
    assert find("stigma").pks == []
