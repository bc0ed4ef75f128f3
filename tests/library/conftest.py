"""Documents with files, for the tests of what visitors read and download."""

import hashlib

import pytest
from django.core.files.base import ContentFile


@pytest.fixture
def hold(content):
    """hold(publication, sample name, **accept's options) → the PublicationFile, taken in and processed for real."""
    from library.intake.accept import accept_file
    from library.intake.process import process_file

    def take_in(publication, name, **options):
        file = accept_file(publication, content(name), **options)
        process_file(file.pk)
        file.refresh_from_db()
        return file

    return take_in


@pytest.fixture
def write():
    """write(publication, ["text of page 1", …], labels=[…], **fields) → a PublicationFile made without intake."""
    from library.models import Page, PublicationFile

    def make(publication, pages=(), *, labels=(), **fields):
        data = f"%PDF-1.7 {publication.slug} {fields.get('version', 1)}".encode()
        fields = {"intake_state": "text", "page_count": len(pages) or None, **fields}
        file = PublicationFile.objects.create(
            publication=publication,
            original=ContentFile(data, name="any.pdf"),
            original_name="any.pdf",
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            **fields,
        )
        Page.objects.bulk_create(
            Page(file=file, number=number, text=text, label=label, width=612, height=792)
            for number, (text, label) in enumerate(zip(pages, labels or [""] * len(pages), strict=True), start=1)
        )
        return file

    return make
