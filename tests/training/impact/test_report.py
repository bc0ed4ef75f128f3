"""The yearly report: one set of numbers as a page, as a CSV table and as a tagged PDF."""

import csv
import datetime
import io
import re

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import storages

from tests.seen import seen, text, texts

ADDRESS = "/impact/reports/2004/"


@pytest.fixture
def page(client, center):
    return seen(client.get(ADDRESS))


@pytest.fixture
def rows(client, center):
    """The rows of the CSV: (section, item, measure, value)."""
    table = text(client.get("/impact/reports/2004.csv")).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return [tuple(row) for row in csv.reader(io.StringIO(table))]


@pytest.fixture
def pdf(client, center):
    """The bytes of the PDF."""
    return b"".join(client.get("/impact/reports/2004.pdf"))


def cells(page):
    """(section, item, measure, value) of every cell of a page's tables."""
    for table in page.xpath("//main//table"):
        section = table.xpath("string(caption)")
        measures = texts(table, "thead/tr/th")[1:]
        for row in table.xpath("tbody/tr | tfoot/tr"):
            for measure, cell in zip(measures, texts(row, "td"), strict=True):
                yield section, " ".join(row.xpath("string(th)").split()), measure, cell


def plain(number):
    """As the CSV has it."""
    return number.replace(",", "") if re.fullmatch(r"[\d,]+", number) else number


def words_of(pdf):
    """The words of all pages, with whatever stands between them as one space; lines end at hyphens as well."""
    return " ".join(map(in_one_line, pypdfium2.PdfDocument(pdf)))


def in_one_line(page):
    return " ".join(page.get_textpage().get_text_range().replace("\ufffe", "-").split())


def test_the_csv_has_every_number_of_the_page(page, rows):
    on_page = [(*where, plain(value)) for *where, value in cells(page)]
    assert on_page == rows[1:]
    assert len(on_page) > 30


def test_the_pdf_has_every_row_of_the_page(page, pdf):
    words = words_of(pdf)
    rows = page.xpath("//main//table//tr")
    assert len(rows) > 30
    for row in rows:
        assert " ".join(texts(row, "th | td")) in words


@pytest.mark.parametrize("titles", [["A short title"] * 15, ["A title of two lines, " * 6, *["A short title"] * 13]])
def test_no_note_is_torn_over_two_pages_or_alone_on_one(client, center, learn, titles):
    """The lessons push the notes down to where a page would end within the first of them, or after it."""
    for number, title in enumerate(titles):
        learn(title, slug=f"lesson-{number}", written_on=datetime.date(2004, 1, 1))
    notes = texts(seen(client.get(ADDRESS)), "//main/section[last()]//li")
    printed = pypdfium2.PdfDocument(b"".join(client.get("/impact/reports/2004.pdf")))
    held = [sum(note in in_one_line(page) for note in notes) for page in printed]
    assert sum(held) == len(notes)
    assert 1 not in held


def test_what_was_not_recorded_reads_the_same_on_the_page_and_in_the_table(client, engage):
    engage(kind="on-site", begins="2001", trained={"judges": None})
    row = ("By kind of help", "On-site assistance", "Attendances", "not recorded")
    assert row in set(cells(seen(client.get("/impact/reports/2001/"))))
    table = csv.reader(io.StringIO(text(client.get("/impact/reports/2001.csv"))))
    assert list(row) in list(table)
    kinds = text(client.get("/impact/tables/engagements-by-year.csv"))
    assert '"2001","1","not recorded"' in kinds


