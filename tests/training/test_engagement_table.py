"""The list of engagements as a CSV table: exactly the list, for any spreadsheet."""

import csv
import io

import pytest

pytestmark = pytest.mark.django_db

TABLE = "/training/engagements.csv"


def rows(answer):
    text = answer.getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_columns(client, engage, publish, place, oregon):
    from library.models import Topic

    lane = place("Lane County")
    topics = [Topic.objects.create(name=name, slug=name.lower()) for name in ("Treating", "Courts; all")]
    documents = [publish("One", slug="one"), publish("Two", slug="two"), publish("Draft", state="draft")]
    engagement = engage(
        "Planning",
        number="TA-7",
        begins="2004-06",
        ends="open",
        kind="on-site",
        venue="Hall",
        places=[lane],
        jurisdictions=[lane, oregon],
        topics=topics,
        publications=documents,
        trained={"probation": 30, "judges": 20},
    )
    [row] = rows(client.get(TABLE))
    used = row.pop("publications used").split(" ")
    assert sorted(used) == ["http://testserver/library/one/", "http://testserver/library/two/"]
    assert row == {
        "number": "TA-7",
        "title": "Planning",
        "kind": "On-site assistance",
        "begins": "2004-06",
        "ends": "open",
        "venue": "Hall",
        "places": "Lane County, OR",
        "jurisdictions served": "Lane County, OR; Oregon",
        "disciplines": "Judges; Probation",
        "people who took part": "50",
        "topics": '"Courts; all"; Treating',
        "address": f"http://testserver/training/engagements/{engagement.pk}/",
    }


def test_is_the_list_at_the_same_parameters(client, engage, oregon):
    engage("B", jurisdictions=[oregon], begins="2001")
    engage("C", jurisdictions=[oregon], begins="1999")
    engage("A", jurisdictions=[oregon], kind="webinar", begins="2003")
    engage("D")
    engage("Hidden", jurisdictions=[oregon], is_public=False)
    query = "?jurisdiction=oregon&sort=title"
    assert query in client.get(f"/training/engagements/{query}").text.replace("&amp;", "&")
    assert [row["title"] for row in rows(client.get(f"{TABLE}{query}"))] == ["A", "B", "C"]
    assert [row["title"] for row in rows(client.get(f"{TABLE}?jurisdiction=oregon&kind=training"))] == ["B", "C"]


def test_longer_than_a_page_it_is_still_whole(client, engage):
    for _ in range(25):
        engage()
    assert len(rows(client.get(TABLE))) == 25


def test_numbers_that_pages_hide_are_hidden_here(client, engage):
    engage("Small", trained={"judges": 3})
    engage("None recorded", trained={"judges": None})
    people = {row["title"]: row["people who took part"] for row in rows(client.get(TABLE))}
    assert people == {"Small": "fewer than 5 or withheld", "None recorded": ""}


def test_no_cell_is_a_formula(client, engage):
    engage('=HYPERLINK("http://example.org")', venue="@SUM(A1)")
    [row] = rows(client.get(TABLE))
    assert (row["title"][:2], row["venue"][:2]) == ("'=", "'@")


def test_is_a_file_that_crawlers_leave_alone(client, engage):
    answer = client.get(TABLE)
    answer.close()
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="engagements.csv"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
