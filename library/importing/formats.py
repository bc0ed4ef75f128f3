"""The two forms in which records leave as a table, and the one in which they come in."""

import csv
import io

from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .cells import guard
from .layout import PUBLICATIONS
from .reading import read_catalogue


class CatalogueCSV(base_formats.CSV):
    """CSV in UTF-8 with a byte order mark, which Excel needs; no cell is a formula to any spreadsheet."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_title(self):
        return "CSV: for any program, and for importing again"

    def get_layout(self):
        """The layout.Layout of what comes in."""
        return PUBLICATIONS

    def create_dataset(self, in_stream, **kwargs):
        """A reading.Catalogue of the bytes. Raises CatalogueError."""
        return read_catalogue(in_stream, self.get_layout())

    def export_data(self, dataset, **kwargs):
        table = io.StringIO(newline="")
        # All cells quoted: programs that also split at semicolons leave our lists of names whole.
        writer = csv.writer(table, quoting=csv.QUOTE_ALL)
        for row in (dataset.headers, *dataset):
            writer.writerow(map(guard, row))
        return table.getvalue().encode("utf-8-sig")


class CatalogueXLSX(base_formats.XLSX):
    """An Excel workbook of text cells: what looks like a formula is text too."""

    SHEET = "Publications"

    def get_title(self):
        return "Excel workbook: for reading and printing"

    def can_import(self):
        return False

    def export_data(self, dataset, **kwargs):
        book = Workbook(write_only=True)
        sheet = book.create_sheet(self.SHEET)
        for row in (dataset.headers, *dataset):
            sheet.append([_text_cell(sheet, text) for text in row])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


def _text_cell(sheet, text):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
    cell.data_type = "s"
    return cell
