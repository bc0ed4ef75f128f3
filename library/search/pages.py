"""The pages of a publication to open first, with excerpts in which the words are marked."""

from dataclasses import dataclass

from library.models import Page

from .engine import engine
from .excerpts import excerpt

BEST = 3


@dataclass(frozen=True)
class PageHit:
    """A page that answers the query. `excerpt` is [(text, whether it was looked for), …]; templates escape the text."""

    page: Page  # with number, label and file
    excerpt: list[tuple[str, bool]]


@dataclass(frozen=True)
class PageHits:
    """The best pages of one publication, in reading order, and how many more of its pages answer as well."""

    best: list[PageHit]
    more: int


def page_hits(found, pks):
    """{pk: PageHits} of those publications, of the ones given, in whose pages something was found.

    Ask only for the publications on screen. Raises SearchUnavailable.
    """
    answers = engine().best_pages(found.question, pks, BEST)
    wanted = [page for pages, _ in answers.values() for page in pages]
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in=wanted, file__is_current=True).only("number", "label", "text", "file_id")
    }
    hits = {}
    for pk, (best, more) in answers.items():
        shown = sorted((pages[page] for page in best if page in pages), key=lambda page: page.number)
        if shown:
            hits[pk] = PageHits([PageHit(page, excerpt(page.text, found.question)) for page in shown], more)
    return hits
