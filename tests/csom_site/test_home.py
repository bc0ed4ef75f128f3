"""The home page: what this is, whether it is for the reader, where to start."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from library.models import PublicationFile
from tests.seen import seen, texts, titles
from training.models import Engagement, Jurisdiction

pytestmark = pytest.mark.django_db


def test_examples_of_searches_really_find_something(client, publish, index):
    for number in range(2):
        publish(f"One {number}", topics=["Risk assessment", "Courts & judges", "Treatment", "Women"])
    publish("Two", topics=["Courts & judges"])
    index()
    examples = seen(client.get("/")).xpath("//p[@class='try']/a")
    assert len(examples) == 3
    assert examples[0].text_content() == "Search for Courts & judges"
    for example in examples:
        assert titles(client.get(example.get("href")))


def test_topics_have_counts_and_those_with_one_document_wait_in_the_index(client, publish):
    publish("One", topics=["Courts", "Victims"])
    publish("Two", topics=["Courts"])
    publish("Three", state="draft", topics=["Courts", "Victims"])
    assert texts(seen(client.get("/")), "//section[@aria-labelledby='topics']//li") == ["Courts 2 documents"]


def test_routes_by_reader_lead_to_what_was_written_for_them(client, publish):
    publish("For judges", audiences=["Judges"])
    publish("For others", audiences=["Parole officers"])
    routes = seen(client.get("/")).xpath("//section[@aria-labelledby='readers']//li/a")
    assert [route.text for route in routes] == ["Judges", "Parole officers"]
    assert titles(client.get(routes[0].get("href"))) == ["For judges"]


def test_start_here_holds_what_staff_chose_three_at_most(client, publish):
    for number in range(4):
        publish(f"Chosen {number}", is_featured=True, year=2000 + number)
    publish("Newer", year=2020)
    publish("Chosen but withdrawn", is_featured=True, state="withdrawn", year=2021)
    shown = texts(seen(client.get("/")), "//section[@aria-labelledby='start']//li//a")
    assert shown == ["Chosen 3", "Chosen 2", "Chosen 1"]


def test_start_here_holds_the_newest_while_nothing_is_chosen(client, publish):
    for number in range(4):
        publish(f"Title {number}", year=2000 + number)
    shown = texts(seen(client.get("/")), "//section[@aria-labelledby='start']//li//a")
    assert shown == ["Title 3", "Title 2", "Title 1"]


def test_what_became_public_last_comes_first_whatever_its_date(client, publish):
    publish("Old, added now", year=1990)
    publish("New, added earlier", year=2019, public_from=timezone.now() - timedelta(days=1))
    shown = texts(seen(client.get("/")), "//section[@aria-labelledby='added']//li//a")
    assert shown == ["Old, added now", "New, added earlier"]


def test_figures_are_counted_from_what_is_public(client, publish):
    for number, state in enumerate(["published", "published", "draft"]):
        PublicationFile.objects.create(
            publication=publish(f"Title {number}", state=state), original=f"aa/{number}.pdf", size=1, page_count=7
        )
    held = publish("With an older version")
    for version in (1, 2):
        PublicationFile.objects.create(
            publication=held, version=version, is_current=version == 2, original="aa/x.pdf", size=1, page_count=3
        )
    publish("Record only")
    figures = texts(seen(client.get("/")), "//ul[@class='figures']/li")
    assert figures == ["4 documents described", "3 of them held here as PDF", "17 pages to read in them"]


def test_empty_library_has_a_home_page_too(client):
    page = seen(client.get("/"))
    assert texts(page, "//ul[@class='figures']/li")[0] == "0 documents described"
    assert not page.xpath("//section[@aria-labelledby='topics' or @aria-labelledby='start']")


def test_figures_of_the_work_lead_to_the_records_behind_them(client, db):
    assert not seen(client.get("/")).xpath("//section[@aria-labelledby='work']")
    cache.clear()
    engagement = Engagement(number="TA-1", title="A visit", kind="on-site", is_public=True)
    engagement.set_period("2004")
    engagement.save()
    for usps, name in [("OR", "Oregon"), ("ME", "Maine")]:
        state, _ = Jurisdiction.objects.get_or_create(usps=usps, defaults={"name": name, "kind": "state", "slug": name})
        engagement.jurisdictions.add(state)
    figures = seen(client.get("/")).xpath("//section[@aria-labelledby='work']//li")
    assert [figure.text_content() for figure in figures] == ["2 states reached", "2 jurisdictions served"]
    for figure in figures:
        assert "Oregon" in client.get(figure.find("a").get("href")).text
