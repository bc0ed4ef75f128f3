"""Words of many documents, and places far into a page, are read as they were written."""

import tracemalloc

import numpy as np
import pytest

from library.search.backend import LibraryBackend
from library.search.kept import Kept
from library.search.question import Clause, Option, Question


class Index:
    """Stands in for PublicationIndex: a record is (primary key, its pages)."""

    def full_prepare(self, record):
        pk, pages = record
        return {"django_id": pk, "names": [], "title": f"Number {pk}", "pages": list(enumerate(pages))}


@pytest.fixture
def backend(tmp_path):
    return LibraryBackend("default", PATH=str(tmp_path / "search"))


def asked(*words, exact=False):
    return Question((Clause((Option(words, exact),)),))


def test_a_word_on_more_pages_than_a_block_holds(backend):
    pages = [f"often {'often ' * (number % 300)}" for number in range(5_000)]
    backend.write(Index(), {1: (1, pages), 2: (2, ["seldom", "often"])})
    best = backend.best_pages(asked("often"), [1, 2], limit=3)
    assert [len(pages) + more for pages, more in best.values()] == [5_000, 1]
    assert {page % 300 for page in best[1][0]} == {299}


def test_a_phrase_far_into_a_page(backend):
    backend.write(Index(), {1: (1, ["filler " * 70_000 + "the needle itself", "itself a needle"])})
    assert backend.best_pages(asked("needle", "itself", exact=True), [1], limit=None) == {1: ([0], 0)}


def test_opening_the_index_copies_nothing_of_it(backend):
    pages = [" ".join(f"page{number}word{place}" for place in range(100)) for number in range(100)]
    backend.write(Index(), {1: (1, pages)})
    size = sum(file.stat().st_size for file in backend.folder.current().iterdir())
    tracemalloc.start()
    try:
        assert backend.indexed() == {1}
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < size / 5


def test_what_is_kept_of_the_index_takes_no_more_room_than_it_may():
    kept = Kept(bytes_at_most=10_000)
    made = []

    def ask(key):
        def make():
            made.append(key)
            return (np.zeros(500), None)

        return kept.get(key, make)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert len(ask(key)[0]) == 500
    assert made == ["a", "b", "c", "b"]  # two have room, and the one not used for longest went
