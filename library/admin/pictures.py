"""Covers, page pictures and originals for staff, whatever state the document is in: public addresses answer 410 for
what is withdrawn."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from library.downloads import pdf_response
from library.intake.pictures import PictureUnavailable, open_cover, open_page_picture
from library.models import PublicationFile

COVER_WIDTH = 160
PAGE_WIDTH = 800


def urls(admin_site):
    def staff(view):
        return admin_site.admin_view(for_viewers(view), cacheable=True)

    return [
        path("<int:pk>/cover/", staff(cover), name="library_file_cover"),
        path("<int:pk>/pages/<int:number>/", staff(page_picture), name="library_file_page"),
        path("<int:pk>/original.pdf", staff(original), name="library_file_original"),
    ]


def for_viewers(view):
    def answer(request, pk, **parts):
        if not request.user.has_perm("library.view_publication"):
            raise PermissionDenied
        response = view(request, get_object_or_404(PublicationFile, pk=pk), **parts)
        response["Cache-Control"] = "private, max-age=3600"
        return response

    return answer


def cover(request, file):
    return _picture(open_cover, file, COVER_WIDTH)


def page_picture(request, file, number):
    return _picture(open_page_picture, file, number, PAGE_WIDTH)


def original(request, file):
    return pdf_response(request, file, f"{file.publication.slug}-v{file.version}.pdf")


def _picture(opener, *which):
    try:
        with opener(*which) as opened:
            return HttpResponse(opened.read(), content_type="image/webp")
    except PictureUnavailable as error:
        raise Http404("This picture can't be made at the moment.") from error


def cover_tag(file):
    """The cover as a small picture; it says nothing that the title beside it doesn't."""
    if file is None or not file.has_cover:
        return ""
    address = reverse("admin:library_file_cover", args=[file.pk])
    return format_html('<img class="cover" src="{}" alt="" width="48" height="62" loading="lazy">', address)
