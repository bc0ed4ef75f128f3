"""What the commands that import catalogues have in common: they tell each line's outcome, or every problem."""

import signal
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from .errors import CatalogueError
from .reading import read_catalogue


class CatalogueCommand(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("catalogue", type=Path, help=f"the CSV file, in UTF-8; {self.columns_in} lists its columns")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")

    def progress(self, verbosity):
        """Makes bars, as CatalogueResource takes them."""
        return partial(tqdm, file=sys.stderr, leave=False, disable=None if verbosity else True)

    def import_rows(self, resource, catalogue, dry_run, verbosity):
        """Import the file at the path `catalogue`. Raises CommandError, after telling every problem."""
        try:
            dataset = read_catalogue(_content(catalogue), resource.layout)
            with _termination_as_exception():
                result = resource.import_data(dataset, dry_run=dry_run, file_name=catalogue.name)
        except CatalogueError as error:
            self._refuse(error.problems)
        if verbosity:
            self._report(result, is_trial=dry_run or result.problems)
        if result.problems:
            self._refuse(result.problems)

    def _report(self, result, is_trial):
        for outcome in result.rows:
            self.stdout.write(str(outcome))
        self.stdout.write(f"{result.counts}. Nothing was written." if is_trial else f"{result.counts}.")

    def _refuse(self, problems):
        for problem in problems:
            self.stderr.write(str(problem))
        count = f"{len(problems)} things are wrong" if len(problems) > 1 else "One thing is wrong"
        raise CommandError(f"{count}; nothing was imported.")


def _content(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from error


@contextmanager
def _termination_as_exception():
    """A polite kill ends the import like any error does: what has been stored is taken away again."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
