"""Topics are the library's; what is done to one there reaches the records of training too."""

import pytest

from library.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return [Topic.objects.create(name=name, slug=name.lower()) for name in ("Kept", "Old")]


def merge(browser, kept, old):
    data = {"action": "merge", "_selected_action": [old.pk], "merge": "Merge", "target": kept.pk}
    return browser.post("/admin/library/topic/", data)


def test_merged_topic_stays_on_the_records_that_had_it(staff_client, engage, learn, publish, topics, told):
    kept, old = topics
    engagement, both, lesson = engage(topics=[old]), engage(topics=[old, kept]), learn(topics=[old])
    publish(topics=["Old"])
    entries = engagement.history.count()
    answer = merge(staff_client, kept, old)
    assert told(answer) == "Merged into “Kept”; 1 document and 3 other records moved."
    for record in (engagement, both, lesson):
        assert list(record.topics.all()) == [kept]
    assert engagement.history.count() == entries + 1
    assert engagement.history.first().history_change_reason == "“Old” was merged into “Kept”."
    assert [link.topic for link in engagement.history.first().topics.all()] == [kept]
