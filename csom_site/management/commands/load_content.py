"""manage.py load_content: ties the parts of the Comprehensive Approach to the library's topics and documents."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from csom_site.models import ApproachPart
from library.models import Publication, Topic

TIES = Path(__file__).resolve().parent.parent.parent / "first_words" / "ties.csv"


class Command(BaseCommand):
    help = (
        "Ties the parts of the Comprehensive Approach to the topics and publications of the library that are there. "
        "Adds only what was never tied before and changes no text, so it can be run at every start."
    )

    def handle(self, *, verbosity, **options):
        added = 0
        with TIES.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        with transaction.atomic():
            for part in ApproachPart.objects.filter(slug__in={row["part"] for row in rows}):
                own = [row for row in rows if row["part"] == part.slug]
                topics = Topic.objects.filter(slug__in=[row["topic"] for row in own])
                slugs = [slug for row in own for slug in row["publications"].split()]
                publications = Publication.objects.filter(slug__in=slugs)
                added += _tie(part, "topics", topics) + _tie(part, "publications", publications)
        if verbosity:
            self.stdout.write(f"Comprehensive Approach: {added} ties to the library added.")


def _tie(part, name, records):
    """How many of the records were tied to the part. Those that staff have untied stay so: the history knows them."""
    known = part.history.values_list(f"historicalapproachpart_{name}__{records.model._meta.model_name}", flat=True)
    part._change_reason = "Tied to what the library has on it."
    ties = list(records.exclude(pk__in=[pk for pk in known if pk]))
    getattr(part, name).add(*ties)
    return len(ties)
