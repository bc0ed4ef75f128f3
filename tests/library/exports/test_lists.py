"""What all files of a list have in common, and the CSV table."""

import csv
import io

import pytest

from library import exports
from tests.seen import seen, text

pytestmark = pytest.mark.django_db
FILES = ["csv", "ris", "bib"]
PAYLOADS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    '=HYPERLINK("x")',
    "'=1",
]


def rows(answer):
    """The rows of a CSV file as dictionaries."""
    content = text(answer)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))


def slugs(answer, form):
    """The slugs of the documents in a file, in order."""
    if form == "csv":
        return [row["slug"] for row in rows(answer)]
    content = text(answer)
    lines = content.splitlines()
    start, end = {"ris": ("ID  - ", ""), "bib": ("@techreport{", ",")}[form]
    return [line.removeprefix(start).removesuffix(end) for line in lines if line.startswith(start)]


@pytest.mark.parametrize("form", FILES)
def test_file_has_the_documents_of_the_list_in_its_order(client, publish, form):
    publish("B", slug="b", year=2001, topics=["Treatment"])
    publish("A", slug="a", year=2002, topics=["Treatment"])
    publish("C", slug="c", year=2003, topics=["Law"])
    answer = client.get(f"/library/results.{form}?topic=treatment&sort=title")
    assert slugs(answer, form) == ["a", "b"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="library.{form}"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert slugs(client.get(f"/library/results.{form}"), form) == ["c", "a", "b"]


@pytest.mark.parametrize("form", FILES)
def test_file_of_a_search_is_in_order_of_relevance(client, publish, index, form):
    publish("Housing", slug="summary", summary="On polygraph use.", year=2020)
    publish("Polygraph", slug="title", year=1990)
    publish("Other", slug="other")
    index()
    assert slugs(client.get(f"/library/results.{form}?q=polygraph"), form) == ["title", "summary"]


@pytest.mark.parametrize("form", FILES)
def test_empty_list_is_a_file_without_entries(client, form):
    answer = client.get(f"/library/results.{form}")
    assert answer.status_code == 200
    assert slugs(answer, form) == []


@pytest.mark.parametrize("form", FILES)
def test_file_holds_so_many_documents_and_says_so(client, publish, form, monkeypatch):
    monkeypatch.setattr(exports, "MOST", 5)
    monkeypatch.setattr(exports, "_AT_ONCE", 2)
    for number in range(7):
        publish(f"Brief {number}", slug=f"b{number}")
    answer = client.get(f"/library/results.{form}?sort=title")
    assert slugs(answer, form) == ["b0", "b1", "b2", "b3", "b4"]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="library-first-5-of-7.{form}"'
    if form == "bib":
        assert text(client.get("/library/results.bib")).startswith("% The first 5 of 7 documents.")


@pytest.mark.parametrize("form", FILES)
def test_wrong_year_is_refused_and_absent_search_asks_to_be_asked_again(client, publish, search_folder, form):
    publish()
    answer = client.get(f"/library/results.{form}?year_from=2007&year_to=2001")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.text.startswith("To: Write 2007 or a later year")
    assert client.get(f"/library/results.{form}?q=brief").status_code == 503
    assert client.post(f"/library/results.{form}").status_code == 405


@pytest.mark.parametrize("form", FILES)
def test_queries_grow_with_portions_not_with_documents(written_by, write, queries, form):
    write(written_by("First", "English, Kim", {"A body"}, topics=["A", "B"], audiences=["J"]), ["Text"])
    few = queries(f"/library/results.{form}")
    for number in range(30):
        write(written_by(f"Brief {number}", "English, Kim", topics=["A", "B"], audiences=["J", "K"]), ["Text"])
    assert queries(f"/library/results.{form}") == few


def test_table_has_the_catalogues_columns_and_the_addresses(client, written_by, write):
    document = written_by("A; b, c", "Zorn, Ada", {"A Body"}, slug="t", topics=["B", "A"], year=2007, month=3)
    write(document, ["Text"])
    (row,) = rows(client.get("/library/results.csv"))
    assert row["title"] == "A; b, c"
    assert row["authors"] == "Zorn, Ada; A Body"
    assert (row["topics"], row["type"], row["year"], row["month"], row["day"]) == ("A; B", "brief", "2007", "3", "")
    assert row["address"] == "http://testserver/library/t/"
    assert row["download"] == "http://testserver/library/t/download/t.pdf"
    assert not {"state", "featured"} & set(row)


def test_table_can_be_read_by_the_import(client, publish):
    from library.importing.layout import PUBLICATIONS
    from library.importing.reading import read_catalogue

    publish("Plain", slug="plain", summary="+1 202 is where it starts.")
    content = text(client.get("/library/results.csv"))
    own = [line.rsplit('","', 2)[0] + '"' for line in content.splitlines()]  # the addresses are ours
    catalogue = read_catalogue("\r\n".join(own).encode(), PUBLICATIONS)
    assert catalogue["slug"] == ["plain"]
    assert catalogue["summary"] == ["+1 202 is where it starts."]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(client, written_by, payload):
    everywhere = dict.fromkeys(
        ["title", "subtitle", "summary", "publisher", "identifier", "rights", "provenance"], payload
    )
    written_by(everywhere.pop("title"), {payload}, slug="x", topics=[payload], audiences=[payload], **everywhere)
    (row,) = rows(client.get("/library/results.csv"))
    guarded = [name for name, cell in row.items() if payload.strip() in cell]
    assert len(guarded) == 10
    for name in guarded:
        assert row[name].startswith("'"), name


def test_list_page_leads_to_its_other_forms(client, publish):
    publish(topics=["Treatment"])
    page = seen(client.get("/library/?topic=treatment&sort=title"))
    found = {link.text: link.get("href") for link in page.xpath("//p[contains(@class, 'other-forms')]/a")}
    query = "?topic=treatment&sort=title"
    assert found == {
        "Atom feed": f"/library/feed.atom{query}",
        "CSV": f"/library/results.csv{query}",
        "RIS": f"/library/results.ris{query}",
        "BibTeX": f"/library/results.bib{query}",
    }
    (alternate,) = page.xpath("//link[@rel='alternate']")
    assert (alternate.get("type"), alternate.get("href")) == ("application/atom+xml", found["Atom feed"])
    for address in found.values():
        assert client.get(address).status_code == 200
