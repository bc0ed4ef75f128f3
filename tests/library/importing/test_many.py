"""A thousand publications with their files in one go, as a process of its own with a database of its own."""

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pikepdf
import pytest

PROJECT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.processes

# Runs the command and prints the highest resident memory of its process in KiB, and the seconds it computed.
MEASURED = """
import resource, sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_library", *sys.argv[1:]])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
"""


def environment(folder):
    return {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "csom_site.settings.dev"}


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=PROJECT, env=environment(folder), check=True)
    return folder / "db.sqlite3"


class Library:
    """An empty library in a folder, with a catalogue of many publications and one PDF for each."""

    def __init__(self, folder, size, empty_database):
        self.folder, self.catalogue, self.files = folder, folder / "catalogue.csv", folder / "files"
        self.files.mkdir(parents=True)
        shutil.copy(empty_database, folder)
        self.environment = environment(folder)
        with pikepdf.new() as pdf, self.catalogue.open("w", newline="") as table:
            pdf.add_blank_page()
            writer = csv.writer(table)
            writer.writerow(["slug", "title", "type", "topics", "audiences", "authors", "summary", "state", "file"])
            for n in range(size):
                pdf.docinfo["/Title"] = str(n)
                pdf.save(self.files / f"{n}.pdf")
                names = [
                    f"Topic {n % 20}; Topic {n % 7 + 20}",
                    f"Audience {n % 9}",
                    f"Family{n % 100}, G; Body {n % 30}",
                ]
                writer.writerow(
                    [
                        f"document-{n}",
                        f"Document {n}",
                        "brief",
                        *names,
                        "It covers much. " * 30,
                        "published",
                        f"{n}.pdf",
                    ]
                )

    def start(self):
        command = [sys.executable, "-c", MEASURED, self.catalogue, "--files", self.files]
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # As a terminal starts it: a suite in the background ignores Ctrl-C, and would hand that on.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def count(self, table):
        with sqlite3.connect(self.folder / "db.sqlite3") as database:
            return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def originals(self):
        return sum(path.is_file() for path in (self.folder / "media" / "originals").rglob("*"))


def cost(library):
    """(MiB at most, seconds of computing) of importing it."""
    process = library.start()
    told = process.communicate(timeout=300)[1]
    assert process.returncode == 0, told
    memory, seconds = told.splitlines()[-1].split()
    return int(memory) / 1024, float(seconds)


def test_a_thousand_publications_take_no_more_memory_than_a_hundred(tmp_path, empty_database):
    few, many = Library(tmp_path / "few", 100, empty_database), Library(tmp_path / "many", 1000, empty_database)
    (little, _), (much, seconds) = cost(few), cost(many)
    assert many.count("library_publication") == many.count("library_publicationfile") == many.originals() == 1000
    assert much - little < 24  # MiB; SQLite alone may keep 16 of a transaction in its cache
    assert seconds < 40


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_import_that_is_stopped_leaves_nothing_half_done(tmp_path, empty_database, stop):
    library = Library(tmp_path / "library", 200, empty_database)
    process = library.start()
    while library.originals() < 20 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(stop)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert library.count("library_publication") == library.count("library_topic") == library.originals() == 0
