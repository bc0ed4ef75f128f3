"""manage.py benchmark_search: what a query costs here and in other engines, over the same pages in one run."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from csom_site.benchmarks.pages import add_pages, different_words, queries
from csom_site.benchmarks.server import BENCHMARK_SETTINGS, manage
from library.models import Page, Publication

_WARM_UP = "community supervision"
# The second leaves out what other work on the machine takes.
_CLOCKS = {"time": time.perf_counter, "processor time": time.process_time}


class Command(BaseCommand):
    help = (
        "Compare this project's search with Haystack's Whoosh backend as it comes, SQLite FTS5 and tantivy: build time "
        "and size, then queries that each engine is asked once, in turn. Works in a temporary folder. Needs "
        "requirements-dev.txt."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000], help="pages")
        parser.add_argument("--queries", type=int, default=300, help="how many different ones")
        parser.add_argument("--here", type=int, help="only at this size, in this database: for the command's own use")

    def handle(self, *, sizes, queries, here: int | None, **options):
        if here is not None:
            return self._measure(here, queries)
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            manage(folder, "migrate", "-v0")
            manage(folder, "load_demo", "-v0")
            for size in sorted(sizes):
                manage(folder, "benchmark_search", "--here", size, "--queries", queries)

    def _measure(self, size, number):
        if os.environ.get("DJANGO_SETTINGS_MODULE") != BENCHMARK_SETTINGS:
            raise CommandError("--here fills the database with made-up publications: use --sizes.")
        try:
            from csom_site.benchmarks.engines import ENGINES, all_opened
        except ImportError as error:
            raise CommandError(f"Install requirements-dev.txt first: {error}.") from error
        add_pages(size)
        asked = queries(number)
        self.stdout.write(
            f"\n{Page.objects.count():,} pages with {different_words():,} different words, of "
            f"{Publication.objects.count():,} publications; {len(asked)} queries"
        )
        with tempfile.TemporaryDirectory(dir=Path(connection.settings_dict["NAME"]).parent) as folder:
            engines = [self._built(engine, Path(folder)) for engine in ENGINES]
            with all_opened(engines):
                for engine in engines:
                    list(engine.answer(_WARM_UP))  # opens files; not counted
                times = _times(engines, asked)
        for clock in _CLOCKS:
            self._compare(clock, times[clock])

    def _built(self, make, folder):
        own = folder / make.__name__
        own.mkdir()
        engine = make(own)
        started, cpu = time.perf_counter(), time.process_time()
        engine.build(lambda items, total: tqdm(items, engine.stages[0], total, file=sys.stderr, leave=False))
        took, cpu = time.perf_counter() - started, time.process_time() - cpu
        size = sum(file.stat().st_size for file in Path(engine.folder).rglob("*") if file.is_file())
        self.stdout.write(f"{engine.stages[-1]:40}built in {took:7.1f} s ({cpu:.1f} s of CPU), {size / 1e6:.0f} MB")
        self.stdout.flush()
        return engine

    def _compare(self, clock, times):
        self.stdout.write(f"{clock:40}{'p50 ms':>9}{'p99 ms':>9}{'p50 ×':>9}{'p99 ×':>9}   × as fast as stock")
        stock = next(_p50_p99(took) for name, took in times.items() if name.startswith("Haystack"))
        for name, took in times.items():
            own = _p50_p99(took)
            ratios = "".join(f"{theirs / ours:9.1f}" for theirs, ours in zip(stock, own, strict=True))
            self.stdout.write(f"{name:40}" + "".join(f"{value * 1000:9.2f}" for value in own) + ratios)


def _times(engines, asked):
    """{clock: {stage: [seconds until it was there, of each query]}}."""
    times = {clock: {stage: [] for engine in engines for stage in engine.stages} for clock in _CLOCKS}
    for number, text in enumerate(tqdm(asked, "queries", file=sys.stderr, leave=False)):
        # Each engine comes first equally often, and a machine whose speed drifts slows all alike.
        turn = number % len(engines)
        for engine in engines[turn:] + engines[:turn]:
            started = {clock: now() for clock, now in _CLOCKS.items()}
            for stage, _ in zip(engine.stages, engine.answer(text), strict=True):
                for clock, now in _CLOCKS.items():
                    times[clock][stage].append(now() - started[clock])
    return times


def _p50_p99(took):
    hundredths = statistics.quantiles(took, n=100, method="inclusive")
    return hundredths[49], hundredths[98]
