"""Originals over HTTP: conditional requests and single ranges (RFC 9110, sections 13 and 14), sent in blocks.

Why PDF answers carry no Content-Security-Policy, and why this is our own code: docs/decisions/pdf-headers.md.
"""

import re
from pathlib import Path
from urllib.parse import quote

from csp.decorators import csp_exempt
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

PDF = "application/pdf"
# A whole range; several ranges at once never match, and a header that does not match is ignored (section 14.2).
_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))", re.IGNORECASE)


class Unsatisfiable(ValueError):
    """A well-formed range that has nothing of the file in it."""


class BlockResponse(FileResponse):
    block_size = 64 * 1024


class FilePart:
    """The bytes from start to stop (exclusive) of an open file, as something to read and to close."""

    def __init__(self, opened, start, stop):
        opened.seek(start)
        self.opened = opened
        self.remaining = stop - start

    def read(self, size):
        block = self.opened.read(min(size, self.remaining))
        self.remaining -= len(block)
        return block

    def close(self):
        self.opened.close()


def parse_range(header, size):
    """(start, stop) of a Range header for a file of `size` bytes, stop exclusive; None when it is to be ignored.

    Ignored are other units, malformed headers, and several ranges at once: answering those piece by piece would let
    a short request ask for many times the file. Raises Unsatisfiable when no byte of the file is asked for.
    """
    match = _RANGE.fullmatch(header.strip())
    if not match:
        return None
    first, last, suffix = (int(number) if number else None for number in match.groups())
    if first is None:
        start, stop = max(size - suffix, 0), size
    else:
        if last is not None and last < first:
            return None
        start, stop = first, size if last is None else min(last + 1, size)
    if start >= stop:
        raise Unsatisfiable
    return start, stop


@csp_exempt()
def pdf_response(request, file, name):
    """The answer to a GET or HEAD request for a PublicationFile, to be saved under `name`."""
    headers = {
        "ETag": f'"{file.sha256}"',
        "Last-Modified": http_date(file.uploaded_at.timestamp()),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Content-Disposition": content_disposition_header(False, name),
        "Accept-Ranges": "bytes",
    }
    if internal := _internal_address(file.original):
        # The web server adds the bytes, the length, the conditions and the ranges.
        return HttpResponse(content_type=PDF, headers={**headers, "X-Accel-Redirect": internal})
    whole = HttpResponse(content_type=PDF, headers={**headers, "Content-Length": file.size})
    answer = get_conditional_response(request, headers["ETag"], int(file.uploaded_at.timestamp()), whole)
    if answer.status_code == 304:
        answer["Content-Length"] = file.size  # left to Django it would be 0, which section 8.6 forbids
    if answer is not whole or request.method == "HEAD":
        return answer
    return _body(request, file, name, headers)


def _body(request, file, name, headers):
    """The whole file, the part of it that was asked for, or 416."""
    try:
        part = parse_range(request.headers.get("Range", ""), file.size) if _range_applies(request, headers) else None
    except Unsatisfiable:
        return HttpResponse(status=416, content_type=PDF, headers={"Content-Range": f"bytes */{file.size}"})
    opened = file.original.open("rb")
    if part is None:
        return BlockResponse(opened, filename=name, content_type=PDF, headers={**headers, "Content-Length": file.size})
    start, stop = part
    headers = {**headers, "Content-Range": f"bytes {start}-{stop - 1}/{file.size}", "Content-Length": stop - start}
    return BlockResponse(FilePart(opened, start, stop), status=206, filename=name, content_type=PDF, headers=headers)


def _range_applies(request, headers):
    """If-Range (section 13.1.5): parts only of the very file that the client has the other parts of."""
    condition = request.headers.get("If-Range", "").strip()
    return not condition or condition in (headers["ETag"], headers["Last-Modified"])


def _internal_address(original):
    """Where the web server finds a stored file below its X_ACCEL_REDIRECT location; None when Django has to send it."""
    if not settings.X_ACCEL_REDIRECT or not isinstance(original.storage, FileSystemStorage):
        return None
    path = Path(original.path)
    if not path.is_relative_to(settings.MEDIA_ROOT):
        return None
    return quote(f"{settings.X_ACCEL_REDIRECT.rstrip('/')}/{path.relative_to(settings.MEDIA_ROOT).as_posix()}")
