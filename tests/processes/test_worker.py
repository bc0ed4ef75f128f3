"""The real worker, killed or told to stop in the middle of a document."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.library.intake import pdfs

from .conftest import ROOT

pytestmark = pytest.mark.processes

TAKE_IN = """
import sys
from django.core.files.base import ContentFile
from library.intake.accept import accept_file
from library.models import Publication, PublicationType
for name in sys.argv[1:]:
    kind = PublicationType.objects.get(slug="report")
    publication = Publication.objects.create(slug=name.rpartition("/")[2][:-4], title=name, type=kind)
    accept_file(publication, ContentFile(open(name, "rb").read(), name=name))
"""


@pytest.fixture
def take_in(site, tmp_path):
    """take_in({name: bytes}): accepted, as an upload is, and waiting."""

    def accept(files):
        folder = tmp_path / "sent"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        script = tmp_path / "take_in.py"
        script.write_text("import django\ndjango.setup()\n" + TAKE_IN)
        command = [sys.executable, str(script), *(str(folder / name) for name in files)]
        environment = {**site.environment, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)

    return accept


@pytest.fixture(scope="module")
def slow():
    """A document that takes some seconds to read: 5,000 pages of five lines."""
    return pdfs.saved(pdfs.written(*["\n".join([pdfs.SENTENCE] * 5)] * 5_000))


def children(pid):
    return [int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]


def child_at_work(pid, seconds=20):
    """The id of the process in the jail, once there is one."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := children(pid):
            return found[0]
        time.sleep(0.02)
    raise AssertionError("nothing was taken up")


def is_gone(pid, seconds=3):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def outcome(site):
    return site.rows("select intake_state, intake_attempts, page_count from library_publicationfile")


def half_a_minute_passes(site):
    with sqlite3.connect(site.folder / "db.sqlite3", timeout=20) as database:
        database.execute("update library_publicationfile set intake_heartbeat_at = '2020-01-01 00:00:00'")


def test_kill_9_in_the_middle_of_a_document_and_another_worker_finishes_it(site, take_in, slow):
    take_in({"slow.pdf": slow})
    site.start("worker")
    worker = site.processes["worker"]
    child = child_at_work(worker.pid)
    os.kill(worker.pid, signal.SIGKILL)  # the worker alone: nobody tells the child
    worker.wait()
    assert is_gone(child)
    assert outcome(site) == [("processing", 1, None)]
    half_a_minute_passes(site)
    site.manage("worker", "--batch")
    assert outcome(site) == [("text", 2, 5000)]
    assert site.rows("select count(*), count(distinct number) from library_page") == [(5000, 5000)]


def test_told_to_stop_the_worker_stops_at_once_and_gives_the_document_back(site, take_in, slow):
    take_in({"slow.pdf": slow})
    site.start("worker")
    worker = site.processes["worker"]
    child = child_at_work(worker.pid)
    begun = time.monotonic()
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    assert time.monotonic() - begun < 3
    assert is_gone(child)
    assert outcome(site) == [("waiting", 0, None)]
    site.manage("worker", "--batch")
    assert outcome(site) == [("text", 1, 5000)]
    site.start("worker")
    time.sleep(2)  # and now it has nothing to do
    site.processes["worker"].terminate()
    assert site.processes["worker"].wait(timeout=5) == 0


def test_several_workers_side_by_side_process_each_document_once(site, take_in, samples):
    take_in({path.name: path.read_bytes() for path in samples.glob("doj-*.pdf")})
    workers = [
        subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--batch"],
            cwd=ROOT,
            env=site.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    complaints = [worker.communicate(timeout=60)[1].decode() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0], complaints
    assert {(state, attempts) for state, attempts, _ in outcome(site)} == {("text", 1)}
