"""Related documents: which, in which order, and why."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


def related(client, publication):
    """[(title, reason), …]"""
    tree = seen(client.get(publication.get_absolute_url()))
    items = "//ul[contains(@class, 'related')]/li"
    return list(zip(texts(tree, f"{items}/a"), texts(tree, f"{items}/p[last()]"), strict=True))


def test_most_shared_topics_come_first_then_the_type_then_the_date(client, publish):
    here = publish("Here", type="brief", year=2000, topics=["Treatment", "Juveniles"])
    publish("One topic, same type, near", type="brief", year=2001, topics=["Treatment"])
    publish("One topic, same type, far", type="brief", year=1990, topics=["Juveniles"])
    publish("One topic, other type, same year", type="report", year=2000, topics=["Treatment"])
    publish("Both topics, other type, far", type="report", year=1985, topics=["Treatment", "Juveniles", "Law"])
    publish("No topic in common", type="brief", year=2000, topics=["Law"])
    assert related(client, here) == [
        ("Both topics, other type, far", "Same topics: Juveniles, Treatment"),
        ("One topic, same type, near", "Same topic: Treatment; newer"),
        ("One topic, same type, far", "Same topic: Juveniles"),
        ("One topic, other type, same year", "Same topic: Treatment"),
    ]


def test_no_more_than_five(client, publish):
    here = publish("Here", topics=["Law"])
    for number in range(7):
        publish(f"Other {number}", topics=["Law"])
    assert len(related(client, here)) == 5


def test_what_is_replaced_or_not_public_is_left_out(client, publish):
    here = publish("Here", topics=["Law"])
    new = publish("New", topics=["Law"])
    publish("Replaced", topics=["Law"], replaced_by=new)
    for state in ("draft", "scheduled", "withdrawn"):
        publish(f"A {state} one", topics=["Law"], state=state)
    assert [title for title, _ in related(client, here)] == ["New"]


def test_document_without_topics_has_no_related_ones(client, publish):
    publish("Other", topics=["Law"])
    assert "Related documents" not in client.get(publish("Here").get_absolute_url()).text
