"""The originals that an import brings along: stored before any row is written, taken away if none is."""

from contextlib import contextmanager

from library.intake.accept import RefusedFile, discard_original, record_file, store_original
from library.intake.process import process_file
from library.models import PublicationFile

from .errors import CatalogueError, Problem


class Originals:
    """The files of the rows of one import, by the slug of their publication."""

    def __init__(self):
        self._wanted = {}
        self._stored = {}
        self.recorded = []  # keys of the new PublicationFiles

    def want(self, slug, line, file):
        """Say that the row needs this CheckedFile."""
        self._wanted[slug] = (line, file)

    def record(self, publication, **details):
        """Make the stored original the next version of the publication's file; details as for record_file()."""
        self.recorded.append(record_file(publication, self._stored[publication.slug], **details).pk)

    @contextmanager
    def stored(self, progress):
        """All wanted files lie in the originals' storage inside; afterwards only those that a record names.

        Raises CatalogueError when a file is no longer what it was when it was checked.
        """
        try:
            with progress(total=len(self._wanted), desc="Storing files") as bar:
                for slug, (line, file) in self._wanted.items():
                    self._stored[slug] = self._store(line, file)
                    bar.update()
            yield
        finally:
            self._discard_unrecorded()

    @staticmethod
    def _store(line, file):
        try:
            with file.open() as opened:
                original = store_original(opened)
        except OSError as error:
            raise CatalogueError(Problem(line, "file", f"The file can't be read now: {error.strerror}.")) from error
        except RefusedFile as error:
            raise CatalogueError(Problem(line, "file", " ".join(error.messages))) from error
        if original.sha256 != file.sha256:
            discard_original(original)
            raise CatalogueError(Problem(line, "file", "The file changed while it was being imported."))
        return original

    def _discard_unrecorded(self):
        """Asks the records rather than the way it ended: an error may come after the commit."""
        for original in self._stored.values():
            if not PublicationFile.objects.same_bytes(original.sha256).filter(original=original.name).exists():
                discard_original(original)
        self._wanted, self._stored = {}, {}


def process_now(keys, progress):
    """Read the PublicationFiles of these keys here, one after the other, instead of leaving them to the worker."""
    with progress(total=len(keys), desc="Processing files") as bar:
        for key in keys:
            process_file(key)
            bar.update()
