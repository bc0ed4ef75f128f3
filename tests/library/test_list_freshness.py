"""Counts and lists are kept between requests; they must never be old, and never cost more with more documents."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.models import Author, Authorship, Page, PublicationFile
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(client, publish, index):
    """Two documents, listed once so that everything is in the cache."""
    both = publish("First", topics=["Courts"], year=2001), publish("Second", topics=["Courts"], year=2002)
    index()
    for address in ("/library/", "/library/?topic=courts", "/library/?q=first", "/"):
        client.get(address)
    return both


def shown(client, query=""):
    answer = client.get(f"/library/{query}")
    return titles(answer), texts(seen(answer), "//h2[@id='count']")[0]


def test_new_document_is_listed_at_once_and_found_when_it_is_in_the_index(client, pair, publish, index):
    publish("First again", topics=["Courts"], year=2003)
    assert shown(client) == (["First again", "Second", "First"], "3 documents")
    assert shown(client, "?q=first") == (["First"], "1 document matches “first”")
    index()
    assert shown(client, "?q=first") == (["First", "First again"], "2 documents match “first”")


def test_change_of_title_and_year_is_seen_at_once(client, pair, index):
    first, _ = pair
    first.title, first.year = "Changed", 2003
    first.save()
    assert shown(client) == (["Changed", "Second"], "2 documents")
    index()
    assert shown(client, "?q=first") == ([], "No documents match “first”")


def test_change_of_topics_is_counted_at_once(client, pair, publish):
    first, _ = pair
    publish("Of another topic", state="draft", topics=["Victims"])
    first.topics.set(first.topics.model.objects.filter(slug="victims"))
    first.save()
    assert shown(client, "?topic=courts")[1] == "1 document"
    assert shown(client, "?topic=victims") == (["First"], "1 document")


def test_change_of_topics_alone_is_counted_within_ten_minutes_or_when_the_cache_is_emptied(client, pair, monkeypatch):
    first, second = pair
    first.topics.clear()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    assert shown(client, "?topic=courts")[1] == "1 document"
    second.topics.clear()
    cache.clear()
    assert shown(client, "?topic=courts")[1] == "No documents have all of these"


def test_search_asks_once_what_is_public(client, pair):
    with CaptureQueriesContext(connection) as captured:
        client.get("/library/?q=first")
    fingerprints = [query for query in captured if "MAX(" in query["sql"] and "public_from" in query["sql"]]
    assert len(fingerprints) == 2  # its two parts


def test_withdrawn_document_is_gone_at_once(client, pair):
    pair[0].move_to("withdrawn", withdrawn_reason="Its figures were wrong.")
    assert shown(client, "?topic=courts") == (["Second"], "1 document")
    assert shown(client, "?q=first") == ([], "No documents match “first”")


def test_deleted_document_is_gone_at_once(client, pair):
    pair[0].delete()
    assert shown(client, "?topic=courts") == (["Second"], "1 document")


def test_document_withdrawn_while_another_becomes_public_by_the_clock(client, pair, publish):
    """The number of documents is the same before and after, and the one that comes was not touched meanwhile."""
    publish("Third", state="scheduled", public_from=timezone.now() + timedelta(seconds=0.3), topics=["Courts"])
    pair[1].save()  # the latest change of all is that of a document that stays
    assert shown(client) == (["Second", "First"], "2 documents")
    pair[0].move_to("withdrawn", withdrawn_reason="Its figures were wrong.")
    time.sleep(0.4)
    assert shown(client, "?topic=courts&sort=title") == (["Second", "Third"], "2 documents")


def test_renamed_topic_is_seen_at_once(client, pair):
    topic = pair[0].topics.get()
    topic.name = "Courts and sentencing"
    topic.save()
    assert "Courts and sentencing" in texts(seen(client.get("/library/topics/")), "//dt/a")


ADDRESSES = [
    "/library/",
    "/library/?page=2&sort=title",
    "/library/?topic=courts&type=brief&year_from=1990",
    "/library/?q=title",
    "/library/?q=nothing-like-it",
    "/library/topics/",
    "/library/topics/courts/",
    "/",
]


def fill(publish, first, last):
    author, _ = Author.objects.get_or_create(name="Center for Sex Offender Management", kind="body")
    for number in range(first, last):
        publication = publish(f"Title {number}", topics=["Courts", "Victims"], audiences=["Judges"], year=2000)
        Authorship.objects.create(publication=publication, author=author)
        file = PublicationFile.objects.create(
            publication=publication, original=f"aa/{number}.pdf", size=1, page_count=1
        )
        Page.objects.create(file=file, number=1, text=f"Of title {number}", width=612, height=792)


def queries(client, address, *, cold):
    if cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("cold", [True, False], ids=["cold", "warm"])
def test_number_of_queries_does_not_grow_with_the_library(client, publish, index, cold):
    fill(publish, 0, 25)
    index()
    for address in ADDRESSES:
        client.get(address)
    few = {address: queries(client, address, cold=cold) for address in ADDRESSES}
    fill(publish, 25, 60)
    index()
    for address in ADDRESSES:
        client.get(address)
    assert {address: queries(client, address, cold=cold) for address in ADDRESSES} == few
    assert max(few.values()) <= (23 if cold else 15)
