"""What an import did, or would do, with one row."""

import logging
from collections import Counter

from import_export.results import Result, RowResult

from .errors import Problem

logger = logging.getLogger(__name__)
_WORDS = {"new": "new", "update": "updated", "skip": "unchanged"}


class Outcome(RowResult):
    """A row's result with its line, what changes, and what is wrong with it.

    changes: {column: (text before, text after)}; remarks: sentences such as “new topic: Reentry”.
    """

    def __init__(self):
        super().__init__()
        self.problems = []

    def tell(self, line, key, changes, remarks):
        self.line, self.key, self.changes, self.remarks = line, key, changes, remarks

    @property
    def word(self):
        """new, updated, unchanged or error."""
        return _WORDS.get(self.import_type, "error")

    def explain(self, column_of):
        """Fill `problems` from the errors met. column_of: the column's name for the name of a model field."""
        if self.validation_error:
            self.problems += [
                Problem(self.line, column_of.get(field, ""), " ".join(messages))
                for field, messages in self.validation_error.message_dict.items()
            ]
        for error in self.errors:
            logger.error("line %s of a catalogue", self.line, exc_info=error.error)
            self.problems.append(Problem(self.line, "", f"{type(error.error).__name__}: {error.error}"))

    def __str__(self):
        changed = f" ({', '.join(self.changes)})" if self.word == "updated" else ""
        return f"line {self.line}: {self.key}: {self.word}{changed}" + "".join(f"; {r}" for r in self.remarks)


class Outcomes(Result):
    """The outcomes of all rows."""

    @property
    def counts(self):
        """In words: “3 new, 1 updated”."""
        counts = Counter(outcome.word for outcome in self.rows)
        words = {word: word for word in _WORDS.values()} | {"error": "in error"}
        return ", ".join(f"{counts[word]} {said}" for word, said in words.items() if counts[word])

    @property
    def writes(self):
        """Whether any row would change anything."""
        return any(outcome.word in ("new", "updated") for outcome in self.rows)

    @property
    def problems(self):
        """Everything that is wrong, line after line; empty when the rows can be written, or have been."""
        whole_file = [Problem(0, "", str(error.error)) for error in self.base_errors]
        return whole_file + [problem for outcome in self.rows for problem in outcome.problems]
