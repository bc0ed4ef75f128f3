"""The twelve real documents of the demo library, with poppler as the second witness."""

import io
import re
import subprocess

import pytest
from PIL import Image

from library.intake.pictures import COVER_WIDTHS, open_cover, open_page_picture
from library.intake.words import unpack
from library.models import IntakeState
from tests.conftest import SAMPLES

SCAN = "fbi-2017-nibrs-attributes-and-map-image-only.pdf"
NAMES = sorted(path.name for path in SAMPLES.glob("*.pdf"))


def poppler(*command):
    return subprocess.run([*command], capture_output=True, text=True, errors="replace", check=True).stdout


@pytest.fixture(autouse=True)
def _poppler_is_there(system_program):
    system_program("pdfinfo")
    system_program("pdftotext")


def test_there_are_twelve():
    assert len(NAMES) == 12
    assert SCAN in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_comes_out_as_poppler_sees_it(read, settings, name):
    settings.INTAKE = {**settings.INTAKE, "OCR": False}
    file = read((SAMPLES / name).read_bytes(), name=name)
    assert file.page_count == int(re.search(r"^Pages:\s+(\d+)", poppler("pdfinfo", SAMPLES / name), re.M)[1])
    theirs = len(poppler("pdftotext", SAMPLES / name, "-").strip())
    ours = sum(len(page.text) for page in file.pages.all())
    assert (ours > 200) == (theirs > 200)
    assert ours == pytest.approx(theirs, rel=0.1)
    assert file.intake_state == (IntakeState.IMAGE_ONLY if name == SCAN else IntakeState.TEXT)
    check_words(file)
    check_pictures(file)


def check_words(file):
    """Every word has its box, and the boxes lie on the page."""
    for page in file.pages.all():
        boxes = unpack(page.word_boxes)
        assert len(boxes) == len(page.text.split())
        assert all(x0 <= x1 and y0 <= y1 for x0, y0, x1, y1 in boxes)
        inside = [x1 <= page.width + 1 and y1 <= page.height + 1 for _, _, x1, y1 in boxes]
        assert sum(inside) >= 0.99 * len(inside)


def check_pictures(file):
    # The sample without text is a damaged copy whose pages come out blank in pdfium and poppler alike.
    assert file.has_cover == (file.intake_state == IntakeState.TEXT)
    for width in COVER_WIDTHS if file.has_cover else ():
        assert picture(open_cover(file, width), at_most=10 * 1024).width == width
    page = file.pages.last()
    drawn = picture(open_page_picture(file, page.number, 800), at_most=120 * 1024)
    assert drawn.width == 800
    assert drawn.height == pytest.approx(800 * page.height / page.width, abs=1)


def picture(opened, at_most):
    with opened:
        data = opened.read()
    assert len(data) <= at_most
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    assert not {"exif", "xmp", "icc_profile"} & set(image.info)
    return image
