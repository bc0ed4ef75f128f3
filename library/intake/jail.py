"""Runs library.intake.child, which opens hostile files, where it can do no harm.

A session and process group of its own, an empty temporary folder, an empty environment, limits on memory, CPU time,
written bytes and processes (child/limits.py), and a clock that this side holds. The child sees a copy of the file,
never the original. What it leaves behind is to be read as coming from an enemy. docs/decisions/intake-jail.md.
"""

import json
import logging
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

import library

from .child import OUT_OF_MEMORY

logger = logging.getLogger(__name__)

FOLDER_PREFIX = "library-intake-"
_TICK_SECONDS = 1.0
_LAST_WORDS = 500  # bytes
_ABANDONED_AFTER_SECONDS = 60 * 60
_PROJECT = Path(library.__file__).resolve().parent.parent


class Overrun(Exception):
    """The child did not come to an end of its own. The message is a sentence for staff."""


class OutOfMemory(Overrun):
    pass


class TimedOut(Overrun):
    pass


class Crashed(Overrun):
    pass


class BadResult(Exception):
    """What the child left is not what our child writes."""


def remove_abandoned_folders():
    """Folders whose owner was killed before it could remove them: older than any task of the child may take."""
    long_ago = time.time() - _ABANDONED_AFTER_SECONDS
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        with suppress(FileNotFoundError):
            if folder.stat().st_mtime < long_ago:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def run(task, original, arguments, *, cpu_seconds=None, wall_seconds=None, on_tick=None):
    """Does one task of the child on a copy of `original` (a FieldFile); gives the folder (Path) with its results.

    The folder is gone when the context ends. `on_tick` is called about every second, and may raise to give up.
    Raises Overrun; OSError when the original can't be read.
    """
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))
    try:
        _copy(original, folder / "input.pdf", on_tick or _nothing)
        limits = {
            "memory": settings.INTAKE["MEMORY_BYTES"],
            "cpu": cpu_seconds or settings.INTAKE["CPU_SECONDS"],
            "file": settings.INTAKE["FILE_BYTES"],
        }
        job = {"task": task, "arguments": arguments, "limits": limits, "parent": os.getpid()}
        (folder / "job.json").write_text(json.dumps(job))
        with tempfile.TemporaryFile() as messages:
            try:
                _wait(folder, messages, limits, wall_seconds or settings.INTAKE["WALL_SECONDS"], on_tick or _nothing)
            except Overrun as overrun:
                logger.warning("%s of %s: %s %r", task, original.name, overrun, _last_words(messages))
                raise
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def result(folder, name, at_most):
    """The bytes, at most so many, of a plain file that the child left in the folder. Raises BadResult."""
    try:
        # A link is not followed, and a pipe does not keep us waiting.
        descriptor = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BadResult(f"{name} is not a file")
            data = file.read(at_most + 1)
    except OSError as error:
        raise BadResult(f"{name}: {error.strerror}") from error
    if len(data) > at_most:
        raise BadResult(f"{name} is larger than {at_most} bytes")
    return data


def _nothing():
    pass


def _copy(original, target, on_tick):
    with original.storage.open(original.name, "rb") as source, target.open("wb") as copy:
        for chunk in source.chunks():
            copy.write(chunk)
            on_tick()


def _wait(folder, messages, limits, wall_seconds, on_tick):
    deadline = time.monotonic() + wall_seconds
    process = _start(folder, messages)
    try:
        while True:
            try:
                status = process.wait(timeout=max(0, min(_TICK_SECONDS, deadline - time.monotonic())))
                break
            except subprocess.TimeoutExpired:
                if time.monotonic() >= deadline:
                    raise TimedOut(f"It was not done after {wall_seconds:.0f} seconds.") from None
                on_tick()
    finally:
        _kill(process)
    _judge(status, limits)


def _start(folder, messages):
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(_PROJECT),
        "TMPDIR": str(folder),
        "OMP_THREAD_LIMIT": "1",  # Tesseract: one thread, so CPU time is wall time
    }
    return subprocess.Popen(
        # -P: the folder, in which the child writes, is no place to import from.
        [sys.executable, "-P", "-B", "-m", "library.intake.child"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=messages,
        stderr=messages,
        start_new_session=True,
    )


def _kill(process):
    """The whole group, whether or not its leader has ended."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_words(messages):
    """The end of what the child and its libraries said, for the log."""
    size = messages.seek(0, os.SEEK_END)
    messages.seek(max(0, size - _LAST_WORDS))
    return messages.read()


def _judge(status, limits):
    if status == 0:
        return
    if status == OUT_OF_MEMORY:
        raise OutOfMemory(f"It needs more than {limits['memory'] // 2**20} MiB of memory.")
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TimedOut(f"It needs more than {limits['cpu']} seconds of computing time.")
    if status == -signal.SIGABRT:  # how pdfium ends when the memory it asks for is refused
        raise OutOfMemory(f"It needs more than {limits['memory'] // 2**20} MiB of memory (SIGABRT).")
    if status < 0:
        raise Crashed(f"The program that reads it broke down ({signal.Signals(-status).name}).")
    raise Crashed("The program that reads it failed.")
