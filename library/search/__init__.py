"""Full-text search: what visitors type, turned into publications in order of relevance and the pages to open.

The rest of the project uses what is named here and knows no engine:

    found = find("risk assessment type:brief")     # publications, best first; SearchUnavailable when there is no index
    page_hits(found, pks_shown)                     # the best pages of the publications on screen, with excerpts
    related(publication)                            # publications like this one
    understand("risk type:brief")                   # words and filters apart, without an index

Which engine answers is Haystack's setting (HAYSTACK_CONNECTIONS); library.search.backend is the one on Whoosh.
"""

from .errors import SearchUnavailable
from .finding import Found, find, related
from .pages import PageHit, PageHits, page_hits
from .understanding import Understood, understand

__all__ = [
    "Found",
    "PageHit",
    "PageHits",
    "SearchUnavailable",
    "Understood",
    "find",
    "page_hits",
    "related",
    "understand",
]
