"""Keeping the indexes of records beside the publications true to them.

Each kind has few records with little text, so its index is built anew, beside the one in use, when anything of it has
changed: 1.3 s for 150 lessons of 500 words, 8 s for 1,000 (docs/search-beside.md).
"""

import logging
from contextlib import suppress

from library.models import RecordChange

from .engine import engine
from .errors import Busy, SearchUnavailable
from .kinds import kinds

logger = logging.getLogger(__name__)

_AT_ONCE = 100  # records read from the database


def any_is_behind():
    """Whether there is anything for bring_up_to_date() to do."""
    return any(_is_behind(kind) for kind in kinds())


def bring_up_to_date():
    """Build the indexes of the kinds of which something has changed."""
    rebuild(kind for kind in kinds() if _is_behind(kind))


def rebuild(some=None):
    """Build the indexes of some kinds, or of all; not those that somebody else is building."""
    for kind in kinds() if some is None else some:
        with suppress(Busy):
            _rebuild(kind)


def _is_behind(kind):
    if RecordChange.objects.of(kind.name).exists():
        return True
    try:
        return engine(kind.name).indexed() != set(kind.index.read_queryset().values_list("pk", flat=True))
    except SearchUnavailable as error:
        logger.warning("the index of %s: %s", kind.name, error)
        return True


def _rebuild(kind):
    known = list(RecordChange.objects.of(kind.name).values_list("pk", flat=True))
    records = kind.index.index_queryset().iterator(chunk_size=_AT_ONCE)
    engine(kind.name).rebuild(kind.index, records, catch_up=dict)  # what changes meanwhile is done next time
    RecordChange.objects.filter(pk__in=known).delete()
