"""Topics: the index of them, and one page for each."""

import pytest

from library.models import Topic
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(publish):
    publish("A guide", type="guide", topics=["Courts", "Victims"], year=2001)
    publish("An older brief", topics=["Courts", "Victims"], year=1999)
    publish("A newer brief", topics=["Courts", "Treatment"], year=2003)
    publish("Elsewhere", topics=["Treatment"])
    publish("A draft", state="draft", topics=["Courts", "Secrets"])


def test_index_names_each_topic_with_its_number_of_public_documents(client, shelf):
    Topic.objects.filter(slug="courts").update(description="Judges and what they order.")
    page = seen(client.get("/library/topics/"))
    assert texts(page, "//dt") == ["Courts 3 documents", "Treatment 2 documents", "Victims 2 documents"]
    assert texts(page, "//dd") == ["Judges and what they order."]


def test_index_of_a_library_without_topics_leads_to_the_library(client, publish):
    publish()
    assert "/library/" in seen(client.get("/library/topics/")).xpath("//main//p/a/@href")


def test_topic_shows_its_documents_by_type_the_newest_first(client, shelf):
    Topic.objects.filter(slug="courts").update(description="Judges.\n\nAnd <others>.")
    page = seen(client.get("/library/topics/courts/"))
    assert texts(page, "//h1") == ["Courts"]
    assert texts(page, "//div[@class='lead']/p") == ["Judges.", "And <others>."]
    assert texts(page, "//section[.//li[@class='doc']]/h2") == ["Guides 1", "Policy and practice briefs 2"]
    assert texts(page, "//li[@class='doc']//a") == ["A guide", "A newer brief", "An older brief"]


def test_topic_names_its_neighbors_with_what_they_share(client, shelf):
    page = seen(client.get("/library/topics/courts/"))
    assert texts(page, "//section[@aria-labelledby='neighbors']//li") == ["Victims 2 documents", "Treatment 1 document"]


def test_topic_with_very_many_documents_of_a_type_leads_to_the_rest(client, publish):
    for number in range(21):
        publish(f"Title {number}", topics=["Courts"])
    page = seen(client.get("/library/topics/courts/"))
    assert len(page.xpath("//li[@class='doc']")) == 20
    [rest] = page.xpath("//a[starts-with(., 'See all 21')]/@href")
    assert texts(seen(client.get(rest)), "//h2[@id='count']") == ["21 documents"]


@pytest.mark.parametrize("slug", ["secrets", "unheard-of"])
def test_topic_without_public_documents_is_404(client, shelf, slug):
    assert client.get(f"/library/topics/{slug}/").status_code == 404
