"""Small files made to use up the machine, read through the jail as every file is."""

import tempfile
import time
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from library.intake.process import process_file
from library.models import IntakeState

from . import pdfs

MIB = 2**20


def flate(unit, times):
    """The unit so many times, compressed: one block that starts afresh, repeated."""
    compressor = zlib.compressobj(9)
    begin = compressor.compress(unit) + compressor.flush(zlib.Z_FULL_FLUSH)
    again = compressor.compress(unit) + compressor.flush(zlib.Z_FULL_FLUSH)
    return begin + again * (times - 1) + compressor.flush()


def giant_stream():
    """1.5 GiB of drawing commands in 3 MB."""
    pdf = pdfs.written("")
    stream = Stream(pdf, b"")
    stream.write(flate(b"1 0 0 1 0 0 cm\n" * 70_000, 1_500), filter=Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)
    return pdfs.saved(pdf, compress_streams=False)


def form(pdf, contents, **objects):
    stream = Stream(pdf, contents)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    stream.Resources = Dictionary(XObject=Dictionary(**objects), Font=pdf.pages[0].Resources.Font)
    return pdf.make_indirect(stream)


def billion_laughs():
    """Nine forms that each draw the next ten times."""
    pdf = pdfs.written("")
    inner = form(pdf, b"BT /F1 12 Tf 72 700 Td (laugh) Tj ET")
    for _ in range(9):
        inner = form(pdf, b"/X Do\n" * 10, X=inner)
    pdf.pages[0].Resources.XObject = Dictionary(X=inner)
    pdf.pages[0].Contents = Stream(pdf, b"/X Do")
    return pdfs.saved(pdf)


def giant_picture():
    """30,000 × 30,000 pixels: 2.5 GiB of black in 2.6 MB."""
    pdf = pdfs.written(pdfs.SENTENCE)
    image = Stream(pdf, b"")
    image.write(flate(bytes(1_000_000), 2_700), filter=Name.FlateDecode)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width = image.Height = 30_000
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceRGB
    pdf.pages[0].Resources.XObject = Dictionary(I=pdf.make_indirect(image))
    pdf.pages[0].contents_add(b"q 612 0 0 792 0 0 cm /I Do Q")
    return pdfs.saved(pdf, compress_streams=False)


def endless_tiles():
    """A page of text over a pattern of a hundred billion tiles: drawing it takes for ever, reading it does not."""
    pdf = pdfs.written(pdfs.SENTENCE)
    tile = Stream(pdf, b"0 0 0.00001 0.00001 re f")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 1, 1]), 0.001, 0.001, Dictionary()
    pdf.pages[0].Resources.Pattern = Dictionary(P=pdf.make_indirect(tile))
    pdf.pages[0].contents_add(b"q /Pattern cs /P scn 0 0 612 792 re f Q")
    return pdfs.saved(pdf)


def form_within_itself():
    pdf = pdfs.written(pdfs.SENTENCE)
    loop = form(pdf, b"/X Do")
    loop.Resources.XObject = Dictionary(X=loop)
    pdf.pages[0].Resources.XObject = Dictionary(X=loop)
    pdf.pages[0].contents_add(b"/X Do")
    return pdfs.saved(pdf)


def pages_within_themselves():
    pdf = pdfs.written(pdfs.SENTENCE)
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.Root.Pages.Count = 2
    return pdfs.saved(pdf)


def page_tree_5000_deep():
    pdf = pdfs.written(pdfs.SENTENCE)
    node = pdf.pages[0].obj
    for _ in range(5_000):
        node.Parent = parent = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([node])))
        node = parent
    pdf.Root.Pages = node
    return pdfs.saved(pdf)


def outline_in_circles():
    pdf = pdfs.written(pdfs.SENTENCE)
    entries = [pdf.make_indirect(Dictionary(Title=pikepdf.String(title))) for title in "AB"]
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=entries[0], Last=entries[1]))
    for entry, other in zip(entries, reversed(entries), strict=True):
        entry.Dest, entry.Parent = Array([pdf.pages[0].obj, Name.Fit]), outline
        entry.Next = entry.Prev = entry.First = entry.Last = other
    pdf.Root.Outlines = outline
    return pdfs.saved(pdf)


def outline_20000_deep():
    pdf = pdfs.written(pdfs.SENTENCE)
    parent = pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    for number in range(20_000):
        destination = Array([pdf.pages[0].obj, Name.Fit])
        entry = pdf.make_indirect(Dictionary(Title=pikepdf.String(f"Level {number}"), Dest=destination, Parent=parent))
        parent.First = parent.Last = entry
        parent = entry
    return pdfs.saved(pdf)


def outline_3000_long():
    pdf = pdfs.written(pdfs.SENTENCE)
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Entry {number}", 0) for number in range(3_000))
    return pdfs.saved(pdf)


@pytest.fixture
def left_behind(tmp_path, monkeypatch):
    """left_behind() → what the jail left in the folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return lambda: list(tmp_path.iterdir())


@pytest.mark.parametrize("bomb", [giant_stream, billion_laughs])
def test_one_that_needs_too_much_memory_is_tried_three_times_and_set_aside(upload, settings, bomb, left_behind):
    settings.INTAKE = {**settings.INTAKE, "MEMORY_BYTES": 200 * MIB}
    file = upload(bomb())
    for _ in range(3):
        process_file(file.pk)
    file.refresh_from_db()
    assert (file.intake_state, file.intake_attempts) == (IntakeState.SET_ASIDE, 3)
    assert file.intake_note.startswith("It needs more than 200 MiB of memory")
    assert not left_behind()


@pytest.mark.parametrize(
    "bomb", [giant_picture, form_within_itself, pages_within_themselves, outline_in_circles, outline_20000_deep]
)
def test_one_that_pdfium_sees_through_is_read(read, bomb):
    begun = time.monotonic()
    file = read(bomb())
    assert (file.intake_state, file.page_count) == (IntakeState.TEXT, 1)
    assert file.pages.get().text == pdfs.SENTENCE
    assert len(file.outline) <= 2_000
    assert time.monotonic() - begun < 35


def test_a_first_page_that_takes_for_ever_to_draw_costs_the_cover_and_not_the_text(read, settings, left_behind):
    settings.INTAKE = {**settings.INTAKE, "PICTURE_SECONDS": 1}
    file = read(endless_tiles())
    assert file.intake_state == IntakeState.TEXT
    assert file.pages.get().text == pdfs.SENTENCE
    assert not file.has_cover
    assert "can't be drawn" in file.intake_note
    assert not left_behind()


def test_a_page_tree_too_deep_is_broken(read):
    assert read(page_tree_5000_deep()).intake_state == IntakeState.BROKEN


@pytest.mark.parametrize("size", [(14_400, 14_400), (2_000_000, 3_000_000), (3, 14_400), (14_400, 3), (0, 0)])
def test_a_page_of_any_size_has_a_small_cover(read, size):
    file = read(pdfs.written(pdfs.SENTENCE, size=size))
    page = file.pages.get()
    assert file.intake_state == IntakeState.TEXT
    assert page.width > 0
    assert page.height > 0


def test_an_outline_is_cut_at_2000_entries(read):
    file = read(outline_3000_long())
    assert len(file.outline) == 2_000
