"""The page of one document: what it is, what is in it, how to get it, what else to read."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone

from library import contents
from library.beside import beside
from library.citations import apa
from library.models import Authorship, IntakeState, Publication, PublicationFile
from library.passages import Words
from library.related import related_to
from library.search import excerpt, matching_pages

from .access import document_view
from .trail import trail

OLD_AFTER = 10  # years
HITS_AT_ONCE = 20  # pages

# Why a file that is held can't be read page by page, to follow its title.
NOT_READABLE = {
    IntakeState.WAITING: "Its pages are being prepared for reading here.",
    IntakeState.PROCESSING: "Its pages are being prepared for reading here.",
    IntakeState.ENCRYPTED: "The file is locked with a password, so its pages can’t be shown here.",
    IntakeState.BROKEN: "The file is damaged, so its pages can’t be shown here.",
    IntakeState.TOO_LARGE: "The file is too large for its pages to be shown here.",
    IntakeState.SET_ASIDE: "Its pages can’t be shown here.",
}


@document_view
def publication(request, publication):
    _load_record(publication)
    file = publication.current_file
    words = Words(request.GET.get("q", ""))
    authors = [authorship.author for authorship in publication.authorships]
    address = request.build_absolute_uri(publication.get_absolute_url())
    context = {
        "publication": publication,
        "file": file,
        "not_readable": why_not_readable(file),
        "authors": authors,
        "address": address,
        "citation": apa(publication, authors, address),
        "is_old": is_older_than(publication, OLD_AFTER, timezone.localdate()),
        "successor": Publication.objects.public().filter(pk=publication.replaced_by_id).first(),
        "related": related_to(publication, publication.topics.all()),
        "beside": beside(publication),
        "words": words,
        "trail": trail(),
        **_contents(file),
        **_hits(file, words, _whole_number(request.GET.get("after", ""))),
    }
    return render(request, "library/publication_detail.html", context)


def why_not_readable(file):
    """A sentence, or an empty string when the file's pages can be read (or there is no file)."""
    if file is None or file.is_readable:
        return ""
    return NOT_READABLE.get(file.intake_state, "Its pages can’t be shown here.")


def is_older_than(publication, years, today):
    """Whether it is surely that old, whatever the day or month that is not known."""
    if not publication.year:
        return False
    turned = (publication.year + years, publication.month or 12, publication.day or 31)
    return turned < (today.year, today.month, today.day)


def _load_record(publication):
    """Everything its page shows of it, in a fixed number of queries."""
    files = PublicationFile.objects
    prefetch_related_objects(
        [publication],
        Prefetch("files", files.current(), to_attr="current_files"),
        Prefetch("files", files.filter(is_current=False).defer("outline"), to_attr="earlier_files"),
        Prefetch("authorship_set", Authorship.objects.select_related("author"), to_attr="authorships"),
        Prefetch("replaces", Publication.objects.public().by_title(), to_attr="predecessors"),
        "topics",
        "audiences",
    )


def _contents(file):
    headings = contents.contents(file) if file else []
    count = contents.count(headings)
    first_headings = contents.first(headings) if count > contents.SHOWN_AT_ONCE else []
    return {"headings": headings, "heading_count": count, "first_headings": first_headings}


def _hits(file, words, after):
    """At most HITS_AT_ONCE pages with the words, from the one after page `after` on, and whether there are more."""
    if not (words and file and file.is_readable):
        return {"hits": [], "more_after": None}
    numbers = [number for number in matching_pages(words.question, file) if number > after]
    shown = numbers[:HITS_AT_ONCE]
    pages = file.pages.filter(number__in=shown).only("number", "label", "text")
    hits = [{"page": page, "excerpt": excerpt(page.text, words.question)} for page in pages]
    return {"hits": hits, "after": after, "more_after": shown[-1] if len(numbers) > HITS_AT_ONCE else None}


def _whole_number(text):
    return int(text) if text.isdecimal() and len(text) < 10 else 0
