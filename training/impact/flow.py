"""Which numbers to withhold so that small ones can't be worked out from the sums that they stand in.

Numbers of people form a flow: what goes into a year comes out of it into its kinds of help, from there into single
engagements, out of them into disciplines, and so on, round to the total of all. Each number is an arc of it, and what
flows into a node flows out of it. A withheld number can be worked out exactly when it lies on no ring of arcs that a
reader doesn't know. Along a ring, the numbers that point one way may all be one more, those that point the other way
one less, and every sum stays what it was.

A ring counts only when no number on it would become 0 that way: no 0 is ever withheld, and readers may know that.
"""

import heapq
from collections import defaultdict
from itertools import count
from typing import NamedTuple

from .rings import arcs_on_rings

LEAST_SHOWN = 5  # people


class _Hidden:
    """Stands where a number is withheld."""

    def __str__(self):
        return f"fewer than {LEAST_SHOWN} or withheld"

    def __repr__(self):
        return "HIDDEN"

    def __reduce__(self):
        return "HIDDEN"  # there is only one, whatever cache it went through


HIDDEN = _Hidden()


class Arc(NamedTuple):
    """A number of people on its way between two sums. Some are never shown, and yet must not be worked out."""

    tail: object
    head: object
    number: int
    is_shown: bool = True


def is_small(number):
    return number is not None and 0 < number < LEAST_SHOWN


def keys_to_withhold(arcs):
    """Of {key: Arc}, a whole flow (each node gets what it gives), the keys whose numbers must not be shown.

    These are the small ones, and for those that would be left without a ring, the ring with the least sum of numbers.
    There always is one: round through the total of all, where every number may be one more.
    """
    arcs = {key: arc for key, arc in arcs.items() if arc.number}
    small = sorted((key for key, arc in arcs.items() if is_small(arc.number)), key=lambda key: arcs[key].number)
    unknown = {key for key, arc in arcs.items() if not arc.is_shown}.union(small)
    safe = arcs_on_rings({key: arcs[key] for key in unknown})
    search = _Search(arcs, unknown)
    for key in small:
        if key not in safe:
            ring = search.cheapest_ring(key)
            unknown.update(ring)
            safe.update(ring)
    return {key for key in unknown if arcs[key].is_shown}


class _Search:
    """Finds rings. `unknown`: keys that cost nothing, since they are withheld already; it may grow meanwhile."""

    def __init__(self, arcs, unknown):
        self._arcs, self._unknown = arcs, unknown
        self._steps = defaultdict(list)  # node: [(key, node it leads to), …] of numbers that may change that way
        for key, arc in arcs.items():
            self._steps[arc.tail].append((key, arc.head))
            if arc.number > 1:
                self._steps[arc.head].append((key, arc.tail))

    def cheapest_ring(self, key):
        """Keys of the ring through an arc on which least has to be withheld."""
        arc = self._arcs[key]
        ways = [self._cheapest_way(arc.head, arc.tail, key)]
        if arc.number > 1:
            ways.append(self._cheapest_way(arc.tail, arc.head, key))
        return [key, *min(filter(None, ways), key=lambda way: (way[0], len(way[1])))[1]]

    def _cheapest_way(self, start, goal, without):
        """(cost, [key, …]) of the way from one node to another; None when there is none."""
        order = count()  # of two equal ways the one found first, in the order in which the arcs were given
        queue, came_by = [(0, 0, next(order), start, None)], {}
        while queue:
            cost, length, _, node, step = heapq.heappop(queue)
            if node in came_by:
                continue
            came_by[node] = step
            if node == goal:
                return cost, self._walk_back(came_by, goal)
            for key, following in self._steps[node]:
                if following not in came_by and key != without:
                    price = 0 if key in self._unknown else self._arcs[key].number
                    heapq.heappush(queue, (cost + price, length + 1, next(order), following, (key, node)))
        return None

    @staticmethod
    def _walk_back(came_by, node):
        keys = []
        while came_by[node]:
            key, node = came_by[node]
            keys.append(key)
        return keys
