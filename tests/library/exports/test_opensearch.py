"""How browsers and programs are told to search the library (OpenSearch 1.1)."""

from xml.etree import ElementTree

import pytest
from django.test import override_settings

from tests.seen import seen

pytestmark = pytest.mark.django_db
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def description(client):
    answer = client.get("/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    return root


def test_description_tells_browsers_how_to_search(client):
    root = description(client)
    assert root.find(f"{OPENSEARCH}ShortName").text == "CSOM"
    assert root.find(f"{OPENSEARCH}InputEncoding").text == "UTF-8"
    ways = {url.get("type"): url for url in root.findall(f"{OPENSEARCH}Url")}
    assert ways.keys() == {
        "text/html",
        "application/atom+xml",
        "application/x-suggestions+json",
        "application/opensearchdescription+xml",
    }
    assert ways["application/opensearchdescription+xml"].get("rel") == "self"
    assert ways["application/x-suggestions+json"].get("rel") == "suggestions"


def test_every_address_in_the_description_answers_in_its_type(client, publish, index):
    publish("Supervision")
    index()
    root = description(client)
    (query,) = root.findall(f"{OPENSEARCH}Query")
    for url in root.findall(f"{OPENSEARCH}Url"):
        for page in ("", "1"):
            address = url.get("template").replace("{searchTerms}", query.get("searchTerms"))
            answer = client.get(address.replace("{startPage?}", page))
            assert answer.status_code == 200
            assert answer.headers["Content-Type"].partition(";")[0] == url.get("type")
            if url.get("rel") != "self":
                assert "Supervision" in answer.text
    assert root.find(f"{OPENSEARCH}Image").text == "http://testserver/static/img/icon.svg"


@override_settings(SITE_SHORT_NAME="A & <very> long name of a center", SITE_NAME="N & " * 300)
def test_names_are_kept_to_what_the_standard_allows(client):
    root = description(client)
    assert root.find(f"{OPENSEARCH}ShortName").text == "A & <very> long "
    assert len(root.find(f"{OPENSEARCH}LongName").text) <= 48
    assert len(root.find(f"{OPENSEARCH}Description").text) <= 1024


@pytest.mark.parametrize("address", ["/", "/library/", "/library/a/", "/ask/", "/no-such-page/", "/library/suggest/"])
def test_every_page_names_the_description(client, publish, address):
    publish("A", slug="a")
    (link,) = seen(client.get(address)).xpath("//link[@rel='search']")
    assert link.get("type") == "application/opensearchdescription+xml"
    assert client.get(link.get("href")).status_code == 200
