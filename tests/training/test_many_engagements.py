"""What twenty or two thousand engagements cost the database: the same number of questions a page."""

import csv
import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Topic

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/training/",
    "/training/engagements/",
    "/training/engagements/?page=2&sort=title",
    "/training/engagements/?kind=training&sort=oldest",
    "/training/engagements/?jurisdiction=oregon&discipline=judges",
    "/training/engagements/?q=supervision+county",
    "/training/engagements/?held=oregon&kind=training",
    "/training/engagements/?kind=webinar&topic=treating&year=1990",
]


@pytest.fixture
def topics(db):
    return [Topic.objects.create(name=name, slug=name.lower()) for name in ("Treating", "Courts", "Assessing")]


def questions(client, address):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address)
        answer.getvalue()
    assert answer.status_code == 200
    return len(asked)


def test_pages_ask_the_database_as_often_for_few_as_for_many(client, publish, many_engagements, topics):
    documents = [publish(f"Document {number}") for number in range(5)]
    many_engagements(100, topics, documents)
    few = {address: questions(client, address) for address in ADDRESSES}
    many_engagements(2000, topics, documents)
    assert {address: questions(client, address) for address in ADDRESSES} == few
    assert max(few.values()) <= 25


def test_the_page_of_one_engagement_asks_as_often_for_much_as_for_little(
    client, engage, many_engagements, oregon, topics
):
    engagement = engage("A", jurisdictions=[oregon], topics=topics[:1], trained={"judges": 9})
    engage("B", jurisdictions=[oregon])
    little = questions(client, engagement.get_absolute_url())
    many_engagements(500, topics)
    engagement.topics.set(topics)
    assert questions(client, engagement.get_absolute_url()) == little


def test_the_table_asks_a_few_times_for_each_thousand(client, many_engagements, topics):
    many_engagements(900, topics)
    some = questions(client, "/training/engagements.csv")
    many_engagements(1000, topics)
    assert questions(client, "/training/engagements.csv") <= 2 * some
    assert client.get("/training/engagements.csv").getvalue().count(b"http://testserver/training/engagements/") == 1900


def test_words_that_very_many_have_find_the_same_as_words_that_few_have(client, many_engagements, monkeypatch):
    """Few are named by their keys, many are looked for again with each filter: counts must not show which it was."""
    many_engagements(60)
    by_keys = client.get("/training/engagements/?q=part").text
    monkeypatch.setattr("training.lists._MOST_KEYS", 5)
    assert client.get("/training/engagements/?q=part").text == by_keys
    assert len(list(csv.reader(io.StringIO(client.get("/training/engagements.csv?q=part").getvalue().decode())))) == 61
