"""manage.py load_examples: made-up records of training and assistance, marked as examples, to show the pages with."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from library.importing.reading import read_catalogue
from library.search.keeping import bring_up_to_date
from training.demo.loading import FOLDER, load_records
from training.importing.resource import EngagementResource, layout
from training.models import Engagement


class Command(BaseCommand):
    help = (
        "Adds the example records that have never been here; places and the demo library must be loaded. "
        "What staff have changed or deleted of them stays as they left it."
    )

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        records = load_records()
        catalogue = read_catalogue((FOLDER / "engagements.csv").read_bytes(), layout())
        catalogue.drop(_ever_here(catalogue["number"]))
        if len(catalogue):
            problems = EngagementResource().import_data(catalogue, file_name="the examples").problems
            if problems:
                raise CommandError("The examples can't be added. " + "; ".join(map(str, problems)))
        transaction.on_commit(bring_up_to_date)  # the worker would, a few seconds after it has started
        if verbosity:
            self.stdout.write(f"Examples: {len(catalogue)} engagements and {records} other records added.")


def _ever_here(numbers):
    """Those of the numbers under which there is, or was at any time, an engagement."""
    known = (records.filter(number__in=numbers) for records in (Engagement.objects, Engagement.history))
    return {number for records in known for number in records.values_list("number", flat=True)}
