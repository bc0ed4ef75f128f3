"""Lists of records as CSV tables for visitors.

In UTF-8 with a byte order mark, which Excel needs; no cell is a formula to any spreadsheet (library.importing.cells).
"""

import csv
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from library.importing.cells import guard

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_ROWS_AT_ONCE = 200  # sent in one piece


def csv_answer(name, columns, rows):
    """The answer that sends a table as it is made. `columns`: names; `rows`: of texts, numbers, or None for nothing.

    `name` is that of the saved file: “engagements.csv”.
    """
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(_lines(columns, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(columns, rows):
    yield _BYTE_ORDER_MARK + _line(columns)
    rows = iter(rows)
    while some := "".join(map(_line, islice(rows, _ROWS_AT_ONCE))):
        yield some


class _Line:
    """What csv writes to: gives the line back."""

    def write(self, line):
        return line


def _line(cells):
    texts = ("" if cell is None else guard(str(cell)) for cell in cells)
    return csv.writer(_Line(), quoting=csv.QUOTE_ALL).writerow(texts)
