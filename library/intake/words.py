"""Where the words of a page stand, packed small.

A box is (x0, y0, x1, y1) in points (1/72 inch) from the top left corner of the page as displayed. Stored are quarter
points as unsigned 16 bit numbers, little-endian, box after box, compressed with zlib.
"""

import re
import sys
import zlib
from array import array
from itertools import chain

WORD = re.compile(r"\S+")

MAX_WORDS = 50_000  # of one page; a page of a newspaper has 10,000
_SCALE = 4
_LARGEST = 0xFFFF
_BYTES_A_BOX = 8


def pack(boxes):
    """The boxes as bytes; empty when there are none, or more than MAX_WORDS."""
    if not boxes or len(boxes) > MAX_WORDS:
        return b""
    numbers = array("H", (min(max(round(v * _SCALE), 0), _LARGEST) for v in chain.from_iterable(boxes)))
    return zlib.compress(_little_endian(numbers).tobytes())


def unpack(packed):
    """[(x0, y0, x1, y1), …] in points; [] when the boxes are not known."""
    numbers = array("H")
    numbers.frombytes(_decompress(packed))
    points = [number / _SCALE for number in _little_endian(numbers)]
    return list(zip(*[iter(points)] * 4, strict=True))


def fits(packed, text):
    """Whether the bytes hold one box for each word of the text."""
    try:
        return len(_decompress(packed)) == _BYTES_A_BOX * len(text.split())
    except ValueError:
        return False


def _decompress(packed):
    """Raises ValueError for anything that pack() can't have made, without ever unpacking more than it can have."""
    if not packed:
        return b""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(bytes(packed), MAX_WORDS * _BYTES_A_BOX + 1)
    except zlib.error as error:
        raise ValueError("not packed word boxes") from error
    if not unpacker.eof or len(raw) % _BYTES_A_BOX:
        raise ValueError("not packed word boxes")
    return raw


def _little_endian(numbers):
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
