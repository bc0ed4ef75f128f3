"""What a query finds among the records beside the publications (library.search.kinds).

Whether a record is public is asked of the database at that moment, whatever its index still holds.
"""

from dataclasses import dataclass

from .engine import engine
from .errors import SearchUnavailable
from .excerpts import excerpt
from .kinds import Kind, kinds
from .question import Clause, Option, Question

SHOWN = 3  # of a kind


@dataclass(frozen=True)
class RecordHit:
    """`excerpt` is [(text, whether it was looked for), …], as in PageHit."""

    record: object
    excerpt: list[tuple[str, bool]]


@dataclass(frozen=True)
class FoundRecords:
    """The public records of a kind that have all that was asked for: how many, the best of them, where all are."""

    kind: Kind
    count: int
    hits: list[RecordHit]
    address: str

    @property
    def called(self):
        return self.kind.called(self.count)


def find_beside(readings):
    """[FoundRecords, …] for the first reading of a query that finds something; kinds whose index is away are left out.

    A reading has a text and a question, as Understood and Found have.
    """
    for reading in readings:
        asked = kinds() if reading.question.has_words else []
        found = [one for kind in asked if (one := _found(kind, reading.text, reading.question))]
        if found:
            return found
    return []


def _found(kind, text, question):
    try:
        pks, are_complete = find_records(kind, question)
    except SearchUnavailable:
        return None
    hits = record_hits(kind, question, pks[:SHOWN]) if are_complete else []
    return FoundRecords(kind, len(pks), hits, kind.address(text)) if hits else None


def find_records(kind, question):
    """([primary key, …], whether they have all that is asked for) of public records, best first.

    Of those that have some of it only, all come when there are no others. Raises SearchUnavailable.
    """
    matches = engine(kind.name).rank(question)
    if not matches:
        return [], False
    public = set(kind.index.read_queryset().values_list("pk", flat=True))
    matches = [match for match in matches if match.pk in public]
    complete = [match.pk for match in matches if match.has_all]
    return complete or [match.pk for match in matches], bool(complete)


def have_word(word):
    """Whether public records of any kind have a word, in any of its forms."""
    return any(_has(kind, Question((Clause((Option((word,)),)),))) for kind in kinds())


def _has(kind, question):
    try:
        return bool(find_records(kind, question)[0])
    except SearchUnavailable:
        return False


def record_hits(kind, question, pks):
    """The RecordHits of some records, in their order."""
    records = kind.index.index_queryset().in_bulk(pks)
    return [
        RecordHit(records[pk], excerpt(kind.index.prepare_text(records[pk]), question)) for pk in pks if pk in records
    ]
