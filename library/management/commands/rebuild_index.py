"""manage.py rebuild_index, in place of Haystack's: the old index goes on answering until the new one is whole."""

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from library.search import keeping
from library.search.errors import SearchUnavailable
from library.search.indexing import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database, beside the one in use, and put it in its place."

    def add_arguments(self, parser):
        parser.add_argument(
            "--noinput", action="store_true", help="taken for Haystack's sake; nothing is removed first"
        )

    def handle(self, *, verbosity, **options):
        try:
            rebuild(lambda publications, total: self._progress(publications, total, verbosity))
            keeping.rebuild()
        except SearchUnavailable as error:
            raise CommandError(f"The index was not built: {error}.") from error

    @staticmethod
    def _progress(publications, total, verbosity):
        return tqdm(publications, total=total, file=sys.stderr, leave=False, disable=None if verbosity else True)
