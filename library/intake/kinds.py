"""What a file is, told from its first and last bytes. Nothing is unpacked or parsed."""

import puremagic

HEAD_BYTES = 1024
# The table of contents of a zip file stands at its end; the names looked for are within this much of it.
TAIL_BYTES = 1024 * 1024
_SURE = 0.8  # puremagic's confidence

_STARTS = (
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office document (DOC, XLS, PPT or MSG)"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"MZ", "a Windows program (EXE)"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a compressed file (GZIP)"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKUP_STARTS = (
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<script", "a web page (HTML)"),
    (b"<svg", "a picture (SVG)"),
    (b"<?xml", "an XML file"),
)
# Entries that every document of the kind has, and how the first entry of an open document format reads.
_ZIP_ENTRIES = (
    (b"word/document", "a Word document (DOCX)"),
    (b"ppt/presentation", "a PowerPoint presentation (PPTX)"),
    (b"xl/workbook", "an Excel workbook (XLSX)"),
)
_ZIP_MIMETYPES = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "a text document (ODT)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a spreadsheet (ODS)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "a presentation (ODP)"),
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
)


def recognize(head, tail=b""):
    """What a file with these first HEAD_BYTES and last TAIL_BYTES is, as in “This is …”; None when not recognized.

    PDF is not among the kinds: a file that begins as one of these and is also a PDF is one of these.
    """
    if head.startswith(_ZIP_STARTS):
        return _first(_ZIP_MIMETYPES, head.__contains__) or _first(_ZIP_ENTRIES, tail.__contains__) or "a ZIP archive"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture (WEBP)"
    beginning = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _first(_STARTS, head.startswith) or _first(_MARKUP_STARTS, beginning.startswith)


def guess(head):
    """A name for what recognize() does not know, from puremagic's longer list; None when that isn't sure either."""
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, ValueError, IndexError):
        return None
    return f"a file of another kind ({best.name})" if best.confidence >= _SURE and best.name else None


def _first(table, matches):
    return next((kind for mark, kind in table if matches(mark)), None)
