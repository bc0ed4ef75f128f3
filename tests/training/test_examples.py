"""The example records: marked as such, loaded once, and left alone afterward."""

import pytest
from django.core.management import call_command

from training.models import Engagement, Jurisdiction, Lesson, Partnership


@pytest.fixture
def examples(db):
    call_command("load_places", verbosity=0)

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
