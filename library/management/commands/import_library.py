"""manage.py import_library CATALOGUE.csv [--files DIR] [--dry-run] [--process]; see docs/importing.md."""

import signal
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from library.importing.errors import CatalogueError
from library.importing.folder import Folder, NoFolder
from library.importing.reading import read_catalogue
from library.importing.resource import PublicationResource
from library.importing.storing import process_now


class Command(BaseCommand):
    help = "Adds and updates publications from a catalogue (a CSV file), with their files. All rows or none."

    def add_arguments(self, parser):
        parser.add_argument("catalogue", type=Path, help="the CSV file, in UTF-8; docs/importing.md lists its columns")
        parser.add_argument("--files", type=Path, metavar="DIR", help="the folder that holds the files it names")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--process", action="store_true", help="read the new files here, without the worker")

    def handle(self, *, catalogue, files, dry_run, process, verbosity, **options):
        progress = partial(tqdm, file=sys.stderr, leave=False, disable=None if verbosity else True)
        try:
            resource = PublicationResource(files=_folder(files), progress=progress)
            dataset = read_catalogue(_content(catalogue))
            with _termination_as_exception():
                result = resource.import_data(dataset, dry_run=dry_run, file_name=catalogue.name)
        except CatalogueError as error:
            self._refuse(error.problems)
        if verbosity:
            self._report(result, is_trial=dry_run or result.problems)
        if result.problems:
            self._refuse(result.problems)
        if process:
            process_now(resource.originals.recorded, progress)

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


def _folder(path):
    if path is None:
        return NoFolder("Say where the files lie: --files DIR")
    if not path.is_dir():
        raise CommandError(f"{path} is not a folder.")
    return Folder(path)


@contextmanager
def _termination_as_exception():
    """A polite kill ends the import like any error does: what has been stored is taken away again."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
