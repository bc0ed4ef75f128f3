"""Catalogues made in a few words, and the command that imports them."""

import csv
import io
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from library.models.files import originals_storage


@pytest.fixture
def catalogue(tmp_path):
    """catalogue({"slug": …, …}, …) → the path of a CSV file with these rows; a column is empty where a row lacks it.

    catalogue(b"…") writes these bytes.
    """

    def write(*rows):
        path = tmp_path / "catalogue.csv"
        if isinstance(rows[0], bytes):
            path.write_bytes(rows[0])
            return path
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with path.open("w", newline="", encoding="utf-8") as table:
            writer = csv.DictWriter(table, columns)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def files(tmp_path):
    """The folder that catalogues take their files from, empty."""
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def small_pdf(path, title):
    """A PDF of one empty page whose bytes depend on the title."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = title
        pdf.save(path, deterministic_id=True)


class Told:
    """What a run of a command wrote, and how it ended: error is None, or the CommandError in words."""

    def __init__(self, name, *arguments, **options):
        out, err, self.error = io.StringIO(), io.StringIO(), None
        try:
            call_command(name, *arguments, stdout=out, stderr=err, **options)
        except CommandError as error:
            self.error = str(error)
        self.out, self.problems = out.getvalue(), err.getvalue().splitlines()


@pytest.fixture
def run(db):
    """run(path, …) → what import_library told."""
    return lambda path, **options: Told("import_library", path, **options)


@pytest.fixture
def stored():
    """stored() → the originals that lie in the storage now."""
    root = Path(originals_storage().location)
    return lambda: {path for path in root.rglob("*") if path.is_file()}
