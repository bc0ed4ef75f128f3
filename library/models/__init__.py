from .files import IntakeState, Page, PublicationFile
from .publication import Authorship, OldSlug, Publication
from .record_changes import RecordChange
from .search_log import SearchCount
from .search_terms import IndexState, PromotedResult, Synonyms
from .states import MOVES, InvalidMove, State
from .terms import Audience, Author, PublicationType, Topic

__all__ = [
    "MOVES",
    "Audience",
    "Author",
    "Authorship",
    "IndexState",
    "IntakeState",
    "InvalidMove",
    "OldSlug",
    "Page",
    "PromotedResult",
    "Publication",
    "PublicationFile",
    "PublicationType",
    "RecordChange",
    "SearchCount",
    "State",
    "Synonyms",
    "Topic",
]
