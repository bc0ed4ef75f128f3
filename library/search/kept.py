"""What has been read of the index lately, kept for all threads of a process while there is room."""

import threading
from collections import OrderedDict

_BYTES_AT_MOST = 16 * 1024 * 1024
_BYTES_OF_AN_ENTRY = 500  # beside its arrays


class Kept:
    """Values are tuples of arrays (None among them stands for no array). The one not used for longest goes first."""

    def __init__(self, bytes_at_most=_BYTES_AT_MOST):
        self._bytes_at_most, self._bytes = bytes_at_most, 0
        self._values = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key, make):
        """The value that is kept for a key, or that make() gives."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if key not in self._values:  # another thread may have been faster
                self._values[key] = value
                self._bytes += _size(value)
            while self._bytes > self._bytes_at_most:
                self._bytes -= _size(self._values.popitem(last=False)[1])
        return value


def _size(value):
    return _BYTES_OF_AN_ENTRY + sum(part.nbytes for part in value if part is not None)
