"""What is not public shows nowhere in a search: no result, excerpt, suggestion or count, whatever the index holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import PromotedResult, Publication
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db

STATES = ["draft", "scheduled", "withdrawn"]


@pytest.fixture
def hide(publish, write, index):
    """hide(state) → a publication with words and terms of its own, known to the index, in that state."""

    def make(state):
        publish("Open", topics=["Courts"], summary="On horses.")
        hidden = publish("Zebras", slug="zebras", topics=["Savannah"], audiences=["Keepers"], type="law", year=1999)
        write(hidden, ["Quagga zebras."])
        PromotedResult.objects.create(query="horses", publication=hidden)
        index()
        fields = {
            "draft": {"public_from": None},
            "scheduled": {"public_from": timezone.now() + timedelta(days=1)},
            "withdrawn": {"public_from": None, "withdrawn_reason": "Wrong."},
        }[state]
        Publication.objects.filter(pk=hidden.pk).update(state=state, modified_at=timezone.now(), **fields)
        return hidden

    return make


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    "query", ["quagga", '"quagga zebras"', "zebras", "quaga", "horses", "horses quaga", "topic:savannah", "-horses"]
)
def test_not_a_trace(client, hide, state, query):
    hide(state)
    answer = client.get("/library/", {"q": query})
    assert "Zebras" not in titles(answer)
    shown = texts(seen(answer), "//section[@id='results']")[0].replace(query, "")
    assert "uagga" not in shown
    assert "ebra" not in shown.replace("zebras", "")
    boxes = seen(answer).xpath("//input[@type='checkbox']/@value")
    assert not {"keepers", "law"} & set(boxes)
    assert not seen(answer).xpath("//p[@class='correction']/a")
    assert not seen(answer).xpath("//p[@class='promoted']")


def test_document_withdrawn_or_scheduled_in_the_ordinary_way(client, publish, write, index):
    publication = publish("Zebras", slug="zebras")
    write(publication, ["Quagga."])
    coming = publish("Coming", state="scheduled", public_from=timezone.now() + timedelta(days=1))
    write(coming, ["Quagga."])
    index()
    assert titles(client.get("/library/?q=quagga")) == ["Zebras"]
    publication.move_to("withdrawn", withdrawn_reason="Its figures were wrong.")
    assert titles(client.get("/library/?q=quagga")) == []
    Publication.objects.filter(pk=coming.pk).update(public_from=timezone.now() - timedelta(seconds=1))
    assert titles(client.get("/library/?q=quagga")) == ["Coming"]


def test_staff_may_look_for_words_in_a_draft_that_the_index_does_not_know(staff_client, publish, write, index):
    write(publish(slug="zebras", state="draft"), ["An okapi."])
    index()
    tree = seen(staff_client.get("/library/zebras/?q=okapis"))
    assert texts(tree, "//ul[contains(@class, 'hits')]//mark") == ["okapi"]
