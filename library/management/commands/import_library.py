"""manage.py import_library CATALOGUE.csv [--files DIR] [--dry-run] [--process]; see docs/importing.md."""

from pathlib import Path

from django.core.management.base import CommandError

from library.importing.command import CatalogueCommand
from library.importing.folder import Folder, NoFolder
from library.importing.resource import PublicationResource
from library.importing.storing import process_now


class Command(CatalogueCommand):
    help = "Adds and updates publications from a catalogue (a CSV file), with their files. All rows or none."
    columns_in = "docs/importing.md"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--files", type=Path, metavar="DIR", help="the folder that holds the files it names")
        parser.add_argument("--process", action="store_true", help="read the new files here, without the worker")

    def handle(self, *, catalogue, files, dry_run, process, verbosity, **options):
        progress = self.progress(verbosity)
        resource = PublicationResource(files=_folder(files), progress=progress)
        self.import_rows(resource, catalogue, dry_run, verbosity)
        if process:
            process_now(resource.originals.recorded, progress)


def _folder(path):
    if path is None:
        return NoFolder("Say where the files lie: --files DIR")
    if not path.is_dir():
        raise CommandError(f"{path} is not a folder.")
    return Folder(path)
