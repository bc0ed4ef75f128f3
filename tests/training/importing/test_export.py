"""The list as a table: what comes out can come in again, no spreadsheet runs it, and internal notes stay inside."""

import csv
import io

import openpyxl
import pytest

from training.models import Award, Engagement

EXPORT = "/admin/training/engagement/export/"
CSV, XLSX = "0", "1"


@pytest.fixture
def exported(staff_client):
    """exported(format, query) → the answer to the export form."""
    return lambda format=CSV, query="": staff_client.post(EXPORT + query, {"format": format, "resource": "0"})


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def rich(engage, partner, publish, place, oregon):
    """Engagements that use every column, with places that are hard to tell apart."""
    twins = [place("Twin City", kind, slug=f"twin-{kind}") for kind in ("city", "county")]
    tribe = place("People; of the River", "tribe")
    award = Award(number="=1998; WP", title="Resource center", funder="An office")
    award.set_period("1998")
    award.save()
    full = engage(
        'Résumé, “quoted” and "plain"',
        number="+1",
        kind="peer-visit",
        begins="2004-03-15",
        ends="2004-03-17",
        jurisdictions=[*twins, tribe, oregon],
        places=[twins[0]],
        topics=publish("A guide", topics=["Law", "Courts; and judges"]).topics.all(),
        publications=[publish("Another guide"), publish("A guide 2")],
        partners="An agency",
        venue="@ the capitol",
        award=award,
        partnership=partner(),
        summary="One.\r\n\r\nTwo.",
        result="-1 law",
        internal_notes="Between us",
        trained={"judges": (12, 5), "courts": None, "parole": 0, "treatment": (7, None)},
    )
    engage("Kept", number="kept", is_public=False, begins="2018", ends="open")
    engage("Plain", number="plain", begins="2004")
    return full


def test_export_has_every_column_in_the_form_of_an_import(exported, rich):
    row = next(row for row in rows(exported()) if row["title"] == rich.title)
    assert row["jurisdictions"] == 'Oregon; "People; of the River"; twin-city; twin-county'
    assert row["places"] == "twin-city"
    assert row["topics"] == '"Courts; and judges"; Law'
    assert row["publications"] == "a-guide-2; another-guide"
    assert (row["begins"], row["ends"], row["kind"], row["public"]) == ("2004-03-15", "2004-03-17", "peer-visit", "yes")
    assert (row["award"], row["partnership"]) == ("'=1998; WP", "a-county-plans-together")
    people = [
        row[f"{what}_{slug}"] for slug in ("judges", "courts", "parole", "law-makers") for what in ("people", "new")
    ]
    assert people == ["12", "5", "?", "", "0", "", "", ""]


@pytest.mark.usefixtures("rich")
def test_exported_catalogue_imported_again_changes_nothing(exported, run, catalogue):
    entries = Engagement.history.count()
    told = run(catalogue(exported().content))
    assert told.error is None, told.problems
    assert told.out.endswith("\n3 unchanged.\n")
    assert Engagement.history.count() == entries


@pytest.mark.usefixtures("rich")
def test_exported_catalogue_brings_back_what_was_deleted(exported, run, catalogue):
    path, before = catalogue(exported().content), rows(exported())
    Engagement.objects.all().delete()
    assert run(path).error is None
    assert sorted(map(str, rows(exported()))) == sorted(str(row).replace("\\r", "") for row in before)


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("format", [CSV, XLSX])
def test_internal_notes_are_not_exported(exported, format):
    answer = exported(format)
    if format == XLSX:
        cells = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
        text = str(list(cells))
    else:
        text = answer.content.decode()
    assert "Another" in text or "another-guide" in text
    assert "Between us" not in text
    assert "internal" not in text


@pytest.mark.usefixtures("rich")
def test_no_cell_of_a_csv_export_begins_a_formula(exported):
    cells = [cell for row in rows(exported()) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))]
    assert {"'+1", "'@ the capitol", "'-1 law"} <= set(cells)


def test_filtered_list_is_exported_filtered(exported, engage, oregon):
    engage("Here", jurisdictions=[oregon])
    engage("There")
    assert [row["title"] for row in rows(exported(query="?state=OR"))] == ["Here"]
    assert [row["title"] for row in rows(exported(query="?q=there"))] == ["There"]


def test_export_needs_the_right_to_see_engagements(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("staff", is_staff=True))
    assert client.get(EXPORT).status_code == 403
    assert client.post(EXPORT, {"format": CSV, "resource": "0"}).status_code == 403


def test_export_asks_the_database_as_often_for_many_as_for_few(exported, engage, oregon, django_assert_max_num_queries):
    for _ in range(60):
        engage(jurisdictions=[oregon], trained={"judges": 3, "courts": 4})
    with django_assert_max_num_queries(22):
        assert len(rows(exported())) == 60
