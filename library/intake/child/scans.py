"""One page of a scan, read by Tesseract."""

import os

from .pictures import draw_for_reading

_DOTS_PER_INCH = 200
_MAX_PIXELS = 12_000_000  # a page of letter paper at 200 dots per inch has 3.7 million


def read_page(number, tesseract, languages):
    """Draws page `number` (from 1), then becomes Tesseract, which leaves its findings in page.tsv. Does not return.

    Becoming it instead of starting it keeps one process under one set of limits. Raises Unreadable, PdfiumError.
    """
    picture, scale = draw_for_reading(number, _DOTS_PER_INCH, _MAX_PIXELS)
    picture.save("page.png", compress_level=1)
    with open("scale", "w") as file:
        file.write(repr(scale))
    dots_per_inch = str(round(scale * 72))
    os.execv(tesseract, [tesseract, "page.png", "page", "--dpi", dots_per_inch, "-l", languages, "tsv"])  # noqa: S606
