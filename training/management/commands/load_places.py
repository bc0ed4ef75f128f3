"""manage.py load_places: the public lists of states, counties, cities, tribes and federal districts."""

from django.apps import apps
from django.core.management.base import BaseCommand

from training.places.loading import load_places


class Command(BaseCommand):
    help = (
        "Adds the places of the public lists that have never been among the jurisdictions. What staff have changed, "
        "renamed or deleted stays as they left it, so it can be run after every upgrade."
    )

    def handle(self, *, verbosity, **options):
        added = load_places(apps)
        if verbosity:
            self.stdout.write(f"Places: {added} added.")
