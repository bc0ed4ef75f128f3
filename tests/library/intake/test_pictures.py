"""Covers and pages as pictures: sizes, first demand, and what can't be drawn."""

import io
import os
import tempfile
import threading
import time

import pytest
from django.core.files.storage import storages
from pikepdf import Name, Stream
from PIL import Image

from library.intake import jail
from library.intake.pictures import (
    PAGE_WIDTHS,
    PictureUnavailable,
    cover_name,
    open_cover,
    open_page_picture,
    page_name,
)
from library.intake.process import try_again
from library.models import IntakeState

from . import pdfs
from .test_bombs import endless_tiles


def data_of(opened):
    with opened:
        return opened.read()


def image_of(opened):
    return Image.open(io.BytesIO(data_of(opened)))


def noise():
    """A page that no encoder makes small."""
    pdf = pdfs.written(pdfs.SENTENCE)
    image = Stream(pdf, os.urandom(900 * 1200 * 3))
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 900, 1200, 8, Name.DeviceRGB
    pdf.pages[0].Resources["/XObject"] = {"/I": pdf.make_indirect(image)}
    pdf.pages[0].contents_add(b"q 612 0 0 792 0 0 cm /I Do Q")
    return pdf


@pytest.fixture
def no_jail(monkeypatch):
    """From now on nothing may be drawn."""

    def refuse():
        def run(*args, **kwargs):
            raise AssertionError("drawn again")

        monkeypatch.setattr(jail, "run", run)

    return refuse


def test_a_page_is_drawn_on_first_demand_and_kept(read, no_jail):
    file = read(pdfs.written(pdfs.SENTENCE))
    assert not storages["derived"].exists(page_name(file, 1, 800))
    first = data_of(open_page_picture(file, 1, 800))
    no_jail()
    assert data_of(open_page_picture(file, 1, 800)) == first


def test_pages_come_in_two_widths(read):
    file = read(pdfs.written(pdfs.SENTENCE))
    assert [image_of(open_page_picture(file, 1, width)).size for width in PAGE_WIDTHS] == [(800, 1035), (1200, 1553)]


def test_pictures_are_of_the_page_asked_for(read):
    file = read(pdfs.written(pdfs.SENTENCE, pdfs.SENTENCE * 2))
    assert data_of(open_page_picture(file, 1, 800)) != data_of(open_page_picture(file, 2, 800))


def test_the_heaviest_page_and_cover_keep_to_their_weight(read):
    file = read(noise())
    assert len(data_of(open_page_picture(file, 1, 800))) <= 120 * 1024
    for width in (160, 320):
        assert len(data_of(open_cover(file, width))) <= 10 * 1024


@pytest.mark.parametrize("size", [(14_400, 14_400), (30, 14_400), (14_400, 30)])
def test_a_giant_page_makes_a_picture_of_the_usual_size(read, size):
    picture = image_of(open_page_picture(read(pdfs.written(pdfs.SENTENCE, size=size)), 1, 800))
    assert picture.width <= 800
    assert picture.height <= 3200


@pytest.mark.parametrize(("number", "width"), [(0, 800), (2, 800), (-1, 800), (1, 801), (1, 100_000), (1, 320)])
def test_other_pages_and_widths_do_not_exist(read, number, width):
    file = read(pdfs.written(pdfs.SENTENCE))
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, number, width)
    with pytest.raises(PictureUnavailable):
        open_cover(file, 800)


def test_a_file_not_yet_read_has_no_pictures(upload):
    file = upload(pdfs.written(pdfs.SENTENCE))
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 1, 800)
    with pytest.raises(PictureUnavailable):
        open_cover(file, 160)


def test_a_page_that_can_not_be_drawn_is_tried_once_and_then_no_more(read, settings, no_jail):
    settings.INTAKE = {**settings.INTAKE, "PICTURE_SECONDS": 1}
    file = read(endless_tiles())
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 1, 800)
    no_jail()
    begun = time.monotonic()
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 1, 800)
    assert time.monotonic() - begun < 0.5


def test_trying_the_file_again_forgets_what_could_not_be_drawn(read):
    file = read(pdfs.written(pdfs.SENTENCE))
    open_page_picture(file, 1, 800).close()
    try_again(file)
    assert not storages["derived"].exists(page_name(file, 1, 800))
    assert not storages["derived"].exists(cover_name(file, 160))
    assert file.intake_state == IntakeState.WAITING


def test_an_original_that_can_not_be_read_just_now_is_tried_again_later(read):
    file = read(pdfs.written(pdfs.SENTENCE))
    with file.original.open() as opened:
        data = opened.read()
    os.rename(file.original.path, file.original.path + ".away")
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 1, 800)
    os.rename(file.original.path + ".away", file.original.path)
    assert data
    assert image_of(open_page_picture(file, 1, 800)).width == 800


def test_readers_beyond_the_third_are_told_to_come_back(read, monkeypatch, settings):
    """Two pages are being drawn, and take their time: a third reader is not left waiting."""
    file = read(pdfs.written(*[pdfs.SENTENCE] * 3))
    monkeypatch.setattr("library.intake.pictures._WAIT_SECONDS", 0.3)
    go_on, drawing = threading.Event(), threading.Semaphore(0)
    run = jail.run

    def slow(*args, **kwargs):
        drawing.release()
        go_on.wait(10)
        return run(*args, **kwargs)

    monkeypatch.setattr(jail, "run", slow)
    readers = [threading.Thread(target=lambda n=n: open_page_picture(file, n, 800).close()) for n in (1, 2)]
    for reader in readers:
        reader.start()
        drawing.acquire(timeout=5)
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 3, 800)
    go_on.set()
    for reader in readers:
        reader.join()
    assert image_of(open_page_picture(file, 3, 800)).width == 800


def test_nothing_half_written_is_ever_seen(read, monkeypatch):
    """A writer that dies in the middle leaves neither a picture nor a piece of one."""
    file = read(pdfs.written(pdfs.SENTENCE))
    save = storages["derived"]._save

    def dies(name, content):
        save(name, content)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storages["derived"], "_save", dies)
    with pytest.raises(PictureUnavailable):
        open_page_picture(file, 1, 800)
    monkeypatch.undo()
    assert storages["derived"].listdir(file.derived_folder)[1] == ["cover-160.webp", "cover-320.webp"]


def test_nothing_is_left_in_the_folder_for_temporary_files(read, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = read(pdfs.written(pdfs.SENTENCE))
    open_page_picture(file, 1, 800).close()
    assert list(tmp_path.iterdir()) == []
