"""Where words stand on the page, against what poppler says."""

import re
import subprocess
import zlib

import pytest

from library.intake.words import MAX_WORDS, fits, pack, unpack

from . import pdfs

BBOX_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def poppler_words(path):
    """[(word, (x0, y0, x1, y1)), …] of the first page, in points from the top left corner."""
    command = ["pdftotext", "-bbox", "-cropbox", "-l", "1", str(path), "-"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return [(match[5], tuple(map(float, match.groups()[:4]))) for match in BBOX_WORD.finditer(run.stdout)]


def our_words(page):
    return list(zip(page.text.split(), unpack(page.word_boxes), strict=True))


def test_boxes_come_back_to_the_quarter_point():
    boxes = [(0, 0, 1, 1), (10.26, 20.5, 300.74, 40), (612, 792, 14_400, 16_383)]
    assert unpack(pack(boxes)) == [(0, 0, 1, 1), (10.25, 20.5, 300.75, 40), (612, 792, 14_400, 16_383)]


def test_what_lies_outside_the_page_is_drawn_to_its_edge():
    assert unpack(pack([(-5, -0.1, 20_000, 3)])) == [(0, 0, 16_383.75, 3)]


def test_unknown_boxes_are_an_empty_list():
    assert pack([]) == b""
    assert unpack(b"") == []
    assert pack([(0, 0, 1, 1)] * (MAX_WORDS + 1)) == b""


@pytest.mark.parametrize("rubbish", [b"x", zlib.compress(b"123"), zlib.compress(bytes(10_000_000))])
def test_rubbish_is_refused_without_being_unpacked_whole(rubbish):
    assert not fits(rubbish, "a word")
    with pytest.raises(ValueError, match="word boxes"):
        unpack(rubbish)


@pytest.mark.parametrize(
    "name",
    ["doj-2022-guidance-on-web-accessibility.pdf", "congress-2003-hr-1904.pdf", "fbi-2018-nibrs-data-dictionary.pdf"],
)
def test_boxes_agree_with_poppler(read, samples, poppler, name):
    page = read((samples / name).read_bytes()).pages.get(number=1)
    ours, theirs = our_words(page), poppler_words(samples / name)
    assert agreeing(ours, theirs) >= 0.9


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_follow_rotation_and_crop(read, poppler, tmp_path, rotation):
    pdf = pdfs.written(pdfs.SENTENCE + "\nA second line of words.")
    pdf.pages[0].Rotate = rotation
    pdf.pages[0].CropBox = [50, 100, 600, 780]
    data = pdfs.saved(pdf)
    (tmp_path / "turned.pdf").write_bytes(data)
    assert agreeing(our_words(read(data).pages.get()), poppler_words(tmp_path / "turned.pdf")) == 1


def agreeing(ours, theirs):
    """The part of our words for which poppler has the same word at the same place: centers within three points."""
    found = sum(any(word == other and close(box, place) for other, place in theirs) for word, box in ours)
    return found / len(ours)


def close(box, place):
    return all(abs((box[i] + box[i + 2]) / 2 - (place[i] + place[i + 2]) / 2) <= 3 for i in (0, 1))


@pytest.fixture
def poppler(system_program):
    return system_program("pdftotext")
