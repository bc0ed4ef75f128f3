"""How to ask, while the inquiry desk is not open yet."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(settings):
    settings.CONTACT_EMAIL = "library@example.org"


def subject(answer):
    [letter] = seen(answer).xpath("//main//a[starts-with(@href, 'mailto:')]/@href")
    parts = urlsplit(letter)
    assert parts.path == "library@example.org"
    return parse_qs(parts.query)["subject"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "Question to the library"),
        ({"format": "1"}, "A document in another format"),
        ({"document": "r-d"}, "Question about: R&D? “Yes”"),
        ({"document": "r-d", "format": "1"}, "Another format of: R&D? “Yes”"),
        ({"q": "post-conviction polygraph"}, "Looking for: post-conviction polygraph"),
        ({"topic": "treatment"}, "Question about the topic: Treatment"),
        ({"topic": "treatment", "document": "r-d"}, "Question about: R&D? “Yes”"),
        ({"topic": "unheard-of", "q": "polygraph"}, "Looking for: polygraph"),
        ({"q": "a\r\nBcc: everybody@example.org"}, "Looking for: a Bcc: everybody@example.org"),
    ],
)
def test_letter_names_what_the_reader_came_with(client, publish, address, query, expected):
    publish("R&D? “Yes”", slug="r-d", topics=["Treatment"])
    assert subject(client.get("/ask/", query)) == [expected]


def test_document_that_came_along_is_named_and_linked(client, publish, address):
    publication = publish("Time to Work")
    page = seen(client.get("/ask/?document=time-to-work"))
    assert texts(page, f"//main//a[@href='{publication.get_absolute_url()}']") == ["Time to Work"]
    assert "/ask/?format=1&document=time-to-work" in page.xpath("//main//a/@href")


def test_topic_that_came_along_is_named(client, publish, address):
    publish(topics=["Treatment & risk"])
    assert "About the topic: Treatment & risk" in texts(seen(client.get("/ask/?topic=treatment-risk")), "//main/p")


@pytest.mark.parametrize("slug", ["", "unheard-of", "\x00", "x" * 5000])
def test_unknown_topic_is_left_aside(client, address, slug):
    answer = client.get("/ask/", {"topic": slug})
    assert subject(answer) == ["Question to the library"]
    assert "About the topic" not in answer.text


@pytest.mark.parametrize("slug", ["secret-draft", "unheard-of", "\x00", "x" * 5000])
def test_document_that_is_not_public_is_not_named(client, publish, address, slug):
    publish("Secret draft", state="draft")
    answer = client.get("/ask/", {"document": slug})
    assert subject(answer) == ["Question to the library"]
    assert "Secret draft" not in answer.content.decode()


def test_installation_without_an_address_says_so(client, settings):
    settings.CONTACT_EMAIL = ""
    answer = client.get("/ask/")
    assert "has not named an address" in answer.content.decode()
    assert not seen(answer).xpath("//a[starts-with(@href, 'mailto:')]")


def test_emergencies_and_limits_come_before_anything_to_fill_in(client, address):
    headings = texts(seen(client.get("/ask/")), "//h2")
    assert headings[0] == "If someone is in danger now"
    assert "What we can’t do" in headings
