"""Reading a document online: one address a page, its text beside its picture."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from library.intake import words as word_boxes
from library.intake.pictures import PAGE_WIDTHS
from library.passages import Words, mark
from library.search import matching_pages

from .access import document_view
from .publication import why_not_readable
from .trail import trail


@document_view
def page(request, publication, number):
    file = publication.current_file
    page = file.pages.filter(number=number).first() if file and file.has_page(number) else None
    if page is None:
        return _no_such_page(request, publication, number)
    words = Words(request.GET.get("q", ""))
    text = mark(page.text, words)
    context = {
        **_document(publication, file),
        **_pictures(publication, file, page),
        **_neighbors(file, page, words),
        "page": page,
        "address": request.build_absolute_uri(reverse("library:page", args=[publication.slug, number])),
        "words": words,
        "query": _query(words.query),
        "text": text,
        "boxes": _boxes(page, text.tokens),
    }
    return render(request, "library/page.html", context)


@document_view
def go_to(request, publication):
    """Lead a number that somebody typed to its page: its number in the file or, failing that, the printed one."""
    wanted = request.GET.get("page", "").replace("\0", "").strip()[:50] or "1"
    number = _find_number(publication.current_file, wanted)
    if number is None:
        return _no_such_page(request, publication, wanted)
    address = reverse("library:page", args=[publication.slug, number])
    return HttpResponseRedirect(address + _query(request.GET.get("q", "")))


def _query(words):
    """What is looked for, as the end of an address."""
    return f"?{urlencode({'q': words})}" if words else ""


def _find_number(file, wanted):
    if file is None or not file.is_readable:
        return None
    if wanted.isdecimal() and file.has_page(int(wanted)):
        return int(wanted)
    return file.pages.filter(label__iexact=wanted).values_list("number", flat=True).first()


def _no_such_page(request, publication, wanted):
    file = publication.current_file
    context = {**_document(publication, file), "wanted": wanted, "not_readable": why_not_readable(file)}
    return render(request, "library/no_such_page.html", context, status=404)


def _document(publication, file):
    steps = trail((publication.get_absolute_url(), publication.title))
    return {"publication": publication, "file": file, "trail": steps}


def _pictures(publication, file, page):
    """The page's picture in its two widths, and the height that goes with the smaller one."""
    addresses = [
        (reverse("library:page-picture", args=[publication.slug, file.version, page.number, width]), width)
        for width in PAGE_WIDTHS
    ]
    width = PAGE_WIDTHS[0]
    return {"pictures": addresses, "picture_width": width, "picture_height": round(width * page.height / page.width)}


def _neighbors(file, page, words):
    """The numbers of the pages before and after, and of the nearest ones with a match; None where there is none."""
    matches = matching_pages(words.question, file) if words else []
    return {
        "previous": page.number - 1 if page.number > 1 else None,
        "next": page.number + 1 if page.number < file.page_count else None,
        "previous_match": max((number for number in matches if number < page.number), default=None),
        "next_match": min((number for number in matches if number > page.number), default=None),
    }


def _boxes(page, tokens):
    """Where the words looked for stand on the paper, as rectangles in points; none when that is not known."""
    if not tokens or page.is_corrected or not word_boxes.fits(page.word_boxes, page.text):
        return []
    boxes = word_boxes.unpack(page.word_boxes)
    return [
        {"x": x0, "y": y0, "width": x1 - x0, "height": y1 - y0}
        for x0, y0, x1, y1 in (boxes[token] for token in sorted(tokens))
    ]
