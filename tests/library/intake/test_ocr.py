"""What Tesseract leaves behind, read as coming from an enemy."""

import pytest

from library.intake import ocr
from library.intake.jail import BadResult

COLUMNS = [
    *("level", "page_num", "block_num", "par_num", "line_num", "word_num"),
    *("left", "top", "width", "height", "conf", "text"),
]


@pytest.fixture
def left_by_tesseract(tmp_path):
    """left_by_tesseract(rows of values, scale="2") → the folder that holds them."""

    def write(*rows, scale="2"):
        (tmp_path / "scale").write_text(scale)
        lines = ["\t".join(COLUMNS), *("\t".join(map(str, row)) for row in rows)]
        (tmp_path / "page.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogatepass")
        return tmp_path

    return write


def word(text, *, block=1, par=1, line=1, box=(20, 40, 60, 10), conf=90):
    return [5, 1, block, par, line, 1, *box, conf, text]


def test_words_make_lines_and_paragraphs(left_by_tesseract):
    folder = left_by_tesseract(
        [4, 1, 1, 1, 1, 0, 20, 40, 200, 10, -1, ""],
        word("Two"),
        word("words,"),
        word("a", line=2),
        word("new", par=2),
        word("block", block=2),
    )
    assert ocr.read(folder).text == "Two words,\na\n\nnew\n\nblock"


def test_boxes_are_in_points(left_by_tesseract):
    assert ocr.read(left_by_tesseract(word("Word"))).boxes == [(10, 20, 40, 25)]


@pytest.mark.parametrize("rubbish", [[5, 1], word("~~", conf=29), word("  "), word("\u202e\x07")])
def test_what_is_no_word_has_no_box_either(left_by_tesseract, rubbish):
    found = ocr.read(left_by_tesseract(rubbish, word("Word")))
    assert (found.text, len(found.boxes)) == ("Word", 1)


@pytest.mark.parametrize(
    "row",
    [
        word("Word", box=("left", 1, 1, 1)),
        word("Word", conf="sure"),
        word("x" * 200_000),
        word("Word", box=("9" * 5000, 1, 1, 1)),
    ],
)
def test_a_row_that_is_none_is_an_error(left_by_tesseract, row):
    with pytest.raises(BadResult):
        ocr.read(left_by_tesseract(row))


@pytest.mark.parametrize("scale", ["0", "-1", "nan", "inf", "", "2" * 100, "two"])
def test_a_scale_that_is_none_is_an_error(left_by_tesseract, scale):
    with pytest.raises(BadResult):
        ocr.read(left_by_tesseract(word("Word"), scale=scale))


def test_a_file_that_leads_elsewhere_or_has_no_end_is_not_read(left_by_tesseract):
    folder = left_by_tesseract(word("Word"))
    table = folder / "page.tsv"
    table.rename(folder / "elsewhere")
    table.symlink_to(folder / "elsewhere")
    with pytest.raises(BadResult):
        ocr.read(folder)
    table.unlink()
    with table.open("wb") as file:
        file.truncate(9 * 2**20)
    with pytest.raises(BadResult, match="larger than"):
        ocr.read(folder)
