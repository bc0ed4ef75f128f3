"""Pictures of pages: drawn by pdfium, encoded anew by Pillow as WebP, without metadata."""

import io

import pypdfium2
from PIL import Image
from pypdfium2 import raw as pdfium

from .document import open_document

MAX_PIXELS = 50_000_000
# A page longer than this many times its width is drawn narrower than asked, so no page makes a giant picture.
MAX_RATIO = 4

COVER_BYTES = 10 * 1024
_COVER_QUALITIES = (70, 50, 30, 15, 5, 0)
_PAGE_QUALITIES = (75, 60, 45, 30, 15, 5, 0)
_SMALL = 48 * 1024  # a lossless page of this size is not worth a second try


def draw_covers(widths):
    """Writes cover-<width>.webp for each width, ≤ COVER_BYTES each: the first page. None of a page that is blank."""
    picture = _draw(open_document()[0], max(widths))
    if _is_blank(picture):
        return {}
    for width in widths:
        height = max(1, round(picture.height * width / max(widths)))
        small = picture if width == max(widths) else picture.resize((width, height), Image.Resampling.LANCZOS)
        _write(f"cover-{width}.webp", _fit(small, _COVER_QUALITIES, COVER_BYTES))
    return {}


def draw_page(number, width, max_bytes):
    """Writes page.webp: page `number` (from 1), `width` pixels wide, in at most `max_bytes` where quality allows."""
    picture = _draw(open_document()[number - 1], width)
    best = _encode(picture, lossless=True)
    if len(best) > _SMALL:
        best = min(best, _encode(picture, quality=_PAGE_QUALITIES[0]), key=len)
    if len(best) > max_bytes:
        best = _fit(picture, _PAGE_QUALITIES[1:], max_bytes)
    _write("page.webp", best)
    return {}


def draw_for_reading(number, dots_per_inch, max_pixels):
    """Page `number` in grays at the resolution, or as near to it as `max_pixels` allows. A PIL image and its scale
    (pixels a point)."""
    page = open_document()[number - 1]
    width, height = page.get_size()
    scale = min(dots_per_inch / 72, (max_pixels / (width * height)) ** 0.5)
    return _bitmap(page, max(1, int(width * scale)), max(1, int(height * scale))).convert("L"), scale


def _is_blank(picture):
    return all(low == high for low, high in picture.getextrema())


def _draw(page, width):
    """The page as an RGB image of the width, less when it is longer than MAX_RATIO."""
    points_wide, points_high = page.get_size()
    scale = min(width / points_wide, width * MAX_RATIO / points_high)
    return _bitmap(page, max(1, round(points_wide * scale)), max(1, round(points_high * scale)))


def _bitmap(page, width, height):
    if width * height > MAX_PIXELS:
        raise MemoryError
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    return bitmap.to_pil().convert("RGB")


def _fit(picture, qualities, max_bytes):
    """The best quality that fits; below the worst, a smaller picture."""
    for quality in qualities:
        encoded = _encode(picture, quality=quality)
        if len(encoded) <= max_bytes:
            return encoded
    half = picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)))
    return encoded if half.size == picture.size else _fit(half, qualities[-1:], max_bytes)


def _encode(picture, **options):
    encoded = io.BytesIO()
    picture.save(encoded, "WEBP", method=4, **options)
    return encoded.getvalue()


def _write(name, data):
    with open(name, "wb") as file:
        file.write(data)
