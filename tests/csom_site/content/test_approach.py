"""The Comprehensive Approach: the list, a page for each part, all on one page, and its ties to the library."""

from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from csom_site.models import ApproachPart
from library.models import Topic
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db


def test_parts_are_listed_in_order_each_with_one_line(client):
    tree = seen(client.get("/approach/"))
    components = texts(tree, "//section[@aria-labelledby='components']/ol/li/h3/a")
    principles = texts(tree, "//section[@aria-labelledby='principles']/ol/li/h3/a")
    assert len(components) == 6
    assert components[0] == "Investigation, prosecution and disposition"
    assert len(principles) == 5
    assert len(tree.xpath("//ol[@class='parts']/li/p")) == 11


def test_every_part_says_what_it_means_what_is_good_and_what_to_ask(client):
    for part in ApproachPart.objects.all():
        headings = texts(seen(client.get(part.get_absolute_url())), "//main//h2")
        assert headings[:3] == ["What it means", "What good practice looks like", "Questions a team can ask itself"]


def test_one_can_walk_through_all_parts_and_back(client):
    walked, address = [], "/approach/investigation-prosecution-and-disposition/"
    while address:
        walked.append(address)
        [*address] = seen(client.get(address)).xpath("//a[@rel='next']/@href")
        address = address[0] if address else None
    assert walked == [part.get_absolute_url() for part in ApproachPart.objects.all()]
    assert seen(client.get(walked[-1])).xpath("//a[@rel='prev']/@href") == [walked[-2]]
    assert not seen(client.get(walked[0])).xpath("//a[@rel='prev']")


def test_part_leads_to_its_topics_and_to_public_documents_only(client, part, publish):
    shown, hidden = publish("Shown", topics=["Treatment"], year=2001), publish("Hidden", state="draft", topics=["Law"])
    part.publications.add(shown, hidden, publish("Withdrawn", state="withdrawn"))
    part.topics.set(Topic.objects.filter(slug__in=["treatment", "law"]))
    answer = client.get("/approach/two/")
    assert titles(answer) == ["Shown"]
    assert texts(seen(answer), "//section[@aria-labelledby='topics']//li/a") == ["Treatment"]
    assert "Hidden" not in answer.text


def test_number_of_queries_is_the_same_for_few_documents_and_many(client, part, publish, django_assert_num_queries):
    part.publications.add(publish("First", topics=["Law"], audiences=["Judges"]))
    part.topics.add(Topic.objects.get(slug="law"))
    client.get("/about/")  # what every page shows is in the cache from now on
    with CaptureQueriesContext(connection) as few:
        client.get("/approach/two/")
    for number in range(12):
        part.publications.add(publish(f"Title {number}", topics=["Law"], audiences=["Judges"]))
    with django_assert_num_queries(len(few)):
        assert len(titles(client.get("/approach/two/"))) == 13


def test_all_parts_stand_on_one_page_with_ids_of_their_own(client):
    tree = seen(client.get("/approach/print/"))
    assert len(tree.xpath("//main/section")) == 11
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_loader_ties_parts_to_what_the_library_has(publish, capsys):
    treatment = publish("Understanding Treatment", slug="understanding-treatment", topics=["Treatment"])
    call_command("load_content")
    part = ApproachPart.objects.get(slug="treatment")
    assert list(part.publications.all()) == [treatment]
    assert [topic.slug for topic in part.topics.all()] == ["treatment"]
    assert "2 ties" in capsys.readouterr().out


def test_loader_can_run_again_and_leaves_alone_what_staff_did(publish, capsys):
    publish("Understanding Treatment", slug="understanding-treatment", topics=["Treatment"])
    call_command("load_content")
    part = ApproachPart.objects.get(slug="treatment")
    part.publications.clear()
    part.text = "Our own words."
    part.save()
    call_command("load_content")
    part.refresh_from_db()
    assert "0 ties" in capsys.readouterr().out.splitlines()[-1]
    assert (part.text, part.publications.count(), part.topics.count()) == ("Our own words.", 0, 1)


def test_loader_does_without_the_library(capsys):
    call_command("load_content")
    assert "0 ties" in capsys.readouterr().out
