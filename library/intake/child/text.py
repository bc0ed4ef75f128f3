"""The text of each page, and where its words stand."""

import base64
import ctypes

import pypdfium2
from pypdfium2 import raw as pdfium

from library.intake.plain import one_line, plain
from library.intake.words import MAX_WORDS, WORD, pack

from . import hyphens

_MAX_POINTS = 1e6  # PDF 1.7 allows 14,400
_LETTER = (612.0, 792.0)  # points; the size of a page that can't be opened
_DEVICE_UNITS = 100  # to a point, for FPDF_PageToDevice, which answers in whole units


class Budget:
    """How many characters may still be stored, all pages together."""

    def __init__(self, characters):
        self.left = characters
        self.was_cut = False

    def spend(self, text):
        """As much of the text as fits, in whole words."""
        if len(text) > self.left:
            self.was_cut = True
            cut = text[: self.left]
            text = cut.rpartition(" ")[0] if not text[self.left].isspace() else cut
            self.left = 0
        self.left -= min(len(text), self.left)
        return text


def read_pages(document, max_characters):
    """([{"label", "width", "height", "text", "boxes"}, …], numbers of unreadable pages, whether text was cut).

    Width and height are in points; boxes as library.intake.words packs them, in base64, empty when not known.
    """
    budget = Budget(max_characters)
    pages, unreadable = [], []
    for index in range(len(document)):
        page = {"label": one_line(document.get_page_label(index), 50), "text": "", "boxes": ""}
        try:
            page["width"], page["height"] = _size(document, index)
            if budget.left:
                page["text"], page["boxes"] = _read(document, index, budget)
            else:
                budget.was_cut = True
        except pypdfium2.PdfiumError:
            page["width"], page["height"] = page.get("width", _LETTER[0]), page.get("height", _LETTER[1])
            unreadable.append(index + 1)
        pages.append(page)
    hyphens.resolve(pages)
    return pages, unreadable, budget.was_cut


def _size(document, index):
    width, height = document.get_page_size(index)
    return (min(width, _MAX_POINTS), min(height, _MAX_POINTS)) if width > 0 and height > 0 else _LETTER


def _read(document, index, budget):
    page = document[index]
    try:
        textpage = page.get_textpage()
        raw = textpage.get_text_range(errors="surrogatepass")
        text, places = _normalized(raw)
        text = budget.spend(text)
        places = places[: len(text.split())]
        return text, base64.b64encode(pack(_boxes(page, textpage, places))).decode()
    finally:
        page.close()


def _normalized(raw):
    """(text, [(offset, length), …] of its words in pdfium's own UTF-16 text).

    Words come apart at the same places before and after: what is removed is never a space.
    """
    parts, places = [], []
    offset = end = 0
    for word in WORD.finditer(raw):
        gap = raw[end : word.start()]
        offset += len(gap)  # spaces are one unit each
        length = len(word[0].encode("utf-16-le", "surrogatepass")) // 2
        if clean := hyphens.JOINT.join(map(plain, word[0].split(hyphens.JOINT))):
            parts += [_gap(gap) if parts else "", clean]
            places.append((offset, length))
        offset += length
        end = word.end()
    return "".join(parts), places


def _gap(spaces):
    lines = spaces.count("\n")
    return "\n" * min(lines, 2) if lines else " "


def _boxes(page, textpage, places):
    """The box of each place, or [] for the whole page when one can't be found."""
    if len(places) > MAX_WORDS:
        return []
    to_corner = _to_top_left(page)
    boxes = []
    for offset, length in places:
        first = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, offset)
        rects = pdfium.FPDFText_CountRects(textpage, first, length) if first >= 0 else 0
        if rects < 1:
            return []
        boxes.append(to_corner(_line(textpage, rects)))
    return boxes


def _line(textpage, rects):
    """The union of the rectangles on the word's first line: a word broken over two lines is marked on the first."""
    left, top, right, bottom = _rect(textpage, 0)
    for number in range(1, rects):
        l2, t2, r2, b2 = _rect(textpage, number)
        if t2 > bottom and b2 < top:
            left, top, right, bottom = min(left, l2), max(top, t2), max(right, r2), min(bottom, b2)
    return left, top, right, bottom


def _rect(textpage, number):
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetRect(textpage, number, left, top, right, bottom)
    return left.value, top.value, right.value, bottom.value


def _to_top_left(page):
    """A function from pdfium's rectangle (y upward) to points from the top left corner of the page as displayed.

    pdfium itself is asked where three points go, so crop box and rotation are counted in as they are when it draws.
    """
    width, height = page.get_size()
    origin, right, up = (_on_device(page, width, height, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
    ax, ay = (right[0] - origin[0]) / 1000, (right[1] - origin[1]) / 1000
    bx, by = (up[0] - origin[0]) / 1000, (up[1] - origin[1]) / 1000

    def convert(rect):
        left, top, right, bottom = rect
        xs = origin[0] + ax * left + bx * top, origin[0] + ax * right + bx * bottom
        ys = origin[1] + ay * left + by * top, origin[1] + ay * right + by * bottom
        return min(xs), min(ys), max(xs), max(ys)

    return convert


def _on_device(page, width, height, x, y):
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    size = (round(width * _DEVICE_UNITS), round(height * _DEVICE_UNITS))
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, device_x, device_y)
    return device_x.value / _DEVICE_UNITS, device_y.value / _DEVICE_UNITS
