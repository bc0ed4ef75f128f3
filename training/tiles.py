"""The map: one square a place, laid out as on a map of the country, darker where more was done."""

from typing import NamedTuple

# The rows of the map; a place stands in the column of its two letters. Territories have a map of their own below.
_STATES = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
_TERRITORIES = "GU MP AS .. .. .. .. .. .. PR VI"

DARKEST = 4  # shades besides that of nothing, which is 0


class Tile(NamedTuple):
    entry: object  # a training.places.entries.Entry
    row: int
    column: int
    shade: int


class Key(NamedTuple):
    """One shade and what it stands for."""

    shade: int
    label: str


class TileMap:
    """`states` and `territories`: the tiles of each, in reading order; `key`: the shades in use, lightest first."""

    def __init__(self, entries):
        by_code = {entry.place.usps: entry for entry in entries}
        self._bounds = bounds([entry.work.records for entry in entries])
        self.states = self._tiles(_STATES, by_code)
        self.territories = self._tiles(_TERRITORIES, by_code)

    def _tiles(self, layout, by_code):
        return [
            Tile(by_code[code], row, column, shade_of(by_code[code].work.records, self._bounds))
            for row, line in enumerate(layout.strip().splitlines())
            for column, code in enumerate(line.split())
            if code in by_code
        ]

    @property
    def key(self):
        least = 1
        yield Key(0, "none")
        for bound in self._bounds:
            yield Key(shade_of(bound, self._bounds), str(bound) if bound == least else f"{least:,} to {bound:,}")
            least = bound + 1


def bounds(counts):
    """The highest number of each shade, so that about as many places have each; at most DARKEST of them."""
    in_order = sorted(count for count in counts if count)
    if not in_order:
        return []
    return sorted({in_order[-(-len(in_order) * part // DARKEST) - 1] for part in range(1, DARKEST + 1)})


def shade_of(count, bounds):
    """0 for nothing; the highest numbers have the darkest shade, however many shades there are."""
    if not count:
        return 0
    return DARKEST - sum(count <= bound for bound in bounds) + 1
