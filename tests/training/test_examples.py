"""The example records: marked as such, loaded once, and left alone afterward."""

import csv
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command

from training.models import Engagement, Jurisdiction, Lesson, Partnership

CATALOGUE = Path(__file__).resolve().parents[2] / "library" / "demo" / "catalogue.csv"


@pytest.fixture
def examples(publish):
    """The examples, beside the demo library's records without their files."""
    call_command("load_places", verbosity=0)
    with CATALOGUE.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            publish(row["title"], slug=row["slug"], topics=row["topics"].split("; "))

    def load():
        call_command("load_examples", verbosity=0)

    load()
    return load


def test_every_example_says_so(examples, client):
    for records in (Engagement, Partnership, Lesson):
        assert records.objects.count() > 2
        for record in records.objects.all():
            assert record.title.startswith("Example: ")
            assert "Example: " in client.get(record.get_absolute_url()).text


def test_every_place_that_an_example_names_is_there(examples):
    for records in (Partnership, Lesson):
        assert not records.objects.filter(jurisdictions=None).exists()
    assert Jurisdiction.objects.get(slug="oregon").engagements.exists()


def test_loading_again_changes_nothing_and_brings_nothing_back(examples):
    Engagement.objects.get(number="EX-001").delete()
    Lesson.objects.filter(slug="ex-distance").update(title="Our own words")
    before = Engagement.objects.count()
    examples()
    assert Engagement.objects.count() == before
    assert Lesson.objects.get(slug="ex-distance").title == "Our own words"


@pytest.mark.parametrize("address", ["/", "/training/", "/training/jurisdictions/", "/impact/", "/impact/states/"])
def test_pages_of_numbers_say_that_examples_are_among_them(examples, client, address):
    cache.clear()
    assert "Example records are among these" in client.get(address).text
    Engagement.objects.update(is_public=False)
    cache.clear()
    assert "Example records are among these" not in client.get(address).text
