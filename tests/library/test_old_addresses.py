"""Addresses that documents had, and addresses of documents that were withdrawn."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/library/{slug}/",
    "/library/{slug}/?q=a%26b&x=%22",
    "/library/{slug}/pages/2/?q=risk",
    "/library/{slug}/pages/?page=2",
    "/library/{slug}/download/{slug}.pdf",
    "/library/{slug}/versions/1/{slug}-v1.pdf",
    "/library/{slug}/v1/cover-160.webp",
    "/library/{slug}/v1/page-1-800.webp",
]


def rename(publication, slug):
    publication = type(publication).objects.get(pk=publication.pk)
    publication.slug = slug
    publication.save()
    return publication


@pytest.mark.parametrize("address", ADDRESSES)
def test_old_slug_leads_to_the_present_address_with_the_rest_of_it(client, publish, address):
    rename(publish(slug="before"), "after")
    answer = client.get(address.format(slug="before"))
    assert answer.status_code == 301
    # The name of a file, which is the old slug's too, is put right by the next step.
    assert answer.headers["Location"] == address.replace("{slug}", "after", 1).format(slug="before")


def test_old_download_address_arrives_at_the_file(client, publish, hold):
    publication = publish(slug="before")
    file = hold(publication, "fbi-2018-nibrs-data-dictionary.pdf")
    rename(publication, "after")
    answer = client.get("/library/before/download/before.pdf", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1] == ("/library/after/download/after.pdf", 301)
    assert answer.headers["ETag"] == f'"{file.sha256}"'


def test_every_earlier_slug_leads_there_and_going_back_makes_no_circle(client, publish):
    publication = rename(rename(publish(slug="one"), "two"), "three")
    for slug in ("one", "two"):
        assert client.get(f"/library/{slug}/").headers["Location"] == "/library/three/"
    rename(publication, "one")
    assert client.get("/library/one/").status_code == 200
    assert client.get("/library/three/").headers["Location"] == "/library/one/"
    assert client.get("/library/three/").headers["Cache-Control"] == "max-age=3600"


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_old_slug_of_what_is_not_public_is_404(client, publish, state):
    rename(publish(slug="before", state=state), "after")
    assert client.get("/library/before/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_withdrawn_document_answers_410_everywhere_with_title_reason_and_successor(client, publish, address):
    new = publish("The new one")
    publish("Withdrawn one", slug="old", state="withdrawn", withdrawn_reason="Its figures were wrong.", replaced_by=new)
    answer = client.get(address.format(slug="old"))
    tree = seen(answer)
    assert answer.status_code == 410
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert texts(tree, "//h1") == ["This document has been withdrawn"]
    assert "Withdrawn one" in answer.text
    assert "Its figures were wrong." in answer.text
    assert tree.xpath("//main//a[.='The new one']/@href") == [new.get_absolute_url()]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert client.head(address.format(slug="old")).status_code == 410


def test_withdrawn_document_with_files_gives_none_of_them(client, publish, write):
    publication = publish(slug="d")
    file = write(publication, ["A secret sentence."])
    publication.move_to("withdrawn", withdrawn_reason="Wrong.")
    for address in ("/library/d/", "/library/d/?q=secret", "/library/d/pages/1/", file.get_absolute_url()):
        answer = client.get(address, headers={"Range": "bytes=0-9", "If-None-Match": f'"{file.sha256}"'})
        assert answer.status_code == 410
        assert "secret sentence" not in answer.text


def test_old_slug_of_a_withdrawn_document_leads_to_its_410(client, publish):
    publication = rename(publish(slug="before"), "after")
    publication.move_to("withdrawn", withdrawn_reason="Wrong.")
    answer = client.get("/library/before/pages/1/", follow=True)
    assert answer.redirect_chain == [("/library/after/pages/1/", 301)]
    assert answer.status_code == 410


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_successor_that_is_not_public_is_not_named(client, publish, state):
    hidden = publish("A hidden one", state=state)
    publish("Old", slug="old", state="withdrawn", replaced_by=hidden)
    assert "hidden" not in client.get("/library/old/").text


def test_withdrawn_document_published_again_is_back(client, publish):
    publication = publish(slug="d", state="withdrawn")
    publication.move_to("published")
    assert client.get("/library/d/").status_code == 200


@pytest.mark.parametrize("slug", ["nothing", "Nothing", "a" * 500, "a_b", "-"])
def test_slug_that_never_was_is_404(client, db, slug):
    for address in ADDRESSES:
        assert client.get(address.format(slug=slug)).status_code == 404
