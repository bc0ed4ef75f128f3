"""Haystack's own doors open onto the same search."""

from haystack.query import SearchQuerySet

from library.models import Publication


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
    from haystack import connections

    first, second = add("Zebra"), add("Zebra too")
    index()
    backend = connections["default"].get_backend()
    backend.remove(first)
    assert backend.indexed() == {second.pk}
    backend.clear()
    assert backend.indexed() == set()