def test_it_tells_what_funders_ask_for(rows):
    found = {(section, item, measure): value for section, item, measure, value in rows}
    assert found["The year in numbers", "Engagements", "Number"] == "4"
    assert found["The year in numbers", "States reached", "Number"] == "1"
    assert found["The year in numbers", "Tribes reached", "Number"] == "1"
    assert found["The year in numbers", "Inquiries answered", "Number"] == "not counted by this system yet"
    assert found["By kind of help", "Training", "Engagements"] == "2"
    assert found["Jurisdictions helped, by state", "Oregon", "Engagements"] == "2"
    assert found["Tribes helped", "Coquille Indian Tribe", "Engagements"] == "1"
    assert found["Documents published", "Handbook for teams", "Details"].startswith("Policy and practice brief")
    assert found["Changes of law, policy and practice", "Law passed", "Details"].startswith("change of law")
    assert ("Changes of law, policy and practice", "Team met", "Details") not in found
    assert ("Lessons written down", "Teams need a lead agency", "Details") in found
    assert found["Grants that paid for it", "2004-WP-BX-K001", "Funder"] == "Bureau of Justice Assistance"


def test_no_small_number_of_people_is_in_it(rows):
    people = [value for _, _, measure, value in rows if measure == "Attendances"]
    assert people
    assert not {"1", "2", "3", "4"} & set(people)
    assert "fewer than 5 or withheld" in people


def test_what_is_not_public_is_in_no_form(client, center):
    assert client.get("/impact/reports/2001/").status_code == 404
    assert "2001" not in texts(seen(client.get("/impact/reports/")), "//main//a")


def test_the_pdf_is_tagged_and_has_a_title_and_a_language(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title).startswith("Training and assistance in 2004")
        kinds = set(tags(root.StructTreeRoot.K))
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P", "/Link"} <= kinds


def tags(nodes):
    """The kinds of all structure elements."""
    for node in nodes if isinstance(nodes, pikepdf.Array) else [nodes]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S)
            if "/K" in node:
                yield from tags(node.K)


def test_the_pdf_leads_back_to_the_records(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        addresses = {str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})}
    assert "http://testserver/impact/engagements/?year=2004" in addresses


def test_it_is_printed_once_and_again_when_a_number_has_changed(client, center, engage, monkeypatch):
    from training.impact import printing

    printings = []
    monkeypatch.setattr(printing, "_print", lambda html: printings.append(html) or b"%PDF-1.7 no more")
    engage("Only here", begins="2004", trained={"judges": (77, 70)})  # no other test asks for these numbers
    for _ in range(3):
        b"".join(client.get("/impact/reports/2004.pdf"))
    assert len(printings) == 1
    engage("One more", begins="2004", trained={"judges": (60, 50)})
    b"".join(client.get("/impact/reports/2004.pdf"))
    assert len(printings) == 2
    kept = [name for name in storages["derived"].listdir("reports")[1] if name.startswith("2004-")]
    assert len(kept) == 1, "earlier printings are removed"


def test_a_press_that_fails_is_an_answer_to_come_back(client, center, monkeypatch):
    from training.impact import printing

    monkeypatch.setattr(printing, "_WALL_SECONDS", 0.01)
    answer = client.get("/impact/reports/2003.pdf")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_press_fetches_nothing(tmp_path):
    """Neither files nor the network: a page that asks for them is printed without."""
    from training.impact.printing import _print

    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">unmistakable</text></svg>')
    html = f'<html lang="en"><title>t</title><p>seen</p><img alt="x" src="file://{secret}"></html>'
    words = words_of(_print(html))
    assert "seen" in words
    assert "unmistakable" not in words


@pytest.mark.parametrize("year", ["1850", "2001", "99999999999999999999", "0"])
@pytest.mark.parametrize("ending", ["/", ".csv", ".pdf"])
def test_a_year_without_records_is_404(client, center, year, ending):
    assert client.get(f"/impact/reports/{year}{ending}").status_code == 404


def test_reports_are_listed_latest_first(client, center):
    years = texts(seen(client.get("/impact/reports/")), "//main//ul/li/a")
    assert years == [f"Training and assistance in {year}" for year in (2005, 2004, 2003)]


def test_without_records_there_are_no_reports(client, db):
    assert "There are no records yet." in client.get("/impact/reports/").text
