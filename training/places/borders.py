"""Which states lie beside each other."""

from collections import defaultdict
from functools import cache

from .loading import rows


@cache
def neighbors():
    """{USPS code: the codes of the states and D.C. with which it shares a border, on land or water}."""
    beside = defaultdict(set)
    for row in rows("borders"):
        beside[row["a"]].add(row["b"])
        beside[row["b"]].add(row["a"])
    return {usps: frozenset(others) for usps, others in beside.items()}
