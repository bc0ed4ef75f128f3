"""From the bytes of a CSV file to rows of known columns, or to a sentence that says what is wrong with them."""

import codecs
import csv
import io

import tablib

from .cells import has_control_characters, unguard
from .errors import CatalogueError, Problem

# In the order in which exports write them.
# fmt: off
COLUMNS = [
    "slug", "title", "subtitle", "type", "year", "month", "day", "authors", "publisher",
    "topics", "audiences", "language", "summary", "identifier", "funder", "award_number",
    "rights", "provenance", "facts_verified", "history_note", "state", "featured",
]
# fmt: on
# Columns that an import understands and an export does not write.
IMPORT_ONLY = ["date", "file", "note"]
OTHER_NAMES = {"verified": "facts_verified", "is_featured": "featured"}

_OTHER_ENCODINGS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SAVE_AS_UTF8 = "Save the file as “CSV UTF-8 (comma delimited)” and try again."


class Catalogue(tablib.Dataset):
    """Rows of text under column names; lines[i] is the line of the file on which row i begins."""

    def __init__(self, columns):
        super().__init__(headers=columns)
        self.lines = []

    def drop(self, slugs):
        """Take out the rows about these publications."""
        column = self.headers.index("slug")
        for index in reversed(range(len(self))):
            if self[index][column].strip() in slugs:
                del self[index], self.lines[index]


def read_catalogue(data):
    """The Catalogue in the bytes of a CSV file: UTF-8, with or without a byte order mark, any kind of line end.

    Raises CatalogueError for anything that is not such a file, with every faulty line named.
    """
    records = _records(_decode(data))
    line, header = next(records, (0, []))
    catalogue = Catalogue(_column_names(line, header))
    problems = []
    for line, cells in records:
        try:
            catalogue.append(_checked(cells, catalogue.headers, line))
            catalogue.lines.append(line)
        except CatalogueError as error:
            problems += error.problems
    if problems:
        raise CatalogueError(*problems)
    if not catalogue.lines:
        raise CatalogueError(Problem(0, "", "There are no publications in this file, only column names."))
    return catalogue


def _decode(data):
    for mark, name in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            raise CatalogueError(Problem(0, "", f"The file is in {name}, not in UTF-8. {_SAVE_AS_UTF8}"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(Problem(line, "", f"This is not UTF-8 text. {_SAVE_AS_UTF8}")) from error


def _records(text):
    """(line on which it begins, cells) of each record that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CatalogueError(Problem(line, "", f"This is not well-formed CSV ({error}).")) from error
        if any(cell.strip() for cell in cells):
            yield line, cells


def _column_names(line, header):
    if not header:
        raise CatalogueError(Problem(0, "", "The file is empty."))
    names = [OTHER_NAMES.get(name, name) for name in (cell.strip().lower().replace(" ", "_") for cell in header)]
    unknown = [name for name in filter(None, names) if name not in COLUMNS and name not in IMPORT_ONLY]
    if unknown and len(header) == 1:
        reason = "The columns must be separated by commas, and the first line must hold their names."
        raise CatalogueError(Problem(line, "", reason))
    problems = [Problem(line, "", f"Column {number} has no name.") for number, name in enumerate(names, 1) if not name]
    problems += [Problem(line, name[:50], f"There is no such column. There are: {_known()}.") for name in unknown]
    problems += [
        Problem(line, name, "This column is there twice.") for name in {*names} - {""} if names.count(name) > 1
    ]
    if "slug" not in names:
        problems.append(Problem(line, "slug", "This column is missing; it says which publication a line is about."))
    if "date" in names and {"year", "month", "day"} & {*names}:
        problems.append(Problem(line, "date", "Give either this column or year, month and day."))
    if problems:
        raise CatalogueError(*problems)
    return names


def _known():
    return ", ".join([*COLUMNS, *IMPORT_ONLY])


def _checked(cells, columns, line):
    if len(cells) != len(columns):
        reason = f"There are {len(cells)} cells, but {len(columns)} columns. Is a cell with a comma in quotation marks?"
        raise CatalogueError(Problem(line, "", reason))
    problems = [
        Problem(line, column, "There is a control character in this cell.")
        for column, cell in zip(columns, cells, strict=True)
        if has_control_characters(cell)
    ]
    if problems:
        raise CatalogueError(*problems)
    return list(map(unguard, cells))
