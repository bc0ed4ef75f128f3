"""Segments of the index that are read where they lie, in the system's memory, by all processes alike.

Whoosh 2.7.4 (which requirements.txt pins) maps a segment's file into memory and then copies every part of it, for each
reader that is opened: 140 MB with 50,000 pages.
"""

from io import BytesIO
from pickle import UnpicklingError, load

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_USUAL_PICKLE = 256  # bytes


class MappedSegment(W3Segment):
    def open_compound_file(self, storage):
        file = storage.open_file(self.make_filename(self.COMPOUND_EXT))
        return _Parts(file, use_mmap=storage.supports_mmap)


class _Parts(CompoundStorage):
    def open_file(self, name, *args, **kwargs):
        if self._source is None:  # the system had no room for the map
            return super().open_file(name)
        start, length = self.range(name)
        return _Part(memoryview(self._source)[start : start + length], name)


class _Part(BufferFile):
    def __init__(self, view, name):
        StructFile.__init__(self, _View(view), name)
        self._buf = view

    def read_pickle(self):
        start, size = self.tell(), _USUAL_PICKLE
        while True:
            part = BytesIO(self._buf[start : start + size])
            try:
                value = load(part)  # noqa: S301 - the index folder is written by this program alone
                break
            except (EOFError, UnpicklingError):
                if start + size >= len(self._buf):
                    raise
                size *= 16
        self.seek(start + part.tell())
        return value


class _View:
    """A view of memory, read as a file."""

    def __init__(self, view):
        self._view, self._place = view, 0

    def read(self, size=-1):
        end = len(self._view) if size is None or size < 0 else self._place + size
        data = bytes(self._view[self._place : end])
        self._place += len(data)
        return data

    def seek(self, offset, whence=0):
        self._place = offset + (0, self._place, len(self._view))[whence]

    def tell(self):
        return self._place
