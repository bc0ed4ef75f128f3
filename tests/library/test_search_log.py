"""Counting what is looked for: what is counted, what is kept, and what leaves no trace."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from library import search_log
from library.intake.housekeeping import keep_house_daily
from library.models import SearchCount

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
LIST = "http://testserver/library/"


@pytest.fixture
def visit(client, index, publish, monkeypatch):
    """visit(address, **headers) → the answer to a browser's request, in a library with two documents on treatment.

    What is counted is written at once. tests/processes/test_search_log.py sees it written beside the answer.
    """
    monkeypatch.setattr(search_log, "_later", search_log._count)
    publish("Treatment", topics=["Therapy"])
    publish("Housing", summary="And treatment.")
    index()

    def get(address, *, method="get", **headers):
        return getattr(client, method)(address, headers={"user-agent": BROWSER, **headers})

    return get


def counted():
    return list(SearchCount.objects.order_by("words").values_list("words", "times", "found", "asked"))


def test_a_search_is_counted_by_day_with_what_it_found(visit):
    visit("/library/?q=Treatment")
    visit("/library/?q=treatment")
    visit("/library/?q=unicorns")
    assert counted() == [("treatment", 2, 2, 0), ("unicorns", 1, 0, 0)]
    assert set(SearchCount.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_nothing_but_day_words_and_numbers_is_kept():
    assert {field.name for field in SearchCount._meta.fields} == {"id", "day", "words", "times", "found", "asked"}


def test_the_number_found_is_that_of_the_words_without_filters(visit):
    visit("/library/?q=treatment&topic=therapy")
    visit("/library/?q=type:brief+treatment", referer=f"{LIST}?q=other")
    assert counted() == [("treatment", 2, 2, 0)]


def test_misprint_counts_as_what_was_looked_for_and_once(visit):
    """Or it would be suggested to others as a search that finds something."""
    visit("/library/?q=treatmnt")
    visit("/library/?q=treatmnt&sort=title", referer=f"{LIST}?q=treatmnt")
    assert counted() == [("treatment", 1, 2, 0)]
    visit("/library/?q=treatmnt&spelling=kept", referer=f"{LIST}?q=treatmnt")
    assert counted() == [("treatment", 1, 2, 0)]


@pytest.mark.parametrize("address", ["/library/", "/library/?q=", "/library/?q=%26", "/library/?topic=therapy"])
def test_a_list_without_words_is_no_search(visit, address):
    visit(address)
    assert counted() == []


def test_other_pages_are_no_new_search(visit, publish, index):
    for number in range(25):
        publish(f"Treatment {number}")
    index()
    assert visit("/library/?q=treatment&page=2").status_code == 200
    assert counted() == []


@pytest.mark.parametrize(
    "before", ["?q=treatment", "?q=%20TREATMENT", "?q=treatment&type=brief", "?topic=therapy&q=treatment&page=2"]
)
def test_another_filter_order_or_page_of_a_search_is_no_new_one(visit, before):
    visit("/library/?q=treatment&sort=title", referer=LIST + before)
    assert counted() == []


def test_other_words_on_the_same_page_are_a_new_search(visit):
    visit("/library/?q=treatment", referer=f"{LIST}?q=housing")
    visit("/library/?q=housing", referer="http://testserver/library/treatment/?q=housing")
    visit("/library/?q=therapy", referer="http://[broken")
    assert [words for words, *_ in counted()] == ["housing", "therapy", "treatment"]


@pytest.mark.parametrize("headers", [{"cache-control": "max-age=0"}, {"cache-control": "no-cache"}])
def test_a_reload_is_no_new_search(visit, headers):
    visit("/library/?q=treatment", **headers)
    assert counted() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": ""},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "GPTBot/1.2"},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": "python-requests/2.32"},
        {"user-agent": "archive.org_bot"},
        {"sec-purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_prefetching_browsers_are_not_counted(visit, headers):
    assert visit("/library/?q=treatment", **headers).status_code == 200
    assert counted() == []


def test_head_is_not_counted(visit):
    visit("/library/?q=treatment", method="head")
    assert counted() == []


def test_search_that_is_away_is_not_counted(client, publish, search_folder):
    publish("Treatment")
    assert client.get("/library/?q=treatment", headers={"user-agent": BROWSER}).status_code == 503
    assert counted() == []


PERSONAL = [
    "jane.marker@example.org",
    "jane marker@example",
    "marker [at] example.org",
    "marker 202-555-0123",
    "marker (202) 555 0123",
    "marker +1.202.555.0123",
    "marker ２０２５５５０１２３",
    "marker 123-45-6789",
    "marker 123 45 6789",
    "marker 1 2 3 4 5 6 7 8 9",
    "marker 1234567",
    "marker 12\u200b345\u200b67",
    "marker 3/15/1985",
    "marker 1985-03-15",
    "marker March 15, 1985",
    "marker 15th of march 1985",
    "marker born 1985",
    "marker 2019-CR-001234",
    "marker 1200 Maple Street",
    "marker " * 13,
]
HARMLESS = [
    "risk assessment",
    "2001 2007",
    "GAO-08-587T",
    "NCJ 201994",
    "42 U.S.C. 16911",
    "28 CFR 35.130",
    "public law 109-248",
    "§ 16913(b)",
    "static-99r",
    "24/7 monitoring",
    "12 step program for drivers",
]


@pytest.mark.parametrize("words", PERSONAL)
def test_what_may_be_about_a_person_is_counted_without_its_words(visit, words, caplog, tmp_path):
    with caplog.at_level(logging.DEBUG):
        visit(f"/library/?q={words.strip()}")
        visit(f"/ask/?q={words.strip()}", referer=f"{LIST}?q={words.strip()}")
    assert [(kept, times) for kept, times, *_ in counted()] == [("", 1)]
    dump = "\n".join(connection.connection.iterdump())
    assert "library_searchcount" in dump
    assert "marker" not in dump.lower()


@pytest.mark.parametrize("words", HARMLESS)
def test_what_practitioners_look_for_is_kept(visit, words):
    visit(f"/library/?q={words}")
    assert [kept for kept, *_ in counted()] == [words.lower()]


def test_what_was_looked_for_is_in_no_log(visit, caplog, monkeypatch):
    def busy(*_, **__):
        raise OperationalError("database is locked: INSERT ... 'unicorns'")

    monkeypatch.setattr("library.querysets.SearchCountQuerySet.get_or_create", busy)
    with caplog.at_level(logging.DEBUG, logger="library"), caplog.at_level(logging.INFO):
        assert visit("/library/?q=unicorns").status_code == 200
    assert "a search was not counted (OperationalError)" in caplog.text
    assert "unicorns" not in caplog.text


def test_whoever_goes_on_to_ask_is_counted_at_the_search(visit):
    visit("/library/?q=unicorns")
    visit("/ask/?q=Unicorns", referer=f"{LIST}?q=unicorns")
    assert counted() == [("unicorns", 1, 0, 1)]


def test_going_on_to_ask_the_next_day_counts_at_the_day_of_the_search(visit):
    yesterday = timezone.localdate() - timedelta(days=1)
    SearchCount.objects.create(day=yesterday, words="unicorns", times=1)
    visit("/ask/?q=unicorns", referer=f"{LIST}?q=unicorns")
    assert counted() == [("unicorns", 1, 0, 1)]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/ask/?q=never+looked+for", {"referer": f"{LIST}?q=never+looked+for"}),
        ("/ask/?q=unicorns", {"referer": "http://testserver/about/"}),
        ("/ask/?q=unicorns", {}),
        ("/ask/?q=unicorns", {"referer": f"{LIST}?q=unicorns", "cache-control": "max-age=0"}),
        ("/ask/?q=unicorns", {"referer": f"{LIST}?q=unicorns", "user-agent": "GPTBot/1.2"}),
        ("/ask/", {"referer": f"{LIST}?q=unicorns"}),
    ],
)
def test_asking_without_a_search_before_it_stores_nothing(visit, address, headers):
    visit("/library/?q=unicorns")
    assert visit(address, **headers).status_code == 200
    assert counted() == [("unicorns", 1, 0, 0)]


def test_entries_are_removed_after_thirteen_months(db):
    today = timezone.localdate()
    for days in (0, 395, 397, 4000):
        SearchCount.objects.create(day=today - timedelta(days=days), words="w")
    keep_house_daily()
    assert sorted((today - count.day).days for count in SearchCount.objects.all()) == [0, 395]
