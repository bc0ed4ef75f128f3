"""The folder that an import takes its files from."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File

from library.intake.checks import check_upload


@dataclass(frozen=True)
class CheckedFile:
    """A file that intake would accept, and what it held when it was looked at."""

    path: Path
    sha256: str

    def open(self):
        """The file as accept_file() takes it."""
        return File(self.path.open("rb"), name=self.path.name)


class Folder:
    """Files by the names that a catalogue uses for them. Nothing outside the folder can be named."""

    def __init__(self, path):
        self.root = Path(path).resolve(strict=True)
        self._checked = {}

    def find(self, name):
        """The CheckedFile of that name. Raises ValueError, with a sentence, for one that can't be imported."""
        if name not in self._checked:
            self._checked[name] = self._check(name)
        return self._checked[name]

    def _check(self, name):
        try:
            path = self._inside(name)
            with path.open("rb") as opened:
                check_upload(File(opened, name=path.name))
                opened.seek(0)
                return CheckedFile(path, hashlib.file_digest(opened, "sha256").hexdigest())
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
            raise ValueError(f"“{name[:100]}” can't be read") from error

    def _inside(self, name):
        if "\\" in name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"“{name[:100]}” is not the name of a file inside the folder")
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise ValueError(f"“{name[:100]}” leads out of the folder")
        if not path.is_file():
            raise ValueError(f"there is no file “{name[:100]}” in the folder")
        return path


class NoFolder:
    """Stands where an import has no files: on the staff pages, and when --files is not given."""

    def __init__(self, way_out):
        self.way_out = way_out

    def find(self, name):
        raise ValueError(self.way_out)
