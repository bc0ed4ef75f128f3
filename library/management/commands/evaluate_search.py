"""manage.py evaluate_search: the ranking that visitors get, measured beside others in one run."""

import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from library.models import Synonyms
from library.search.evaluation import Collection, Lucene, Ours, Stock, measures


class Command(BaseCommand):
    help = (
        "Print nDCG@10, average precision and recall at 100 on a test collection: of this project's search, of "
        "Haystack with Whoosh as they come, and of BM25 as Lucene counts it. Needs requirements-dev.txt."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--collection",
            required=True,
            help="a folder with queries.jsonl, qrels.tsv and docs.jsonl; without docs.jsonl this library is asked",
        )
        parser.add_argument(
            "--questions",
            choices=["all", "odd", "even"],
            default="all",
            help="only those of odd or even place in the file: the ranking was tuned on the odd ones of Cranfield",
        )

    def handle(self, *, collection, questions, **options):
        if Synonyms._meta.db_table not in connection.introspection.table_names():
            raise CommandError("Run manage.py migrate first: the search asks the database for staff's synonyms.")
        try:
            read = Collection.read(collection)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{collection} is not a collection: {error!r}") from error
        asked = read if questions == "all" else read.half(odd=questions == "odd")
        self.stdout.write(f"{len(read.documents):,} documents, {len(asked.queries):,} questions")
        with tempfile.TemporaryDirectory() as folder:
            for system in self._systems(read, Path(folder)):
                figures = measures(system.answers(asked.queries), asked.judgements)
                row = "  ".join(f"{name} {value:.4f}" for name, value in sorted(figures.items()))
                self.stdout.write(f"{system.name:36}{row}")

    @staticmethod
    def _systems(collection, folder):
        try:
            yield Lucene(collection, k1=0.9, b=0.4)
            yield Lucene(collection, k1=1.2, b=0.75)
        except ImportError as error:
            raise CommandError(f"Install requirements-dev.txt first: {error}.") from error
        yield Stock(collection, folder / "stock")
        yield Ours(collection, folder / "ours")
