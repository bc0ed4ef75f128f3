"""The files of a document: originals to download, covers and pictures of pages."""

import hashlib

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response

from library.downloads import pdf_response
from library.intake.pictures import COVER_WIDTHS, PAGE_WIDTHS, PictureUnavailable, open_cover, open_page_picture

from .access import MOVED_FOR, document_view
from .not_now import not_now

KEEP_PICTURES_FOR = 60  # seconds: no longer than a withdrawn document may still be seen somewhere


@document_view
def download(request, publication, filename):
    """The current version, at one lasting address."""
    file = publication.current_file
    if file is None:
        raise Http404
    if filename != file.download_name:
        return _right_name("library:download", publication.slug, file.download_name)
    return pdf_response(request, file, filename)


@document_view
def download_version(request, publication, version, filename):
    """One version, at an address that goes on meaning this version when newer ones come."""
    file = get_object_or_404(publication.files, version=version)
    if filename != file.version_name:
        return _right_name("library:download-version", publication.slug, version, file.version_name)
    return pdf_response(request, file, filename)


def _right_name(view_name, *parts):
    return HttpResponsePermanentRedirect(reverse(view_name, args=parts), headers={"Cache-Control": MOVED_FOR})


@document_view
def cover(request, publication, version, width):
    file = get_object_or_404(publication.files, version=version, has_cover=True)
    if width not in COVER_WIDTHS:
        raise Http404
    return _picture(request, open_cover, file, width)


@document_view
def page_picture(request, publication, version, number, width):
    file = get_object_or_404(publication.files, version=version)
    if width not in PAGE_WIDTHS or not file.has_page(number):
        raise Http404
    return _picture(request, open_page_picture, file, number, width)


def _picture(request, opener, *which):
    """A WebP picture of at most some 200 KB, or 503 when it can't be made at the moment."""
    try:
        with opener(*which) as opened:
            content = opened.read()
    except PictureUnavailable:
        return not_now("This picture can't be made right now.")
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={KEEP_PICTURES_FOR}"}
    response = HttpResponse(content, content_type="image/webp", headers=headers)
    return get_conditional_response(request, etag, response=response)
