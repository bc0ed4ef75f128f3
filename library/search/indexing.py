"""Keeping the index true to the records: from what changed, or all over again."""

import logging
from contextlib import suppress

from django.db.models import Count, Prefetch, Sum
from django.db.models.functions import Coalesce

from library.models import Authorship, IndexState
from library.search_indexes import PublicationIndex

from .engine import engine
from .errors import Busy, SearchUnavailable

logger = logging.getLogger(__name__)

_AT_ONCE = 50  # publications read from the database, and written in one step
_AT_MOST = 500  # in one task: it must not last so long that its worker is taken for dead


def is_behind():
    """Whether there is anything for bring_up_to_date() to do. Asked every few seconds, so it only compares totals."""
    if IndexState.objects.pending().exists():
        return True
    publications = PublicationIndex().index_queryset().order_by()
    totals = publications.aggregate(count=Count("pk"), sum=Coalesce(Sum("pk"), 0))
    try:
        return engine().totals() != (totals["count"], totals["sum"])
    except SearchUnavailable:
        return True


def bring_up_to_date(at_most=_AT_MOST):
    """Write what has changed, of so many publications; all of it when the index is gone or can't be read.

    Whether there is more to do. May be called twice, or cut off.
    """
    try:
        strays = engine().indexed() ^ _all_pks()
    except SearchUnavailable as error:
        logger.warning("building the search index: %s", error)
        with suppress(Busy):  # then somebody else is building it
            rebuild()
        return False
    tokens = IndexState.objects.pending().tokens()
    pks = sorted(strays | tokens.keys())
    for start in range(0, min(len(pks), at_most), _AT_ONCE):
        some = pks[start : min(start + _AT_ONCE, at_most)]
        engine().write(PublicationIndex(), dict.fromkeys(some) | _read(some))
        IndexState.objects.settle({pk: tokens[pk] for pk in some if pk in tokens})
    return len(pks) > at_most


def rebuild(progress=lambda publications, total: publications):
    """Build the index anew beside the one in use. Raises Busy when somebody else is at it.

    `progress(iterable, total)` may wrap the publications, to show how far it is.
    """
    before = IndexState.objects.tokens()
    seen = dict(before)

    def changed_meanwhile():
        seen.update(IndexState.objects.tokens())
        changed = [pk for pk, token in seen.items() if before.get(pk) != token]
        return dict.fromkeys(changed) | _read(changed)

    pks = sorted(_all_pks())
    engine().rebuild(PublicationIndex(), progress(_read_all(pks), len(pks)), changed_meanwhile)
    IndexState.objects.settle(seen)


def _all_pks():
    return set(PublicationIndex().index_queryset().values_list("pk", flat=True))


def _read_all(pks):
    for start in range(0, len(pks), _AT_ONCE):
        yield from _read(pks[start : start + _AT_ONCE]).values()


def _read(pks):
    """{pk: publication} of those that belong into the index, with what it needs of them."""
    authorships = Prefetch("authorship_set", Authorship.objects.select_related("author"))
    publications = PublicationIndex().index_queryset().prefetch_related("topics", authorships)
    return publications.in_bulk(pks)
