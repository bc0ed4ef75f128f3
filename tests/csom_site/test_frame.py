"""What all public pages have around their content."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/library/",
    "/library/topics/",
    "/library/topics/courts/",
    "/about/",
    "/approach/",
    "/approach/treatment/",
    "/approach/print/",
    "/related-resources/",
    "/accessibility/",
    "/ask/",
    "/lost/",
]


@pytest.fixture(autouse=True)
def _topic(publish):
    publish(topics=["Courts"])


@pytest.mark.parametrize(
    ("address", "current", "how"),
    [
        ("/library/", "Library", "page"),
        ("/library/topics/courts/", "Library", "true"),
        ("/library/unheard-of/", "Library", "true"),
        ("/about/", "About", "page"),
        ("/approach/", "Approach", "page"),
        ("/training/lessons/", "Our work", "true"),
        ("/impact/reports/", "Impact", "true"),
    ],
)
def test_header_marks_the_section_one_is_in(client, address, current, how):
    marked = seen(client.get(address)).xpath("//header//nav//a[@aria-current]")
    assert [(link.text, link.get("aria-current")) for link in marked] == [(current, how)]


@pytest.mark.parametrize("address", PAGES)
def test_one_search_box_a_page(client, address):
    assert len(seen(client.get(address)).xpath("//*[@role='search']")) == 1


@pytest.mark.parametrize("address", PAGES)
def test_help_and_accessibility_stand_in_the_footer_of_every_page(client, address):
    links = seen(client.get(address)).xpath("//footer//a/@href")
    assert links == ["/about/", "/approach/", "/related-resources/", "/ask/", "/accessibility/"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_in_a_page_depends_on_who_looks(client, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_page_can_be_told_from_others_by_its_description(client, address):
    [description] = seen(client.get(address)).xpath("//meta[@name='description']/@content")
    assert len(description) >= 40


def test_site_carries_the_name_that_the_installation_gave_it(client, settings):
    settings.SITE_NAME = "Another Center"
    assert texts(seen(client.get("/about/")), "//title")[0].endswith(" – Another Center")
