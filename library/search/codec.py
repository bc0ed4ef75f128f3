"""How the index's postings lie on the disk: in arrays that are read at once.

Whoosh's own codec unpickles each place of each posting by itself. This one writes a block's documents, counts and
places as one array each, of the smallest whole numbers that hold them, and blocks() reads them as they lie. It stands
on inner parts of the codec of Whoosh 2.7.4, which requirements.txt pins.
"""

from array import array

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter

from .mapped import MappedSegment

_POSTINGS_A_BLOCK = 4096
_PLACE = "I"  # places as the writer is given them: an array of these for each posting
_KINDS = ("u1", "<u2", "<u4")


def encode_places(places):
    """The value of a posting that has these places; its weight must be their number."""
    return array(_PLACE, places).tobytes()


class LibraryCodec(W3Codec):
    def __init__(self):
        super().__init__(blocklimit=_POSTINGS_A_BLOCK, compression=0)  # the arrays are small as they are

    def new_segment(self, storage, indexname):
        return MappedSegment(self, indexname)

    def postings_writer(self, dbfile, byteids=False):
        return _Writer(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def postings_reader(self, dbfile, terminfo, format_, term=None, scorer=None):
        return Matcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class _Writer(W3PostingsWriter):
    def _mini_ids(self):
        return _packed(np.diff(np.asarray(self._ids), prepend=np.uint32(0)))

    def _mini_weights(self):
        return _packed(np.asarray(self._weights))

    def _mini_values(self):
        return _packed(np.frombuffer(b"".join(self._values), _PLACE))


class Matcher(W3LeafMatcher):
    """The postings of a term; Whoosh steps through them when it merges segments or deletes documents."""

    def blocks(self):
        """Yields (documents ascending, their counts, their places one after the other), each an array."""
        while True:
            self._read_data()
            distances, counts, places = map(_unpacked, self._data)
            yield np.cumsum(distances, dtype=np.int64), counts, places
            if self._lastblock:
                return
            self._next_block()

    def _read_ids(self):
        self._read()

    def _read_weights(self):
        self._read()

    def _read_values(self):
        self._read()

    def _read(self):
        self._read_data()
        distances, counts, places = map(_unpacked, self._data)
        self._ids = np.cumsum(distances, dtype=np.int64).tolist()
        self._weights = counts.astype(float).tolist()
        if len(places):
            parts = np.split(places, np.cumsum(counts, dtype=np.int64)[:-1])
            self._values = [encode_places(part) for part in parts]
        else:
            self._values = [b""] * len(self._ids)


def _packed(numbers):
    """Whole numbers as bytes, after one that says of what kind they are."""
    most = numbers.max() if len(numbers) else 0
    kind = 0 if most < 1 << 8 else 1 if most < 1 << 16 else 2
    return bytes([kind]) + numbers.astype(_KINDS[kind]).tobytes()


def _unpacked(data):
    return np.frombuffer(data, _KINDS[data[0]], offset=1)
