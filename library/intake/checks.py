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
    head, tail = _ends(uploaded)
    is_allowed = ending in ALLOWED_TYPES
    begins_well = is_allowed and ALLOWED_TYPES[ending] in head
    kind = kinds.recognize(head, tail) or (None if begins_well else kinds.guess(head))
    if kind:
        named = f" with the name ending {ending}" if is_allowed else ""
        raise RefusedFile(f"This is {kind}{named}. Save it as PDF and upload that.", code="other-kind")
    if not is_allowed:
        raise RefusedFile(
            "The name of a file must end in .pdf. Rename it if it is a PDF; if not, save it as PDF and upload that.",
            code="ending",
        )
    if not begins_well:
        raise RefusedFile(
            "This is not a PDF, in spite of its name: it doesn't begin like one. Save it as PDF and upload that.",
            code="no-magic",
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


def _ends(uploaded):
    """The first bytes and, of a zip file, the last; the file is left at its beginning."""
    uploaded.seek(0)
    head = uploaded.read(kinds.HEAD_BYTES)
    uploaded.seek(max(0, uploaded.size - kinds.TAIL_BYTES))
    tail = uploaded.read(kinds.TAIL_BYTES) if head.startswith(b"PK") else b""
    uploaded.seek(0)
    return head, tail
