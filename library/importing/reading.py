"""From the bytes of a CSV file to rows of known columns, or to a sentence that says what is wrong with them."""

import codecs
import csv
import io

import tablib

from .cells import has_control_characters, unguard
from .errors import CatalogueError, Problem

_OTHER_ENCODINGS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SAVE_AS_UTF8 = "Save the file as “CSV UTF-8 (comma delimited)” and try again."


class Catalogue(tablib.Dataset):
    """Rows of text under column names; lines[i] is the line of the file on which row i begins."""

    def __init__(self, columns, layout):
        super().__init__(headers=columns)
        self.layout = layout
        self.lines = []

    def drop(self, keys):
        """Take out the rows about the records of these keys."""
        column = self.headers.index(self.layout.key)
        for index in reversed(range(len(self))):
            if self[index][column].strip() in keys:
                del self[index], self.lines[index]


def read_catalogue(data, layout):
    """The Catalogue of this layout.Layout in the bytes of a CSV file.

    UTF-8, with or without a byte order mark, any kind of line end.

    Raises CatalogueError for anything that is not such a file, with every faulty line named.
    """
    records = _records(_decode(data))
    line, header = next(records, (0, []))
    catalogue = Catalogue(_column_names(line, header, layout), layout)
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
        raise CatalogueError(Problem(0, "", f"There are no {layout.records} in this file, only column names."))
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


def _column_names(line, header, layout):
    if not header:
        raise CatalogueError(Problem(0, "", "The file is empty."))
    names = [layout.other_names.get(name, name) for name in (cell.strip().lower().replace(" ", "_") for cell in header)]
    unknown = [name for name in filter(None, names) if name not in layout.known]
    if unknown and len(header) == 1:
        reason = "The columns must be separated by commas, and the first line must hold their names."
        raise CatalogueError(Problem(line, "", reason))
    known = ", ".join(layout.known)
    problems = [Problem(line, "", f"Column {number} has no name.") for number, name in enumerate(names, 1) if not name]
    problems += [Problem(line, name[:50], f"There is no such column. There are: {known}.") for name in unknown]
    problems += [
        Problem(line, name, "This column is there twice.") for name in {*names} - {""} if names.count(name) > 1
    ]
    problems += [Problem(line, column, reason) for column, reason in _wrong_together({*names}, layout)]
    if problems:
        raise CatalogueError(*problems)
    return names


def _wrong_together(names, layout):
    """(column, reason) of each that is missing, or must not be there, beside the others."""
    if layout.key not in names:
        yield layout.key, f"This column is missing; it says which {layout.record} a line is about."
    for column, others in layout.instead.items():
        if column in names and names.intersection(others):
            yield column, f"Give either this column or {', '.join(others[:-1])} and {others[-1]}."
    for columns in layout.together:
        if missing := set(columns) - names if names.intersection(columns) else ():
            yield from ((column, f"Give {' and '.join(columns)} together, or none of them.") for column in missing)


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
