from .files import IntakeState, Page, PublicationFile
from .publication import MOVES, Authorship, InvalidMove, OldSlug, Publication, State
from .terms import Audience, Author, PublicationType, Topic

__all__ = [
    "MOVES",
    "Audience",
    "Author",
    "Authorship",
    "IntakeState",
    "InvalidMove",
    "OldSlug",
    "Page",
    "Publication",
    "PublicationFile",
    "PublicationType",
    "State",
    "Topic",
]
