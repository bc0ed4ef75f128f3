"""The search that visitors get: understood, ranked, cut down to what is public, and helped along."""

from dataclasses import dataclass, field, replace

from library.catalog import current_catalog
from library.models import PromotedResult

from . import beside, misprints
from .analysis import key, root, telling
from .engine import engine
from .question import Question
from .understanding import understand


@dataclass(frozen=True)
class Found:
    """What a query found among the public publications.

    `pks`: best first, promoted ones before all others. `complete`: those that have everything asked for; lists in
    another order than relevance show these, or all when there are none. Filters that stood in the query (type:brief,
    -type:brief) are not applied: they are the list's, like those ticked.
    """

    text: str  # the query in one line, without the filters that stood in it
    question: Question
    pks: list[int]
    complete: frozenset[int]
    promoted: frozenset[int] = frozenset()
    filters: dict[str, set] = field(default_factory=dict)
    years: tuple[int | None, int | None] | None = None
    left_out: dict[str, set] = field(default_factory=dict)  # as in Understood
    suggestion: str | None = None  # the words with what may be misprints put right
    instead_of: str | None = None  # the words as typed, when they were put right before they were looked for


def find(text, catalog=None, as_typed=False):
    """Found among what is public: in a catalog (library.catalog), which is that of this moment if none is given.

    Misprints are put right, unless words are to be taken as typed. Nothing that is typed is an error. Raises
    SearchUnavailable when there is no index to be read.
    """
    public = (current_catalog() if catalog is None else catalog).places
    understood = understand(text)
    changes = {} if as_typed else misprints.corrections(understood, lambda word: _correction(word, public))
    if not changes:
        return _find(understood, public)
    better = understand(misprints.put_right(understood.whole, changes))
    if not misprints.are_sure(changes):
        found = _find(understood, public)
        if found.pks:
            return replace(found, suggestion=better.text)
    found = _find(better, public)
    if found.pks and found.question.has_words:  # put right, words may have become a filter
        return replace(found, instead_of=understood.text)
    return _find(understood, public)


def _correction(word, public):
    """The library's word near one that nothing on the site has, or None."""
    better = engine().correction(word, public)
    return None if better and beside.have_word(word) else better


def _find(understood, public):
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
        left_out=understood.left_out,
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
