"""Where the index lies: one folder for each build, and a file that names the one in use.

    search/CURRENT          the name of the build in use; replaced in one step
    search/build-…/         a Whoosh index
    search/write.lock       held while one of them is written to; waits, so two writers take turns
    search/build.lock       held while a new one is built beside the one in use

A crash leaves CURRENT as it was. What it leaves behind is removed by the next build.
"""

import fcntl
import os
import shutil
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

from whoosh import index

from .errors import Busy, SearchUnavailable
from .schema import VERSION, schema

_FOLDER = f"build-{VERSION}-"


class IndexFolder:
    def __init__(self, path):
        self.path = Path(path)
        self._current = self.path / "CURRENT"

    def current(self):
        """The folder of the build in use. Raises SearchUnavailable: none, or one that this program can't read."""
        try:
            name = self._current.read_text(errors="replace").strip()
        except OSError as error:
            raise SearchUnavailable("there is no index") from error
        if not name.startswith(_FOLDER) or not name.removeprefix(_FOLDER).isalnum():
            raise SearchUnavailable(f"the index was made by another version: {name[:80]!r}")
        return self.path / name

    def open(self):
        """The Whoosh index in use."""
        return index.open_dir(self.current(), schema=schema())

    def create(self):
        """A new, empty build beside the one in use: its folder's name and the Whoosh index."""
        name = _FOLDER + uuid.uuid4().hex
        (self.path / name).mkdir(parents=True)
        return name, index.create_in(self.path / name, schema())

    def use(self, name):
        """Make a build the one in use, in one step that survives a power cut."""
        build = self.path / name
        for file in build.iterdir():
            _to_disk(file)
        _to_disk(build)
        new = self._current.with_suffix(".new")
        new.write_text(name)
        _to_disk(new)
        new.replace(self._current)
        _to_disk(self.path)

    def sweep(self):
        """Remove builds that are not in use; by who holds both locks. Readers keep what they have open."""
        in_use = self._current.read_text(errors="replace").strip() if self._current.exists() else None
        for folder in self.path.glob("build-*"):
            if folder.name != in_use:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self, wait=60):
        """The right to write to the index in use. Raises Busy after `wait` seconds."""
        with self._lock("write.lock", wait):
            yield

    @contextmanager
    def building(self, wait=1):
        """The right to build a new one. Raises Busy after `wait` seconds."""
        with self._lock("build.lock", wait):
            yield

    def is_being_built(self):
        """Whether somebody has that right, and is still alive."""
        if not self.path.exists():
            return False
        try:
            with self.building(wait=0):
                return False
        except Busy:
            return True

    @contextmanager
    def _lock(self, name, wait):
        # The operating system lets go of the lock when its holder dies.
        self.path.mkdir(parents=True, exist_ok=True)
        with open(self.path / name, "w") as file:
            deadline = time.monotonic() + wait
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise Busy(f"{name} is held by another process") from None
                    time.sleep(0.05)
            yield


def _to_disk(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
