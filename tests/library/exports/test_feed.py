"""A list as an Atom feed, read by feedparser and held against RFC 4287."""

import html
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone

from library.models import Publication

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def read(answer):
    """The feed as feedparser reads it, after checking what RFC 4287 requires."""
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for element in [root, *root.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        for moment in element.findall(f"{ATOM}updated"):
            assert datetime.fromisoformat(moment.text).tzinfo
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert relations.count("alternate") == 1
        assert all(link.get("href").startswith("http://testserver/") for link in element.findall(f"{ATOM}link"))
    assert root.find(f"{ATOM}author/{ATOM}name").text
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed


def links(feed):
    return {link.rel: link.href for link in feed.feed.links}


def test_entry_tells_what_the_document_is(client, written_by, write):
    document = written_by(
        "Law & <order>",
        "English, Kim",
        {"Colorado Department of Public Safety"},
        topics=["Treatment"],
        summary="5 < 6 & so on.",
    )
    file = write(document, ["Text"])
    (entry,) = read(client.get("/library/feed.atom")).entries
    assert html.unescape(entry.title) == "Law & <order>"
    assert entry.summary == "5 &lt; 6 &amp; so on."
    assert [author.name for author in entry.authors] == ["Kim English", "Colorado Department of Public Safety"]
    assert [tag.term for tag in entry.tags] == ["Treatment"]
    assert entry.link == "http://testserver/library/law-order/"
    (enclosure,) = entry.enclosures
    assert enclosure.href == "http://testserver/library/law-order/download/law-order.pdf"
    assert (enclosure.type, enclosure.length) == ("application/pdf", str(file.size))


def test_document_without_a_file_has_no_enclosure(client, publish):
    publish()
    assert read(client.get("/library/feed.atom")).entries[0].enclosures == []


def test_what_was_added_last_comes_first_whatever_order_is_asked_for(client, publish):
    for days, title in [(3, "Oldest"), (1, "Newest"), (2, "Middle")]:
        publish(title, public_from=timezone.now() - timedelta(days=days), year=2000 + days)
    for query in ({}, {"sort": "title"}, {"sort": "oldest"}):
        feed = read(client.get("/library/feed.atom", query))
        assert [entry.title for entry in feed.entries] == ["Newest", "Middle", "Oldest"]


def test_ids_stay_when_title_address_and_host_change(client, publish):
    document = publish("Before")
    before = read(client.get("/library/feed.atom")).entries[0].id
    assert before == f"tag:localhost,2026:publication/{document.pk}"
    document = Publication.objects.get()
    document.slug, document.title = "after", "After"
    document.save()
    after = read(client.get("/library/feed.atom")).entries[0]
    assert (after.title, after.id) == ("After", before)


def test_id_of_a_list_is_the_same_on_all_its_pages_and_in_any_order(client, publish):
    for number in range(25):
        publish(f"Brief {number}", topics=["Treatment"])
    plain = read(client.get("/library/feed.atom?topic=treatment")).feed.id
    assert plain == "tag:localhost,2026:list?topic=treatment"
    assert read(client.get("/library/feed.atom?topic=treatment&page=2&sort=title")).feed.id == plain
    assert read(client.get("/library/feed.atom")).feed.id != plain


def test_updated_moves_when_the_document_changes_or_gets_a_file(client, publish, write):
    long_ago = timezone.now() - timedelta(days=400)
    document = publish(public_from=long_ago)
    Publication.objects.update(modified_at=long_ago)
    first = read(client.get("/library/feed.atom")).entries[0]
    assert first.updated == first.published
    write(document, ["Text"])
    second = read(client.get("/library/feed.atom")).entries[0]
    assert second.updated > first.updated
    assert second.published == first.published
    assert read(client.get("/library/feed.atom")).feed.updated == second.updated


def test_totals_and_pages(client, publish):
    for number in range(45):
        publish(f"Brief {number}", topics=["Treatment"])
    feed = read(client.get("/library/feed.atom?topic=treatment&page=2"))
    root = ElementTree.fromstring(client.get("/library/feed.atom?topic=treatment&page=2").content)
    numbers = {name: root.find(f"{OPENSEARCH}{name}").text for name in ("totalResults", "startIndex", "itemsPerPage")}
    assert numbers == {"totalResults": "45", "startIndex": "21", "itemsPerPage": "20"}
    assert len(feed.entries) == 20
    base = "http://testserver/library/feed.atom?topic=treatment"
    assert links(feed) == {
        "self": f"{base}&page=2",
        "alternate": "http://testserver/library/?topic=treatment&sort=added&page=2",
        "first": base,
        "previous": base,
        "next": f"{base}&page=3",
        "last": f"{base}&page=3",
    }
    seen = [read(client.get(f"/library/feed.atom?topic=treatment&page={page}")).entries for page in (1, 2, 3)]
    assert len({entry.id for entries in seen for entry in entries}) == 45
    assert client.get("/library/feed.atom?page=4").status_code == 404


def test_empty_list_is_a_feed_too_and_stays_the_same(client):
    first, second = client.get("/library/feed.atom"), client.get("/library/feed.atom")
    assert read(first).entries == []
    assert first.content == second.content


def test_feed_of_a_search(client, publish, index):
    publish("Polygraph testing")
    publish("Housing")
    index()
    feed = read(client.get("/library/feed.atom?q=polygraph"))
    assert [entry.title for entry in feed.entries] == ["Polygraph testing"]
    assert feed.feed.title.startswith("polygraph – Library")


def test_unchanged_feed_answers_304(client, publish):
    publish("One")
    answer = client.get("/library/feed.atom")
    etag, changed = answer.headers["ETag"], answer.headers["Last-Modified"]
    for condition in ({"If-None-Match": etag}, {"If-Modified-Since": changed}):
        again = client.get("/library/feed.atom", headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
    publish("Two")
    assert client.get("/library/feed.atom", headers={"If-None-Match": etag}).status_code == 200


def test_unchanged_since_is_true_only_of_later_moments(client, publish):
    publish()
    before = (datetime.now(UTC) - timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert client.get("/library/feed.atom", headers={"If-Modified-Since": before}).status_code == 200


def test_characters_that_no_xml_may_have_are_left_out(client, written_by):
    written_by("A\x0bB", "O\x01Neill, P\x08at", summary="x\x1fy\ufffe", topics=["T\x02"])
    (entry,) = read(client.get("/library/feed.atom")).entries
    assert (entry.title, entry.summary, entry.authors[0].name) == ("AB", "xy", "Pat ONeill")


def test_filtered_feeds_are_kept_out_of_search_engines(client, publish):
    publish(topics=["Treatment"])
    assert "X-Robots-Tag" not in client.get("/library/feed.atom").headers
    assert client.get("/library/feed.atom?topic=treatment").headers["X-Robots-Tag"] == "noindex"


def test_what_cannot_be_asked_for_is_refused_with_the_reason(client):
    answer = client.get("/library/feed.atom?year_from=soon")
    assert answer.status_code == 400
    assert answer.text == "From: Write a year like 2007."
    assert client.post("/library/feed.atom").status_code == 405


def test_search_that_is_away_asks_to_be_asked_again(client, publish, search_folder):
    publish()
    answer = client.get("/library/feed.atom?q=brief")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/library/feed.atom").status_code == 200


def test_any_number_of_documents_takes_the_same_queries(written_by, write, queries):
    write(written_by("First", "English, Kim", {"A body"}, topics=["A", "B"]), ["Text"])
    few = queries("/library/feed.atom")
    for number in range(15):
        write(written_by(f"Brief {number}", "English, Kim", {"A body"}, topics=["A", "B"]), ["Text"])
    assert queries("/library/feed.atom") == few
