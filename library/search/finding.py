"""The search that visitors get: understood, ranked, cut down to what is public, and helped along."""

import re
from dataclasses import dataclass, field, replace

from library.catalog import current_catalog
from library.models import PromotedResult

from .analysis import key, root, telling
from .engine import engine
from .question import Question
from .understanding import understand

_WORDS_PUT_RIGHT = 8  # of a query


@dataclass(frozen=True)
class Found:
    """What a query found among the public publications.

    `pks`: best first, promoted ones before all others. `complete`: those that have everything asked for; lists in
    another order than relevance show these, or all when there are none. Filters that stood in the query (type:brief)
    are not applied: they are the list's, like those ticked.
    """

    text: str  # the query in one line, without the filters that stood in it
    question: Question
    pks: list[int]
    complete: frozenset[int]
    promoted: frozenset[int] = frozenset()
    filters: dict[str, set] = field(default_factory=dict)
    years: tuple[int | None, int | None] | None = None
    suggestion: str | None = None  # the query with misprints put right
    instead_of: str | None = None  # what was typed, when it found nothing and the suggestion was searched for


def find(text, catalog=None):
    """Found among what is public: in a catalog (library.catalog), which is that of this moment if none is given.

    Nothing that is typed is an error. Raises SearchUnavailable when there is no index to be read.
    """
    public = (current_catalog() if catalog is None else catalog).places
    found = _find(text, public)
    if found.question.has_words and not found.pks and found.suggestion:
        better = _find(found.suggestion, public)
        if better.pks:
            return replace(better, instead_of=found.text, filters=found.filters, years=found.years)
    return found


def _find(text, public):
    understood = understand(text)
    matches = [match for match in engine().rank(understood.question) if match.pk in public]
    promoted = [pk for pk in _promoted(understood) if pk in public]
    return Found(
        text=understood.text,
        question=understood.question,
        pks=promoted + [match.pk for match in matches if match.pk not in promoted],
        complete=frozenset(match.pk for match in matches if match.has_all) | frozenset(promoted),
        promoted=frozenset(promoted),
        filters=understood.filters,
        years=understood.years,
        suggestion=_suggestion(understood, public),
    )


def _promoted(understood):
    """Keys of the publications that staff put first for this very query, in their order."""
    if not understood.question.has_words:
        return []
    asked = _normal(understood.text)
    promotions = PromotedResult.objects.order_by("position", "pk").values_list("query", "publication_id")
    return list(dict.fromkeys(pk for query, pk in promotions if _normal(query) == asked))


def _normal(text):
    return [root(word) for _, word in telling(key(text).split())]


def _suggestion(understood, public):
    """The query with unknown words put right, or None when there is none or nothing near it."""
    text = understood.text
    for word in understood.typed[:_WORDS_PUT_RIGHT]:
        better = engine().correction(word, public)
        if better:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, text, flags=re.IGNORECASE)
    return text if text != understood.text else None
