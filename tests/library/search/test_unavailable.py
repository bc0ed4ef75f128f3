"""When the index is away or damaged, searching says so, and heals by itself: nobody has to restart anything."""

import os
import shutil

import pytest
from django.core.management import call_command
from haystack import connections

from library.search import SearchUnavailable, find, page_hits
from library.search.indexing import bring_up_to_date, is_behind


@pytest.fixture
def zebra(add, index):
    publication = add("Zebra", "stripes " * 50)
    index()
    return publication


def _no_folder(folder):
    shutil.rmtree(folder)


def _no_pointer(folder):
    (folder / "CURRENT").unlink()


def _no_build(folder):
    for build in folder.glob("build-*"):
        shutil.rmtree(build)


def _rubbish_pointer(folder):
    (folder / "CURRENT").write_bytes(b"\xff\x00../../etc\n")


def _other_version(folder):
    (folder / "CURRENT").write_text("build-0-abc")


def _cut_short(folder):
    for segment in folder.glob("build-*/*.seg"):
        os.truncate(segment, 100)


def _emptied(folder):
    for file in folder.glob("build-*/*"):
        os.truncate(file, 0)


def _overwritten(folder):
    for file in folder.glob("build-*/*"):
        file.write_bytes(os.urandom(4000))


def _no_segments(folder):
    for segment in folder.glob("build-*/*.seg"):
        segment.unlink()


DAMAGE = [
    _no_folder,
    _no_pointer,
    _no_build,
    _rubbish_pointer,
    _other_version,
    _cut_short,
    _emptied,
    _overwritten,
    _no_segments,
]


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
