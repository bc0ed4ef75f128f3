"""Nothing that is typed is an error, and nothing takes long."""

import time

import pytest

from library.search import find, page_hits

from .rubbish import rubbish


@pytest.fixture
def library(add, index):
    add("Risk assessment", "The risk assessment of <b>people</b>.", "More on risk.")
    index()


def test_2500_queries_of_rubbish(library):
    slowest = 0
    for query in rubbish(2500):
        start = time.perf_counter()
        found = find(query)
        page_hits(found, found.pks)
        slowest = max(slowest, time.perf_counter() - start)
        found.text.encode()
        assert "\0" not in found.text
    assert slowest < 2


@pytest.mark.parametrize(
    "query",
    [
        "word " * 2000,
        " ".join(f"word{number}" for number in range(2000)),
        "(" * 5000,
        '"' * 5001,
        "-" * 5000,
        "x" * 1_000_000,
        "type:" * 1000,
        "year:" + "9" * 1000,
        "year:0000..9999",
        "-".join("abcdefghijklmnopqrstuvwxyz" * 20),
        '"' + " ".join("abcdefghijklmnopqrstuvwxyz" * 20) + '"',
        " ",
    ],
)
def test_too_much_of_anything_is_cut(query, library):
    start = time.perf_counter()
    found = find(query)
    assert len(found.text) <= 500
    assert len(found.question.clauses) <= 32
    assert time.perf_counter() - start < 2
