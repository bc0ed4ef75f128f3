"""What is published never gives away a number of people from 1 to 4, nor any other that is withheld."""

from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from training.small_numbers import HIDDEN, LEAST_SHOWN, hide_small, hide_small_with_totals

numbers = st.one_of(st.none(), st.integers(0, 6), st.integers(0, 200))
tables = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def with_totals(rows):
    """The table with its totals as a last row and a last column; what was not recorded is taken as 0."""
    cells = np.array([[number or 0 for number in row] for row in rows])
    cells = np.vstack([cells, cells.sum(axis=0)])
    return np.hstack([cells, cells.sum(axis=1, keepdims=True)])


def hidden_cells(hushed):
    rows = [[*row, total] for row, total in zip(hushed.rows, hushed.row_totals, strict=True)]
    rows.append([*hushed.column_totals, hushed.total])
    return [(i, j) for i, row in enumerate(rows) for j, number in enumerate(row) if number is HIDDEN]


def determined(shape, unknown):
    """Which of the unknown cells the sums of rows and columns determine: those that no solution leaves free."""
    if not unknown:
        return []
    height, width = shape
    sums = np.zeros((height + width, len(unknown)))
    for k, (i, j) in enumerate(unknown):
        sums[i, k] = -1 if j == width - 1 else 1
        sums[height + j, k] = -1 if i == height - 1 else 1
    rank = np.linalg.matrix_rank(sums)
    return [
        cell
        for k, cell in enumerate(unknown)
        if np.linalg.matrix_rank(np.vstack([sums, np.eye(len(unknown))[k]])) == rank
    ]


@settings(deadline=None, max_examples=150)
@given(tables)
def test_no_small_number_is_shown(table):
    hushed = hide_small_with_totals(table)
    shown = [*chain(*hushed.rows), *hushed.row_totals, *hushed.column_totals, hushed.total]
    assert all(number in (None, 0, HIDDEN) or number >= LEAST_SHOWN for number in shown)


@settings(deadline=None, max_examples=300)
@given(tables)
def test_no_hidden_number_can_be_worked_out_from_those_shown(table):
    shape = with_totals(table).shape
    assert determined(shape, hidden_cells(hide_small_with_totals(table))) == []


@settings(deadline=None, max_examples=150)
@given(tables)
def test_what_is_shown_is_what_was_recorded(table):
    hushed, cells = hide_small_with_totals(table), with_totals(table)
    for row, recorded in zip(hushed.rows, table, strict=True):
        assert all(number in (HIDDEN, known) for number, known in zip(row, recorded, strict=True))
    assert all(total in (HIDDEN, None, known) for total, known in zip(hushed.row_totals, cells[:-1, -1], strict=True))
    assert hushed.total in (HIDDEN, None, cells[-1, -1])
    assert hide_small(table) == hushed.rows


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(1, 3), min_size=2, max_size=2), st.integers(10, 40))
def test_who_knows_that_no_zero_is_withheld_learns_no_more(small, large):
    """1 and 1 beside a sum of 2 would each be known to be 1."""
    hushed = hide_small_with_totals([[*small, large], [20, 30, 40]])
    unknown = [j for j, number in enumerate(hushed.rows[0]) if number is HIDDEN]
    known = sum(number for number in hushed.rows[0] if number is not HIDDEN)
    assert hushed.row_totals[0] - known > len(unknown)


def test_as_little_is_withheld_as_one_ring_needs_and_the_smallest_of_it():
    assert hide_small([[3, 50, 90], [40, 20, 80], [70, 60, 99]]) == [
        [HIDDEN, HIDDEN, 90],
        [HIDDEN, HIDDEN, 80],
        [70, 60, 99],
    ]


def test_nothing_is_withheld_where_nothing_is_small():
    assert hide_small([[5, 0], [None, 12]]) == [[5, 0], [None, 12]]


def test_the_same_table_is_hushed_the_same_way_every_time():
    table = [[3, 10, 10, 10], [10, 10, 10, 10], [10, 10, 10, 2]]
    assert hide_small(table) == hide_small([list(row) for row in table])


def test_small_totals_are_withheld_too():
    hushed = hide_small_with_totals([[2, 1], [40, 0]])
    assert hushed.row_totals[0] is HIDDEN
    assert hushed.column_totals[1] is HIDDEN


def test_empty_tables_stay_empty():
    assert hide_small([]) == []
    assert hide_small([[]]) == [[]]
    assert hide_small([[None]]) == [[None]]


def test_the_word_for_what_is_withheld():
    assert str(HIDDEN) == "fewer than 5 or withheld"
