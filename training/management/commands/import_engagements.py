"""manage.py import_engagements CATALOGUE.csv [--dry-run]; see docs/training.md."""

from library.importing.command import CatalogueCommand
from training.importing.resource import EngagementResource


class Command(CatalogueCommand):
    help = "Adds and updates engagements from a catalogue (a CSV file). All rows or none."
    columns_in = "docs/training.md"

    def handle(self, *, catalogue, dry_run, verbosity, **options):
        resource = EngagementResource(progress=self.progress(verbosity))
        self.import_rows(resource, catalogue, dry_run, verbosity)
