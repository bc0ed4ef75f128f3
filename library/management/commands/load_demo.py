"""manage.py load_demo: the demo library, added to what is there."""

import csv
import sys
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from library.importing.folder import Folder
from library.importing.layout import PUBLICATIONS
from library.importing.reading import read_catalogue
from library.importing.resource import PublicationResource
from library.importing.storing import process_now
from library.models import Publication, PublicationFile, Synonyms, Topic
from library.search.indexing import bring_up_to_date

DEMO = Path(__file__).resolve().parent.parent.parent / "demo"


class Command(BaseCommand):
    help = (
        "Adds the publications of the demo library that have never been in this library. What staff have changed, "
        "renamed or deleted stays as they left it, so it can be run at every start."
    )

    def handle(self, *, verbosity, **options):
        progress = partial(tqdm, file=sys.stderr, leave=False, disable=None if verbosity else True)
        catalogue = read_catalogue((DEMO / "catalogue.csv").read_bytes(), PUBLICATIONS)
        slugs = set(catalogue["slug"])
        catalogue.drop(_ever_here(slugs))
        if len(catalogue):
            resource = PublicationResource(files=Folder(DEMO / "files"), progress=progress)
            problems = resource.import_data(catalogue, file_name="the demo library").problems
            if problems:
                raise CommandError("The demo library can't be added. " + "; ".join(map(str, problems)))
            _describe_topics()
            _teach_synonyms()
        # Also what an earlier run was stopped in.
        waiting = PublicationFile.objects.waiting().filter(publication__slug__in=slugs)
        process_now(waiting.values_list("pk", flat=True), progress)
        bring_up_to_date()  # the worker would, a few seconds after it has started
        if verbosity:
            self.stdout.write(f"Demo library: {len(catalogue)} publications added.")


def _ever_here(slugs):
    """Those of the slugs under which there is, or was at any time, a publication."""
    known = (records.filter(slug__in=slugs) for records in (Publication.objects, Publication.history))
    return {slug for records in known for slug in records.values_list("slug", flat=True)}


def _describe_topics():
    with (DEMO / "topics.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            Topic.objects.filter(name=row["name"], description="").update(description=row["description"])


def _teach_synonyms():
    """The field's, unless staff have begun a list of their own."""
    if not Synonyms.objects.exists():
        lines = (DEMO / "synonyms.txt").read_text(encoding="utf-8").splitlines()
        Synonyms.objects.bulk_create(Synonyms(line=line) for line in lines if not line.startswith("#"))
