"""The jail: what the child can't do, and that nothing of it is left."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from library.intake import findings, jail

from . import pdfs
from .test_bombs import endless_tiles, giant_stream

EXAMINE = {"max_pages": 5000, "max_characters": 5_000_000, "bare_below": 50}
DRAW = {"number": 1, "width": 800, "max_bytes": 120 * 1024}


@pytest.fixture
def original(upload):
    return lambda content: upload(content).original


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files, all our own; empty again after each test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(f"{__name__}.of_other_tests", frozenset(children()))
    yield folder
    assert list(folder.iterdir()) == []
    assert children() == []


of_other_tests = frozenset()  # the browser and its site, when they were tested before in this process


def children():
    """Ids of processes that this test started and that still are there."""
    pids = {int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
    return sorted(pids - of_other_tests)


def test_results_are_there_inside_and_gone_outside(original):
    with jail.run("examine", original(pdfs.written(pdfs.SENTENCE)), EXAMINE) as folder:
        assert json.loads((folder / "result.json").read_bytes())["state"] == "text"
    assert not folder.exists()


def test_one_that_hangs_is_stopped_by_the_clock(original):
    begun = time.monotonic()
    with (
        pytest.raises(jail.TimedOut, match="not done after 1 seconds"),
        jail.run("draw_page", original(endless_tiles()), DRAW, wall_seconds=1),
    ):
        pass
    assert time.monotonic() - begun < 3


def test_one_that_computes_for_ever_is_stopped_by_the_kernel(original):
    with (
        pytest.raises(jail.TimedOut, match="more than 1 seconds of computing time"),
        jail.run("draw_page", original(endless_tiles()), DRAW, cpu_seconds=1, wall_seconds=20),
    ):
        pass


def test_one_that_eats_memory_is_stopped(original, settings):
    settings.INTAKE = {**settings.INTAKE, "MEMORY_BYTES": 90 * 2**20}
    with (
        pytest.raises(jail.OutOfMemory, match="more than 90 MiB of memory"),
        jail.run("examine", original(giant_stream()), EXAMINE),
    ):
        pass


def test_one_that_writes_without_end_is_stopped(original, settings):
    settings.INTAKE = {**settings.INTAKE, "FILE_BYTES": 1000}
    with pytest.raises(jail.Crashed), jail.run("examine", original(pdfs.written(*[pdfs.SENTENCE] * 20)), EXAMINE):
        pass


def test_a_caller_who_gives_up_leaves_nothing_running(original):
    class Enough(Exception):
        pass

    def give_up():
        if children():
            raise Enough

    with pytest.raises(Enough), jail.run("draw_page", original(endless_tiles()), DRAW, on_tick=give_up):
        pass


def test_the_child_is_told_nothing_of_the_environment_and_has_a_session_of_its_own(original, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    seen = []

    def look():
        for pid in children():
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            seen.append((b"not for the child" in environment, os.getsid(pid) == pid, os.readlink(f"/proc/{pid}/cwd")))

    with (
        pytest.raises(jail.TimedOut),
        jail.run("draw_page", original(endless_tiles()), DRAW, wall_seconds=2, on_tick=look),
    ):
        pass
    knows_secret, leads_session, folder = seen[-1]
    assert not knows_secret
    assert leads_session
    assert Path(folder).name.startswith(jail.FOLDER_PREFIX)


def locked_in(statement):
    """What a process prints that does one statement when it is locked in as the child is."""
    script = (
        "import os, resource, socket\n"
        "from library.intake.child import limits\n"
        "limits.lock_in({'memory': 200 * 2**20, 'cpu': 20, 'file': 1000}, parent=os.getppid())\n" + statement
    )
    project = Path(jail.__file__).parents[2]
    return subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True)


def test_limits_are_hard_and_can_not_be_raised():
    answer = locked_in(
        "print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_FSIZE),"
        " resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_NPROC))"
    )
    assert answer.stdout.split("(")[1:] == [f"{n}, {n}) " for n in (200 * 2**20, 1000, 0)] + ["0, 0)\n"]


def test_it_dies_when_nobody_waits_for_it():
    """Started by a process that is not the one it was told of, it ends at once."""
    script = (
        "from library.intake.child import limits\n"
        "limits.lock_in({'memory': 200 * 2**20, 'cpu': 20, 'file': 1000}, parent=1)\nprint('still here')"
    )
    project = Path(jail.__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True).stdout == b""


def test_there_is_no_network_where_the_kernel_allows_to_leave_it():
    if subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True).returncode:
        pytest.skip("this kernel or container forbids network namespaces to users")
    answer = locked_in(
        "s = socket.socket(); s.bind(('0.0.0.0', 0)); s.listen(); c = socket.socket(); c.settimeout(2)\n"
        "try: c.connect(('127.0.0.1', s.getsockname()[1])); print('connected')\n"
        "except OSError as error: print(error.strerror)"
    )
    assert answer.stdout == "Network is unreachable\n"


def test_folders_of_owners_that_were_killed_are_removed_after_an_hour(temporary):
    old, new = temporary / f"{jail.FOLDER_PREFIX}old", temporary / f"{jail.FOLDER_PREFIX}new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "input.pdf").write_bytes(b"x")
    an_hour_ago = time.time() - 3601
    os.utime(old, (an_hour_ago, an_hour_ago))
    jail.remove_abandoned_folders()
    assert list(temporary.iterdir()) == [new]
    (new / "input.pdf").unlink()
    new.rmdir()


PAGE = {"label": "", "width": 612, "height": 792, "text": "A word", "boxes": ""}
GOOD = {
    "state": "text",
    "note": "",
    "pages": [PAGE],
    "text_cut": False,
    "outline": [],
    "suggestions": {"title": "", "author": "", "date": ""},
    "warnings": [],
    "is_tagged": True,
    "has_title": True,
    "has_language": True,
    "has_bookmarks": True,
}


def found(tmp_path, **changes):
    (tmp_path / "result.json").write_text(json.dumps({**GOOD, **changes}))
    return findings.read(tmp_path, max_pages=5, max_characters=100)


def test_what_our_child_writes_is_taken_in(tmp_path):
    assert found(tmp_path).pages[0].text == "A word"


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "waiting"},
        {"state": "set-aside"},
        {"state": "nonsense"},
        {"pages": []},
        {"pages": [PAGE] * 6},
        {"pages": [{**PAGE, "text": "x" * 101}]},
        {"pages": [{**PAGE, "width": 0}]},
        {"pages": [{**PAGE, "height": float("nan")}]},
        {"pages": [{**PAGE, "height": "tall"}]},
        {"pages": [{"text": "A word"}]},
        {"pages": "many"},
        {"outline": [{"title": "A", "page": 2, "level": 0}]},
        {"outline": [{"title": "A", "page": 1, "level": -1}]},
        {"suggestions": {"title": "", "author": "", "date": "2007-13-45"}},
        {"suggestions": None},
        {"note": None},
        {"warnings": 5},
    ],
)
def test_a_child_that_was_taken_over_is_not_believed(tmp_path, changes):
    with pytest.raises(jail.BadResult):
        found(tmp_path, **changes)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe", b'"text"'])
def test_a_result_that_is_none_is_not_believed(tmp_path, content):
    (tmp_path / "result.json").write_bytes(content)
    with pytest.raises(jail.BadResult):
        findings.read(tmp_path, max_pages=5, max_characters=100)


def test_a_result_that_leads_elsewhere_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_text(json.dumps(GOOD))
    (tmp_path / "result.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(jail.BadResult):
        findings.read(tmp_path, max_pages=5, max_characters=100)


def test_a_pipe_in_place_of_a_result_does_not_keep_us_waiting(tmp_path):
    os.mkfifo(tmp_path / "result.json")
    with pytest.raises(jail.BadResult):
        findings.read(tmp_path, max_pages=5, max_characters=100)


def test_a_result_of_any_size_is_not_read(tmp_path):
    with (tmp_path / "result.json").open("wb") as file:
        os.truncate(file.fileno(), 10 * 2**30)
    with pytest.raises(jail.BadResult):
        findings.read(tmp_path, max_pages=5, max_characters=100)


def test_text_labels_and_words_are_cleaned_again(tmp_path):
    page = {**PAGE, "text": "A\0 word\ud800", "label": "\u202ei" * 100, "boxes": "bm90IGJveGVz"}
    read = found(tmp_path, pages=[page], warnings=["x" * 5000] * 50).pages[0]
    assert (read.text, read.label, read.word_boxes) == ("A word", "i" * 50, b"")


def test_the_limits_that_are_set_keep_to_what_was_promised(settings):
    """security.md, U4."""
    assert settings.INTAKE["MEMORY_BYTES"] <= 700 * 2**20
    assert settings.INTAKE["CPU_SECONDS"] <= 20
    assert settings.INTAKE["WALL_SECONDS"] <= 30
