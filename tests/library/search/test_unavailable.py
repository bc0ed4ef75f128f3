"""When the index is away or damaged, searching says so, and heals by itself: nobody has to restart anything."""

import os

import pytest
from django.core.management import call_command
from haystack import connections

from library.search import SearchUnavailable, find, page_hits
from library.search.indexing import bring_up_to_date, is_behind

from .damage import DAMAGE


@pytest.fixture
def zebra(add, index):
    publication = add("Zebra", "stripes " * 50)
    index()
    return publication


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_unavailable_and_heals_without_a_restart(damage, zebra, search_folder):
    found = find("zebra")
    assert found.pks == [zebra.pk]
    damage(search_folder)
    for ask in (lambda: find("zebra"), lambda: page_hits(found, found.pks)):
        with pytest.raises(SearchUnavailable):
            ask()
    assert is_behind()
    bring_up_to_date()
    assert find("zebra").pks == [zebra.pk]
    assert not is_behind()


def test_no_index_at_all(search_folder, db):
    with pytest.raises(SearchUnavailable):
        find("zebra")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder(zebra, search_folder):
    search_folder.chmod(0)
    with pytest.raises(SearchUnavailable):
        find("zebra")
    search_folder.chmod(0o755)
    assert find("zebra").pks == [zebra.pk]


def test_readers_do_not_wait_for_a_writer(zebra):
    with connections["default"].get_backend().folder.writing():
        assert find("zebra").pks == [zebra.pk]


def test_the_worker_builds_an_index_where_there_is_none(add, search_folder):
    publication = add("Zebra")
    call_command("worker", batch=True)
    assert find("zebra").pks == [publication.pk]
