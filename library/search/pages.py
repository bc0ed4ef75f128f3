"""The pages of a publication to open, with excerpts in which the words are marked."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from library.models import IndexState, Page

from .best_pages import most_telling
from .engine import engine
from .errors import SearchUnavailable
from .excerpts import excerpt
from .marking import passages

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


def matching_pages(question, file):
    """The numbers of all pages of a publication's current file that answer a question, in reading order.

    The same pages that page_hits() counts. They are asked of the index; where it is away, or doesn't know the latest
    of this publication, they are read one by one.
    """
    try:
        numbers = _indexed(question, file) if _is_known(file.publication_id) else _read(question, file)
    except SearchUnavailable:
        numbers = _read(question, file)
    return sorted(numbers)


def _is_known(pk):
    """Whether the index has the latest of a publication."""
    return pk in engine().indexed() and not IndexState.objects.pending().filter(publication_id=pk).exists()


def _indexed(question, file):
    pages, _ = engine().best_pages(question, [file.publication_id], None).get(file.publication_id, ([], 0))
    return file.pages.filter(pk__in=pages).values_list("number", flat=True)


def _read(question, file):
    clauses, count = defaultdict(dict), 0
    for number, text in file.pages.values_list("number", "text").iterator(chunk_size=50):
        count += 1
        for clause, times in Counter(passage.clause for passage in passages(text, question.in_pages)).items():
            clauses[clause][number] = times
    return most_telling(clauses.values(), count)
