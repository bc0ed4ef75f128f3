"""How the index stands, for the people who run the library."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from library.models import IndexState

from .engine import engine
from .errors import SearchUnavailable


@dataclass(frozen=True)
class IndexStatus:
    """`indexed`: how many publications the index holds; None when there is none that can be read."""

    indexed: int | None
    waiting: int  # publications whose latest change it does not know yet
    waiting_since: datetime | None

    @property
    def is_away(self):
        return self.indexed is None


def index_status():
    waiting = IndexState.objects.pending().order_by().aggregate(number=Count("pk"), since=Min("changed_at"))
    try:
        indexed = len(engine().indexed())
    except SearchUnavailable:
        indexed = None
    return IndexStatus(indexed, waiting["number"], waiting["since"])
