"""Full-text search: what visitors type, turned into publications in order of relevance and the pages to open.

The rest of the project uses what is named here and knows no engine:

    found = find("risk assessment type:brief")     # publications, best first; SearchUnavailable when there is no index
    page_hits(found, pks_shown)                     # the best pages of the publications on screen, with excerpts
    matching_pages(found.question, file)            # all pages of one publication; excerpt() shows what is on one
    passages(text, found.question.in_pages)         # where in a text the words stand, to be marked
    understand("risk type:brief")                   # words and filters apart, without an index

Which engine answers is Haystack's setting (HAYSTACK_CONNECTIONS); library.search.backend is the one on Whoosh.
"""

from .errors import SearchUnavailable
from .excerpts import excerpt, segments
from .finding import Found, find
from .marking import passages
from .pages import PageHit, PageHits, matching_pages, page_hits
from .understanding import Understood, understand

__all__ = [
    "Found",
    "PageHit",
    "PageHits",
    "SearchUnavailable",
    "Understood",
    "excerpt",
    "find",
    "matching_pages",
    "page_hits",
    "passages",
    "segments",
    "understand",
]
