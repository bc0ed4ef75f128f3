"""What crawlers are told to leave alone."""

from urllib.robotparser import RobotFileParser

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def allowed(client):
    """allowed(address) → whether robots.txt lets crawlers fetch it, as urllib reads it and as RFC 9309 has it."""
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.text.splitlines())
    rules = [line.split(": ", 1) for line in answer.text.splitlines() if line.startswith(("Allow", "Disallow"))]

    def ask(address):
        fitting = [(len(path), verb == "Allow") for verb, path in rules if address.startswith(path)]
        longest = max(fitting, default=(0, True))[1]
        assert parser.can_fetch("Anybot/1.0", f"http://testserver{address}") == longest
        return longest

    return ask


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/library/",
        "/library/?page=2",
        "/library/some-document/",
        "/library/some-document/pages/3/",
        "/library/some-document/download/some-document.pdf",
        "/library/suggested-practice/",
        "/library/results-of-treatment/",
        "/library/topics/",
        "/library/topics/treatment/",
        "/library/feed.atom",
        "/ask/",
        "/opensearch.xml",
    ],
)
def test_documents_and_the_ways_to_them_are_open(allowed, address):
    assert allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "/library/?q=treatment",
        "/library/?q=treatment&page=2",
        "/library/?type=brief",
        "/library/?topic=law&audience=judges&year_from=1999",
        "/library/?sort=title&page=2",
        "/library/?year_to=1999",
        "/library/?language=es",
        "/library/feed.atom?q=treatment",
        "/library/results.csv",
        "/library/results.ris?topic=law",
        "/library/results.bib",
        "/library/suggest/?q=law",
        "/library/suggest.json?q=law",
        "/ask/?document=some-document",
        "/admin/",
    ],
)
def test_searches_filters_and_what_is_made_of_them_are_closed(allowed, address):
    assert not allowed(address)
