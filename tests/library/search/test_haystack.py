"""Haystack's own doors open onto the same search."""

from django.core.management import call_command
from haystack import connections
from haystack.query import SearchQuerySet

from library.models import Publication
from library.search import find


def test_a_searchqueryset_finds_public_publications_in_the_same_order(add, index, titles):
    add("Zebra", "stripes")
    add("Other", "a zebra on a page")
    add("Hidden zebra", state="scheduled")
    index()
    results = SearchQuerySet().auto_query("zebra")
    assert [result.object.title for result in results] == titles("zebra") == ["Zebra", "Other"]
    assert results.count() == 2
    assert [result.model for result in results[:1]] == [Publication]


def test_filters_on_fields(add, index):
    add("Zebra")
    add("Other", "a zebra on a page")
    index()
    assert [result.object.title for result in SearchQuerySet().filter(title="zebra")] == ["Zebra"]


def test_removing_and_clearing(add, index):

    first, second = add("Zebra"), add("Zebra too")
    index()
    backend = connections["default"].get_backend()
    backend.remove(first)
    assert backend.indexed() == {second.pk}
    backend.clear()
    assert backend.indexed() == set()


def test_haystacks_update_index_command(add, search_folder):
    kept = add("Zebra", "stripes")
    call_command("update_index", verbosity=0)
    assert find("stripes").pks == [kept.pk]
    call_command("update_index", remove=True, using=["default"], verbosity=0)
    assert find("stripes").pks == [kept.pk]
