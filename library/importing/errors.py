"""What is wrong with a catalogue, in sentences that name the line and the column."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right. Line 0: the whole file; column "": the whole line."""

    line: int
    column: str
    reason: str

    def __str__(self):
        place = ", ".join([f"line {self.line}"] * bool(self.line) + [f"column “{self.column}”"] * bool(self.column))
        return f"{place}: {self.reason}" if place else self.reason


class CatalogueError(Exception):
    """The catalogue can't be imported; nothing has been written."""

    def __init__(self, *problems):
        super().__init__("; ".join(map(str, problems)))
        self.problems = sorted(problems)
