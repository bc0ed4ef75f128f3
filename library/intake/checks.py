"""What an upload must be before it is taken in. Its content is opened later, in the jail.

The name, the size and the first bytes must agree that it is a PDF; what the browser says about its type counts for
nothing. A file that is something else is named as what it is, without being opened: office files are never parsed.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from . import kinds

# The one place that says what the library takes in: an ending, and what such a file has near its beginning.
ALLOWED_TYPES = {".pdf": b"%PDF-"}


class RefusedFile(ValidationError):
    """The upload is not taken in; the message is a sentence that says why and what to do."""


def what_is_allowed():
    """A sentence for the upload form."""
    endings = ", ".join(ALLOWED_TYPES)
    size = filesizeformat(settings.UPLOAD_MAX_BYTES)
    return f"A {endings} file of at most {size}; up to {settings.INTAKE['MAX_PAGES']:,} pages are read."


def check_upload(uploaded):
    """Raises RefusedFile unless the file (a django File) looks like a PDF of an allowed size. Reads 1 KiB of one."""
    _check_size(uploaded.size)
    ending = PurePosixPath(uploaded.name or "").suffix.lower()
    kind = _kind(uploaded, ALLOWED_TYPES.get(ending))
    if kind:
        named = f" with the name ending {ending}" if ending in ALLOWED_TYPES else ""
        raise RefusedFile(f"This is {kind}{named}. Save it as PDF and upload that.", code="other-kind")
    if ending not in ALLOWED_TYPES:
        raise RefusedFile(
            "The name of a file must end in .pdf. Rename it if it is a PDF; if not, save it as PDF and upload that.",
            code="ending",
        )


def _check_size(size):
    if not size:
        raise RefusedFile(
            "This file is empty. See whether it opens on your computer, and upload it again.", code="empty"
        )
    if size > settings.UPLOAD_MAX_BYTES:
        raise RefusedFile(
            f"This file has {filesizeformat(size)}; {filesizeformat(settings.UPLOAD_MAX_BYTES)} are taken at most. "
            "Save it with smaller pictures, or in parts.",
            code="too-large",
        )


def _kind(uploaded, magic):
    """What the file is, if it is not what its name says; None when both agree or the name says nothing we know."""
    uploaded.seek(0)
    head = uploaded.read(kinds.HEAD_BYTES)
    uploaded.seek(max(0, uploaded.size - kinds.TAIL_BYTES))
    tail = uploaded.read(kinds.TAIL_BYTES) if head.startswith(b"PK") else b""
    uploaded.seek(0)
    kind = kinds.recognize(head, tail)
    if kind or (magic and magic in head):
        return kind
    return kinds.guess(head) or ("not a PDF: it doesn't begin like one" if magic else None)
