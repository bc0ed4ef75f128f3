"""Numbers of people so small that they might point at persons are not shown, nor what would give them away.

Every number of a table stands in two sums: that of its row and that of its column, totals included. A withheld number
can be worked out exactly when no ring of withheld numbers runs through it, from row to column to row: along a ring, one
may be a bit more and the next a bit less, and all sums stay the same. So each small number is put on such a ring, made
of the smallest numbers that will do (docs/impact.md).
"""

import heapq
from typing import NamedTuple

from django.db.models import Sum

LEAST_SHOWN = 5  # people


class _Hidden:
    """Stands where a number is withheld."""

    def __str__(self):
        return "fewer than 5 or withheld"

    def __repr__(self):
        return "HIDDEN"


HIDDEN = _Hidden()


class Hushed(NamedTuple):
    """A table with its totals, in all of which numbers may be HIDDEN. None: not recorded."""

    rows: list[list]
    row_totals: list
    column_totals: list
    total: object


def is_small(number):
    return number is not None and 0 < number < LEAST_SHOWN


def total_of(numbers):
    """Their sum; None when none of them was recorded."""
    recorded = [number for number in numbers if number is not None]
    return sum(recorded) if recorded else None


def hide_small(table):
    """The table with its small numbers withheld, and others as far as needed; all totals may be known to the reader."""
    return hide_small_with_totals(table).rows


def hide_small_with_totals(table):
    """The same with the totals, of which small ones are withheld as well."""
    rows = [[*row, total_of(row)] for row in table]
    if not rows:
        return Hushed([], [], [], None)
    cells = [*rows, [total_of(column) for column in zip(*rows, strict=True)]]
    withheld = _Rings(cells).withheld()
    shown = [[HIDDEN if (i, j) in withheld else number for j, number in enumerate(row)] for i, row in enumerate(cells)]
    return Hushed([row[:-1] for row in shown[:-1]], [row[-1] for row in shown[:-1]], shown[-1][:-1], shown[-1][-1])


class _Rings:
    """Finds rings in a table whose last row and last column are totals. Cells are known by (row, column).

    Nothing that is 0 or not recorded is ever withheld. A ring will do when its numbers can change by one, up and down
    in turn, and all stay above 0: then even a reader who knows that no 0 is withheld can't work any of them out. Such a
    ring is always found: the cell, the totals of its row and column, and the grand total may all be one more.
    """

    def __init__(self, cells):
        self._cells = cells
        self._last = (len(cells) - 1, len(cells[0]) - 1)
        self._hidden = set()

    def withheld(self):
        """The cells to withhold: the small ones, and what completes their rings."""
        numbers = {(i, j): n for i, row in enumerate(self._cells) for j, n in enumerate(row) if n}
        small = sorted((cell for cell, n in numbers.items() if n < LEAST_SHOWN), key=lambda cell: (numbers[cell], cell))
        self._hidden.update(small)
        safe = set()
        for cell in small:
            if cell not in safe:
                ring = self._cheapest_ring(cell)
                self._hidden.update(ring)
                safe.update(ring)
        return self._hidden

    def _cheapest_ring(self, cell):
        """The ring through the cell with the least sum of numbers that are not withheld yet."""
        return min(filter(None, (self._ring(cell, change) for change in (1, -1))))[1]

    def _ring(self, start, change):
        """(cost, cells of the ring) when the first cell changes by +1 or -1; None when there is no such ring."""
        change *= self._sign(*start)
        if not self._can_change(*start, change):
            return None
        row, column = start
        queue, seen = [(0, 0, ("row", row), (start,))], set()
        while queue:
            cost, length, node, path = heapq.heappop(queue)
            if node == ("column", column):
                return cost, path
            if node in seen:
                continue
            seen.add(node)
            for cell, neighbor in self._steps(*node):
                step = -change if node[0] == "row" else change
                if neighbor not in seen and cell != start and self._can_change(*cell, step):
                    price = 0 if cell in self._hidden else self._cells[cell[0]][cell[1]]
                    heapq.heappush(queue, (cost + price, length + 1, neighbor, (*path, cell)))
        return None

    def _steps(self, side, index):
        if side == "row":
            return [((index, j), ("column", j)) for j in range(len(self._cells[0]))]
        return [((i, index), ("row", i)) for i in range(len(self._cells))]

    def _sign(self, i, j):
        """Totals stand on the other side of the equation; the grand total on the other side of both."""
        return -1 if (i == self._last[0]) != (j == self._last[1]) else 1

    def _can_change(self, i, j, change):
        number = self._cells[i][j]
        return bool(number) and number + change * self._sign(i, j) > 0


def hide_people(engagements):
    """The engagements of a page as a list, each with `people_shown`: its number of people, None or HIDDEN.

    It depends on all public engagements that began in the same years, not on what else is on the page.
    """
    engagements = list(engagements)
    totals, hidden = _people_of_years({engagement.starts_on.year for engagement in engagements}, engagements)
    for engagement in engagements:
        people = totals.get(engagement.pk)
        engagement.people_shown = HIDDEN if engagement.pk in hidden or is_small(people) else people
    return engagements


def _people_of_years(years, engagements):
    """({key: people}, keys to withhold) of the public engagements that began in these years, and of those given."""
    from training.models import Engagement

    sums = (
        Engagement.objects.order_by().values("pk", "starts_on", "is_public").annotate(people=Sum("attendances__people"))
    )
    given = sums.filter(pk__in=[engagement.pk for engagement in engagements])
    totals, by_year = {}, {year: {} for year in years}
    for line in sums.filter(is_public=True, starts_on__year__in=years).union(given):
        totals[line["pk"]] = line["people"]
        if line["is_public"] and line["people"]:
            by_year[line["starts_on"].year][line["pk"]] = line["people"]
    return totals, {pk for people in by_year.values() for pk in keys_to_withhold(people)}


def keys_to_withhold(numbers):
    """The keys of {key: number} to withhold when the sum is known: small ones and the smallest others as needed."""
    in_order = sorted(numbers, key=lambda key: (numbers[key], key))
    withheld = [key for key in in_order if is_small(numbers[key])]
    for key in in_order[len(withheld) :]:
        # Two or more, and not all of them 1: else their sum would say what each is.
        if not withheld or (len(withheld) > 1 and sum(numbers[key] for key in withheld) > len(withheld)):
            break
        withheld.append(key)
    return set(withheld)
