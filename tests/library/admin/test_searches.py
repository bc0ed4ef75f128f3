"""The report on what visitors look for."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import SearchCount
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db
REPORT = "/admin/library/searchcount/"


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def searches(db):
    """Three kinds of searches in this month, one of the month before, and some whose words are not kept."""

    def count(words, days, **numbers):
        SearchCount.objects.create(day=days_ago(days), words=words, **numbers)

    count("polygraph", 0, times=3, found=7)
    count("polygraph", 1, times=4, found=9, asked=1)
    count("unicorns", 2, times=2, found=0, asked=2)
    count("=cmd|calc", 3, times=1, found=0)
    count("learned since", 5, times=6, found=0)
    count("learned since", 1, times=1, found=3)
    count("last month", 40, times=50, found=0)
    count("", 0, times=12)


def rows(answer):
    """[[words, times, days, found, asked], …] as the table shows them."""
    return [texts(row, "./th/a | ./td") for row in seen(answer).xpath("//table[@class='searches']/tbody/tr")]


def test_most_frequent_searches_of_the_last_30_days(staff_client, searches):
    answer = staff_client.get(REPORT)
    assert rows(answer) == [
        ["learned since", "7", "2", "3", "0"],
        ["polygraph", "7", "2", "7", "1"],
        ["unicorns", "2", "1", "nothing", "2"],
        ["=cmd|calc", "1", "1", "nothing", "0"],
    ]
    told = seen(answer).text_content()
    assert "29 searches, 3 of them followed by an inquiry" in told
    assert "The words of 12 were not kept" in told


def test_searches_that_found_nothing_are_those_that_still_do(staff_client, searches):
    assert [row[0] for row in rows(staff_client.get(REPORT, {"kind": "nothing"}))] == ["unicorns", "=cmd|calc"]


def test_searches_followed_by_an_inquiry(staff_client, searches):
    assert [row[0] for row in rows(staff_client.get(REPORT, {"kind": "asked"}))] == ["unicorns", "polygraph"]


def test_any_range_of_days(staff_client, searches):
    period = {"first": days_ago(40).isoformat(), "last": days_ago(5).isoformat()}
    assert rows(staff_client.get(REPORT, period)) == [
        ["last month", "50", "1", "nothing", "0"],
        ["learned since", "6", "1", "nothing", "0"],
    ]
    only_one = {"first": days_ago(1).isoformat(), "last": days_ago(1).isoformat()}
    assert [row[:2] for row in rows(staff_client.get(REPORT, only_one))] == [["polygraph", "4"], ["learned since", "1"]]


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ({"first": "yesterday"}, "Enter a valid date."),
        ({"first": "2026-02-30"}, "Enter a valid date."),
        ({"first": "2026-02-02", "last": "2026-02-01"}, "This day is before the first one."),
        ({"kind": "no-kind"}, "Select a valid choice."),
    ],
)
def test_wrong_days_are_explained_and_kept(staff_client, searches, period, reason):
    answer = staff_client.get(REPORT, period)
    assert answer.status_code == 200
    assert reason in answer.text
    assert rows(answer) == []
    for name in ("first", "last"):
        assert name not in period or f'value="{period[name]}"' in answer.text
    assert staff_client.get(f"{REPORT}csv/", period).status_code == 400


def test_words_lead_to_the_search_and_to_what_teaches_it(staff_client, publish, searches):
    links = seen(staff_client.get(REPORT, {"kind": "nothing"})).xpath(
        "(//table[@class='searches']/tbody/tr)[2]//a/@href"
    )
    assert links == [
        "/library/?q=%3Dcmd%7Ccalc",
        "/admin/library/synonyms/add/?line=%3Dcmd%7Ccalc",
        "/admin/library/promotedresult/add/?query=%3Dcmd%7Ccalc",
    ]
    assert 'value="=cmd|calc"' in staff_client.get(links[1]).text
    assert 'value="=cmd|calc"' in staff_client.get(links[2]).text


def test_csv_has_all_rows_and_no_formula(staff_client, searches):
    answer = staff_client.get(f"{REPORT}csv/", {"kind": "nothing"})
    name = f"searches-{days_ago(30)}-to-{days_ago(0)}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    content = answer.content.decode()
    assert content.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(content.removeprefix("\ufeff")))) == [
        ["words", "times", "on days", "found last", "went on to ask"],
        ["unicorns", "2", "1", "0", "2"],
        ["'=cmd|calc", "1", "1", "0", "0"],
    ]


def test_long_reports_come_in_pages(staff_client):
    for number in range(101):
        SearchCount.objects.create(day=days_ago(1), words=f"words {number:03}", times=1)
    first = staff_client.get(REPORT)
    assert len(rows(first)) == 100
    (following,) = seen(first).xpath("//p[@class='paginator']/a/@href")
    assert rows(staff_client.get(REPORT + following))[0][0] == "words 100"
    assert len(staff_client.get(f"{REPORT}csv/").content.splitlines()) == 102


def test_only_who_may_see_searches_sees_them(client, staff, searches):
    for address in (REPORT, f"{REPORT}csv/"):
        assert client.get(address).status_code == 302
        assert staff("view_publication", "change_publication").get(address).status_code == 403
    viewer = staff("view_searchcount")
    page = viewer.get(REPORT)
    assert "unicorns" in page.text
    assert "Add synonyms" not in page.text
    assert "Promote a result" not in page.text
    assert viewer.post(REPORT, {"words": "x"}).status_code in (200, 405)
    assert SearchCount.objects.count() == 8


def test_start_page_counts_what_found_nothing(staff, staff_client, searches):
    page = seen(staff_client.get("/admin/"))
    (row,) = page.xpath("//tr[.//a[@href='/admin/library/searchcount/?kind=nothing']]")
    assert texts(row, "./td") == ["2"]
    assert "that found nothing" not in staff("view_publication").get("/admin/").text
