"""Lines of a page put together as paragraphs."""

import pypdfium2
import pytest

from library.paragraphs import paragraphs

WIDE = "This line goes on until there is no more room for another word on it"


def read(text):
    return [" ".join(word.text for word in paragraph) for paragraph in paragraphs(text)]


def lines(*texts):
    return "\n".join(texts)


def test_wrapped_lines_are_one_paragraph():
    assert read(lines(WIDE, WIDE, "and here it ends.")) == [f"{WIDE} {WIDE} and here it ends."]


def test_blank_line_divides():
    assert read(lines(WIDE, "", WIDE)) == [WIDE, WIDE]


def test_indented_line_begins_a_paragraph():
    assert read(lines(WIDE, WIDE, f"    Second {WIDE}", WIDE)) == [f"{WIDE} {WIDE}", f"Second {WIDE} {WIDE}"]


def test_short_line_that_ends_a_sentence_ends_its_paragraph():
    assert read(lines(WIDE, "and here it ends.", f"Then {WIDE}")) == [f"{WIDE} and here it ends.", f"Then {WIDE}"]


def test_full_line_that_ends_a_sentence_does_not():
    full = f"{WIDE[:-4]} it."
    assert read(lines(WIDE, full, f"Then {WIDE}")) == [f"{WIDE} {full} Then {WIDE}"]


@pytest.mark.parametrize("bullet", ["•", "▪", "–", "-", "*", "o"])
def test_bullets_stand_alone(bullet):
    text = lines(WIDE + ":", f"{bullet} First thing", f"{bullet} Second thing that goes", "on here")
    assert read(text) == [f"{WIDE}:", f"{bullet} First thing", f"{bullet} Second thing that goes on here"]


def test_numbered_points_stand_alone():
    text = lines(f"{WIDE}:", "(1) the first point; and", f"(2) {WIDE.lower()}", "and more.", "a) another")
    assert read(text) == [f"{WIDE}:", "(1) the first point; and", f"(2) {WIDE.lower()} and more.", "a) another"]


def test_number_in_the_middle_of_a_sentence_is_no_point():
    assert read(lines(f"{WIDE} as told in part", f"35, {WIDE.lower()}")) == [
        f"{WIDE} as told in part 35, {WIDE.lower()}"
    ]


def test_heading_stands_alone():
    assert read(lines(WIDE, f"{WIDE[:-4]} it.", "The Next Part", f"Then {WIDE}")) == [
        f"{WIDE} {WIDE[:-4]} it.",
        "The Next Part",
        f"Then {WIDE}",
    ]


def test_rows_of_a_table_stay_rows():
    rows = ["Alabama 18,870 23,022 22,650 859", "Alaska 209 3,062 3,209 191", "Arizona 2,303 12,382 9,041 707"]
    assert read(lines(*rows)) == rows


def test_page_number_at_the_foot_or_head_stands_alone():
    assert read(lines("7", f"{WIDE.lower()}", WIDE, "8")) == ["7", f"{WIDE.lower()} {WIDE}", "8"]


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("super-\nvision", "supervision"),
        ("evidence-\nbased", "evidence-based"),
        ("self-\nreport", "self-report"),
        ("1-833-\n610-1264", "1-833-610-1264"),
        ("24-\nhour", "24-hour"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("pre-\nand post-test", "pre- and post-test"),
        ("day-\nto-day", "day-to-day"),
        ("https://example.org/a-\nlong-way", "https://example.org/a-long-way"),
        ("and –\nso", "and – so"),
    ],
)
def test_hyphen_at_the_end_of_a_line(divided, whole):
    before = f"{WIDE} and then "
    assert read(f"{before}{divided}") == [f"{before}{whole}"]


def test_the_page_itself_tells_which_hyphens_belong():
    assert read("A re-entry plan is read again for the re-\nentry of all")[0].endswith("the re-entry of all")
    assert read("An offbase place is off the map and the off-\nbase store")[0].endswith("the offbase store")


def test_word_made_of_two_knows_both():
    (paragraph,) = paragraphs(f"{WIDE} super-\nvision ends")
    count = len(WIDE.split())
    assert [word.tokens for word in paragraph[count:]] == [(count, count + 1), (count + 2,)]


@pytest.mark.parametrize("text", ["", " \n\n \n", "\n", "-", "-\n-", "•", "7", "\x0c", "a-\n", "-\na", "’-\nb"])
def test_scraps_are_no_error(text):
    assert "".join(read(text)).replace(" ", "").replace("-", "") == "".join(text.split()).replace("-", "")


@pytest.mark.parametrize("name", ["gao-2008-testimony-08-587t.pdf", "doj-2024-medical-equipment-final-rule.pdf"])
def test_no_word_of_a_real_document_is_lost_or_moved(samples, name):
    from library.intake.child.text import read_pages

    pages, _, _ = read_pages(pypdfium2.PdfDocument(samples / name), 5_000_000)
    for page in pages:
        tokens = [token for paragraph in paragraphs(page["text"]) for word in paragraph for token in word.tokens]
        assert tokens == list(range(len(page["text"].split())))


def test_real_page_reads_as_its_paragraphs(samples):
    from library.intake.child.text import read_pages

    pages, _, _ = read_pages(pypdfium2.PdfDocument(samples / "gao-2008-testimony-08-587t.pdf"), 5_000_000)
    found = read(pages[1]["text"])
    assert found[0] == "Mr. Chairman and Members of the Subcommittee:"
    assert [line.split()[:3] for line in found[1:4]] == [
        ["I", "am", "pleased"],
        ["The", "EAC", "was"],
        ["Five", "EAC", "members"],
    ]
    assert found[4:7] == ["Overview of EAC", "Creation and Purpose", "Survey Background"]
    assert found[-1] == "Page 1 GAO-08-587T"
