"""The one door to a document's addresses: who may see it there, and what everybody else is told."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.models import Publication, State

from .trail import trail

# Long enough to be worth it, short enough that a renaming taken back does not leave browsers going in circles.
MOVED_FOR = "max-age=3600"


def document_view(view):
    """Make view(request, publication, **parts) the answer at an address that begins with a publication's slug.

    What is public is looked up first, and nothing else is looked at when it is found: public pages depend on no
    cookie. Otherwise an old slug leads on to the present address, a withdrawn document answers 410 with the reason,
    staff see what is not public yet (publication.is_preview), and all else is 404.
    """

    @require_safe
    @wraps(view)
    def answer(request, slug, **parts):
        publication = Publication.objects.public().select_related("type").filter(slug=slug).first()
        if publication:
            return view(request, publication, **parts)
        publication = _find(slug)
        if publication.slug != slug and _is_announced(publication):
            return _moved(request, publication, parts)
        if publication.state == State.WITHDRAWN:
            return _withdrawn(request, publication)
        if not (request.user.is_staff and request.user.has_perm("library.view_publication")):
            raise Http404
        response = _preview(view, request, publication, slug, parts)
        response["Cache-Control"] = "private, no-store"
        return response

    return answer


def _find(slug):
    """The publication that has or had this slug; Http404 when there is none."""
    publications = Publication.objects.select_related("type")
    publication = publications.filter(slug=slug).first() or publications.filter(old_slugs__slug=slug).first()
    if publication is None:
        raise Http404
    return publication


def _is_announced(publication):
    """Whether visitors may know that it exists: it is public, or was and has been withdrawn."""
    return publication.state == State.WITHDRAWN or Publication.objects.public().filter(pk=publication.pk).exists()


def _present_address(request, publication, parts):
    address = reverse(request.resolver_match.view_name, kwargs={"slug": publication.slug, **parts})
    query = request.META.get("QUERY_STRING")
    return f"{address}?{query}" if query else address


def _moved(request, publication, parts):
    return HttpResponsePermanentRedirect(
        _present_address(request, publication, parts), headers={"Cache-Control": MOVED_FOR}
    )


def _withdrawn(request, publication):
    context = {
        "publication": publication,
        "successor": Publication.objects.public().filter(pk=publication.replaced_by_id).first(),
        "trail": trail(),
    }
    return render(request, "library/withdrawn.html", context, status=410)


def _preview(view, request, publication, slug, parts):
    if publication.slug != slug:
        return HttpResponseRedirect(_present_address(request, publication, parts))
    publication.is_preview = True
    return view(request, publication, **parts)
