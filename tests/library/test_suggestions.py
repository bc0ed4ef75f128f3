"""Suggestions: as a page for everybody, and as JSON for browsers' search bars."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import SearchCount
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_for():
    """looked_for(words, times for each day, …, found=1) counts searches, one figure a day."""

    def count(words, *times, found=1):
        for days, number in enumerate(times):
            day = timezone.localdate() - timedelta(days=days)
            SearchCount.objects.create(day=day, words=words, times=number, found=found)

    return count


def suggested(client, words):
    """{heading: [what the links under it say]}"""
    page = seen(client.get("/library/suggest/", {"q": words}))
    headings = page.xpath("//main//h2")
    return {
        heading.text: [" ".join(link.text_content().split()) for link in heading.xpath("following-sibling::ul[1]//a")]
        for heading in headings
    }


def test_titles_topics_and_frequent_searches(client, publish, looked_for):
    publish("Polygraph testing", topics=["Polygraph", "Housing"])
    publish("Other", subtitle="On the polygraph")
    publish("Unrelated")
    looked_for("polygraph rules", 5)
    assert suggested(client, "poly") == {
        "What others looked for": ["polygraph rules"],
        "Topics": ["Polygraph"],
        "Titles of documents": ["Other: On the polygraph", "Polygraph testing"],
    }


def test_all_words_are_needed_in_any_order(client, publish):
    publish("Risk assessment of adults")
    publish("Risk and housing")
    assert suggested(client, "ASSESS risk")["Titles of documents"] == ["Risk assessment of adults"]


@pytest.mark.parametrize(
    ("times", "found", "is_told"),
    [([5], 1, True), ([4], 1, False), ([1, 1, 1], 1, True), ([2, 2], 1, False), ([9, 9, 9], 0, False)],
)
def test_searches_are_told_only_when_frequent_and_answered(client, looked_for, times, found, is_told):
    looked_for("unicorns", *times, found=found)
    assert ("What others looked for" in suggested(client, "unic")) == is_told
    assert client.get("/library/suggest.json?q=unic").json()[1] == (["unicorns"] if is_told else [])


def test_search_that_finds_nothing_any_more_is_not_suggested(client, looked_for):
    looked_for("unicorns", 9, found=3)
    SearchCount.objects.create(day=timezone.localdate() + timedelta(days=1), words="unicorns", times=1, found=0)
    assert suggested(client, "unicorns") == {"Nothing to suggest for “unicorns”": []}


def test_searches_without_words_are_never_suggested(client, looked_for):
    looked_for("", 50)
    assert client.get("/library/suggest.json?q=a").json()[1] == []


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_what_is_not_public_is_not_suggested(client, publish, state):
    publish("Quicksilver", state=state, topics=["Quicksilver topic"])
    assert suggested(client, "quick") == {"Nothing to suggest for “quick”": []}
    assert client.get("/library/suggest.json?q=quick").json() == ["quick", [], [], []]


def test_suggestions_lead_on(client, publish, looked_for):
    publish("Polygraph & law", slug="p", topics=["Polygraph"])
    looked_for("polygraph & law", 5)
    links = seen(client.get("/library/suggest/?q=polygraph")).xpath("//main//h2/following-sibling::*//a/@href")
    assert links == [
        "/library/?q=polygraph%20%26%20law",
        "/library/topics/polygraph/",
        "/library/p/",
        "/library/?q=polygraph",
    ]


def test_nothing_typed_gives_an_explanation(client, publish):
    publish()
    for query in ({}, {"q": "  "}, {"q": "\x00"}):
        answer = client.get("/library/suggest/", query)
        assert answer.status_code == 200
        assert texts(seen(answer), "//main//h2") == []
        assert client.get("/library/suggest.json", query).json() == ["", [], [], []]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "“”", "<b>", "9" * 201, "word " * 40, "\ud800"])
def test_rubbish_is_no_failure(client, publish, words):
    publish()
    query = {"q": words.encode("utf-8", "surrogatepass")}
    for address in ("/library/suggest/", "/library/suggest.json"):
        answer = client.get(address, query)
        assert answer.status_code == 200
        assert "<b>" not in answer.text or "json" in answer.headers["Content-Type"]
    assert client.get("/library/suggest.json", {"q": "%"}).json()[1] == []


def test_too_long_is_said(client):
    answer = client.get("/library/suggest/", {"q": "x" * 201})
    assert "Use at most 200 characters." in answer.text
    assert answer.text.index("<title>Error:")


def test_json_is_as_browsers_expect_it(client, publish):
    publish("Polygraph testing", topics=["Polygraph"])
    answer = client.get("/library/suggest.json?q=poly")
    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.json() == [
        "poly",
        ["Polygraph", "Polygraph testing"],
        [],
        ["http://testserver/library/?q=Polygraph", "http://testserver/library/?q=Polygraph+testing"],
    ]


def test_at_most_eight_of_a_kind(client, publish, looked_for):
    for number in range(10):
        publish(f"Brief {number}", topics=[f"Brief topic {number}"])
        looked_for(f"brief search {number}", 5)
    assert [len(links) for links in suggested(client, "brief").values()] == [8, 8, 8]


def test_any_number_of_documents_takes_the_same_few_queries(client, publish, looked_for, django_assert_max_num_queries):
    for number in range(20):
        publish(f"Brief {number}", topics=[f"Brief topic {number}"])
        looked_for(f"brief {number}", 5)
    client.get("/library/suggest/?q=brief")
    with django_assert_max_num_queries(5):
        client.get("/library/suggest/?q=brief")


def test_suggesting_is_no_search(client, publish):
    publish("Polygraph")
    client.get("/library/suggest/?q=polygraph", headers={"user-agent": "Mozilla/5.0 Firefox/140.0"})
    assert not SearchCount.objects.exists()


def test_search_without_results_leads_here(client, publish, index):
    publish()
    index()
    page = seen(client.get("/library/?q=un%26icorns"))
    assert page.xpath("//main//a[@href='/library/suggest/?q=un%26icorns']")
