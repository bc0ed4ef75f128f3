"""Publications as rows of a CSV table: the catalogue's columns as far as they are for visitors, and the addresses.

In UTF-8 with a byte order mark, which Excel needs; no cell is a formula to any spreadsheet (library.importing.cells).
"""

import csv
from functools import cache

from library.importing.cells import guard
from library.importing.resource import PublicationResource

MEDIA_TYPE = "text/csv; charset=utf-8"
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FOR_STAFF = {"state", "featured"}  # everything that visitors get is published


def opening(note=""):
    """The line of column names. A table has no room for a note."""
    return _BYTE_ORDER_MARK + _line([*(column.column_name for column in _columns()), "address", "download"])


def entry(publication, address, download=None):
    """The row of a publication. `address`, `download`: absolute, of its page and its PDF."""
    return _line([*(column.export(publication) for column in _columns()), address, download or ""])


@cache
def _columns():
    columns = PublicationResource().get_export_fields()
    return [column for column in columns if column.column_name not in _FOR_STAFF]


class _Line:
    """What csv writes to: gives the line back."""

    def write(self, line):
        return line


def _line(cells):
    return csv.writer(_Line(), quoting=csv.QUOTE_ALL).writerow(map(guard, cells))
