"""Numbers of people so small that they might point at persons are not shown, nor what would give them away.

How it is decided what else to withhold: training.impact.flow. What it protects from, and what not: docs/impact.md.
"""

from typing import NamedTuple

from training.impact.flow import HIDDEN, LEAST_SHOWN, Arc, is_small, keys_to_withhold
from training.impact.people import with_people_shown

__all__ = ["HIDDEN", "LEAST_SHOWN", "Hushed", "hide_people", "hide_small", "hide_small_with_totals", "is_small"]


class Hushed(NamedTuple):
    """A table with its totals, in all of which numbers may be HIDDEN. None: not recorded."""

    rows: list[list]
    row_totals: list
    column_totals: list
    total: object


def hide_people(engagements):
    """The engagements of a page as a list, each with `people_shown`: its number of people, None or HIDDEN.

    It is the same on every page. At most two queries: whether anything has changed, and the numbers, unless the
    engagements bring them (querysets.with_people).
    """
    return with_people_shown(engagements)


def hide_small(table):
    """The table with its small numbers withheld, and others as far as needed; all totals may be known to the reader."""
    return hide_small_with_totals(table).rows


def hide_small_with_totals(table):
    """The same with the totals, of which small ones are withheld as well."""
    rows = [[*row, _total(row)] for row in table]
    if not rows:
        return Hushed([], [], [], None)
    cells = [*rows, [_total(column) for column in zip(*rows, strict=True)]]
    withheld = keys_to_withhold(_arcs(cells))
    shown = [[HIDDEN if (i, j) in withheld else number for j, number in enumerate(row)] for i, row in enumerate(cells)]
    return Hushed([row[:-1] for row in shown[:-1]], [row[-1] for row in shown[:-1]], shown[-1][:-1], shown[-1][-1])


def _total(numbers):
    """Their sum; None when none of them was recorded."""
    recorded = [number for number in numbers if number is not None]
    return sum(recorded) if recorded else None


def _arcs(cells):
    """{(row, column): Arc} of a table whose last row and column are totals: all → row → column → end → all."""
    rows, columns = [("row", i) for i in range(len(cells) - 1)], [("column", j) for j in range(len(cells[0]) - 1)]
    ends = {}
    for i, row in enumerate([*rows, "end"]):
        for j, column in enumerate([*columns, "all"]):
            if row == "end":
                ends[i, j] = ("end", "all") if column == "all" else (column, "end")
            else:
                ends[i, j] = ("all", row) if column == "all" else (row, column)
    return {(i, j): Arc(*both, cells[i][j]) for (i, j), both in ends.items()}
