import os
import shutil

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from library.intake.accept import accept_file
from library.intake.process import process_file

from . import pdfs


@pytest.fixture
def upload(publish):
    """upload(pdf or bytes, name="report.pdf") → the PublicationFile of a publication of its own, waiting."""

    def take_in(content, name="report.pdf", publication=None):
        data = content if isinstance(content, bytes) else pdfs.saved(content)
        publication = publication or publish(f"Report {publish.number()}")
        return accept_file(publication, ContentFile(data, name=name))

    numbers = iter(range(1, 1000))
    publish.number = lambda: next(numbers)
    return take_in


@pytest.fixture
def read(upload):
    """The same, processed: read(pdf or bytes) → the PublicationFile with its outcome."""

    def take_in_and_process(content, **options):
        file = upload(content, **options)
        process_file(file.pk)
        file.refresh_from_db()
        return file

    return take_in_and_process


@pytest.fixture
def entries(db):
    """entries() → intake's own entries in the queue, whatever became of them; other parts of the site queue too."""
    return lambda: DBTaskResult.objects.filter(task_path__startswith="library.intake.tasks.")


@pytest.fixture
def system_program():
    """system_program("pdfinfo") → where it is; skips where it isn't, except in CI, which has them all."""

    def find(name):
        path = shutil.which(name)
        if path is None and not os.environ.get("CI"):
            pytest.skip(f"{name} is not installed")
        assert path, f"{name} is not installed"
        return path

    return find
