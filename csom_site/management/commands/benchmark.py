"""manage.py benchmark: what pages cost, as ratios in one run on one machine."""

import statistics
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand

from csom_site.benchmarks.fill import fill as add_publications
from csom_site.benchmarks.server import Client, gunicorn, manage

DOCUMENT = "/library/gao-08-587t/"
LISTS = {
    "list": "/library/",
    "list, filtered": "/library/?type=brief&type=guide&year_from=2001&year_to=2010",
    "list, page 2 by title": "/library/?sort=title&page=2",
}

HEADING = f"{'publications':>12}  {'page':24}{'median ms':>10}{'cold ms':>9}{'× bare':>8}{'queries':>9}"


class Command(BaseCommand):
    help = (
        "Compare the document page with a bare Django view under the same gunicorn, and list pages at growing numbers "
        "of publications. Works in a temporary folder on loopback; prints medians in milliseconds, ratios and queries."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=int, nargs="+", default=[50, 5_000, 50_000], help="publications")
        parser.add_argument("--requests", type=int, default=200, help="answers timed for each page")
        parser.add_argument("--fill", type=int, help="only add publications up to this number, in this database")

    def handle(self, *, sizes, requests, fill: int | None, **options):
        if fill is not None:
            return add_publications(fill)
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            self._measure(Path(folder), sorted(sizes), requests)

    def _measure(self, folder, sizes, requests):
        for command in (["migrate", "-v0"], ["load_demo", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            manage(folder, *command)
        self.stdout.write(
            f"{'publications':>12}  {'page':24}{'median ms':>10}{'cold ms':>9}{'× bare':>8}{'queries':>9}"
        )
        for size in sizes:
            manage(folder, "benchmark", "--fill", size)
            with gunicorn(folder) as port:
                self._compare(Client(port), size, {"document": DOCUMENT, **LISTS}, requests)

    def _compare(self, client, size, pages, requests):
        client.timed("/bare/")
        cold = {name: client.timed(path) for name, path in pages.items()}
        times = {name: [] for name in ["bare", *pages]}
        for _ in range(requests):  # in turn, so that a machine whose speed drifts slows all alike
            times["bare"].append(client.timed("/bare/")[0])
            for name, path in pages.items():
                times[name].append(client.timed(path)[0])
        bare = statistics.median(times["bare"])
        self.stdout.write(f"{size:12,}  {'bare Django view':24}{bare * 1000:10.2f}{'':9}{1:8.1f}{0:9}")
        for name, path in pages.items():
            median = statistics.median(times[name])
            queries = client.timed(path)[1]
            self.stdout.write(
                f"{size:12,}  {name:24}{median * 1000:10.2f}{cold[name][0] * 1000:9.1f}{median / bare:8.1f}{queries:9}"
            )
