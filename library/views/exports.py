"""Lists of documents for other programs, at the list's own parameters; and one document's reference as a file."""

import hashlib

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from library import exports
from library.catalog import current_catalog
from library.facets import Selection
from library.feeds import PublicationFeed
from library.paging import PER_PAGE, Pager

from .access import document_view
from .not_now import not_now


@require_safe
def feed(request):
    """The list as an Atom feed, what was added last first, whatever order is asked for."""
    selection = _selection(request, sort="added")
    return _refusal(selection) or _feed_response(request, selection)


@require_safe
def results(request, form):
    """The list as a file in one of exports.FORMS."""
    selection = _selection(request)
    return _refusal(selection) or _file_response(request, selection, form)


@document_view
def cite(request, publication, form):
    """The reference of one document as a file in one of exports.FORMS."""
    exports.with_authors([publication])
    text = exports.FORMS[form].opening() + exports.line(form, publication, request.build_absolute_uri)
    return HttpResponse(text, headers=_file_headers(form, f"{publication.slug}.{form}"))


def _selection(request, **changes):
    data = request.GET.copy()
    for name, value in changes.items():
        data[name] = value
    return Selection(data, current_catalog())


def _refusal(selection):
    """The answer to what can't be asked for, or while the search is away; None when the list can be given.

    A program that asks once a day is better off asking again than with half of a list.
    """
    if selection.form.errors:
        told = [f"{selection.form[name].label}: {' '.join(errors)}" for name, errors in selection.form.errors.items()]
        return HttpResponse("\n".join(told), content_type="text/plain; charset=utf-8", status=400)
    if selection.results.is_away:
        return not_now("The search is being put in order. Ask again in a minute.")
    return None


def _feed_response(request, selection):
    pager = Pager(selection.publications, request.GET.get("page"), lambda number: _feed_address(selection, number))
    atom = _feed(selection, pager, request.build_absolute_uri)
    for publication in exports.with_authors(list(pager.page)):
        atom.add_publication(publication, request.build_absolute_uri)
    content = atom.writeString("utf-8").encode()
    etag, changed = f'"{hashlib.sha256(content).hexdigest()}"', int(atom.latest_post_date().timestamp())
    headers = {"ETag": etag, "Last-Modified": http_date(changed), **_robots(selection)}
    response = HttpResponse(content, content_type=atom.content_type, headers=headers)
    return get_conditional_response(request, etag, changed, response)


def _feed(selection, pager, absolute):
    number = pager.number_in_address
    last = pager.page.paginator.num_pages
    links = {
        "self": _feed_address(selection, number),
        "alternate": selection.address(page=number),
        "first": _feed_address(selection, None),
        "previous": pager.previous,
        "next": pager.next,
        "last": _feed_address(selection, last if last > 1 else None),
    }
    return PublicationFeed(
        f"{exports.title(selection)} – {settings.SITE_NAME}",
        f"list{exports.query_of(selection.address(sort=''))}",
        {relation: absolute(address) for relation, address in links.items() if address},
        total=len(selection.publications),
        start=pager.page.start_index() or 1,
        per_page=PER_PAGE,
    )


def _feed_address(selection, number):
    return reverse("library:feed") + exports.query_of(selection.address(sort="", page=number))


def _file_response(request, selection, form):
    publications = selection.publications
    name = exports.file_name(form, len(publications))
    pieces = exports.lines(form, publications, request.build_absolute_uri)
    return StreamingHttpResponse(pieces, headers={**_file_headers(form, name), "X-Robots-Tag": "noindex"})


def _file_headers(form, name):
    return {
        "Content-Type": exports.FORMS[form].MEDIA_TYPE,
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
    }


def _robots(selection):
    return {"X-Robots-Tag": "noindex"} if selection.is_narrowed else {}
