"""A query as engines take it: clauses, each with the ways in which it can be met."""

from dataclasses import dataclass, field
from typing import NamedTuple

# The fields of a publication that its words are looked for in, most telling first. Short ones, then the whole text.
SHORT_FIELDS = ("title", "topics", "authors", "identifier", "summary")
FIELDS = (*SHORT_FIELDS, "text")


@dataclass(frozen=True)
class Option:
    """One way to meet a clause: a word in any of its forms, or several words one after another.

    Exact: as written, for what stood in quotation marks. Weight: 1, less for synonyms.
    """

    words: tuple[str, ...]
    exact: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Clause:
    """Something asked for. Any option will do."""

    options: tuple[Option, ...]
    required: bool = False  # what lacks it is not found at all
    excluded: bool = False  # what has it is not found
    field: str | None = None  # only in this field


@dataclass(frozen=True)
class Question:
    """All clauses together, and the key of the whole query (analysis.key), which may be a title or a number."""

    clauses: tuple[Clause, ...] = ()
    key: str = ""
    wanted: tuple[Clause, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "wanted", tuple(clause for clause in self.clauses if not clause.excluded))

    @property
    def has_words(self):
        """Whether there is anything to look for; “&” or a filter alone is nothing."""
        return bool(self.clauses)

    @property
    def in_pages(self):
        """The clauses that pages can meet: what is sought in titles or names alone is not theirs."""
        return [clause for clause in self.wanted if clause.field in (None, "text")]

    @property
    def excluded(self):
        return [clause for clause in self.clauses if clause.excluded]


class Match(NamedTuple):
    """A publication that answers a question: how well, and whether it has all that was asked for."""

    pk: int
    score: float
    has_all: bool
