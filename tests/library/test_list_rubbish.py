"""Whatever stands in the list's address, the answer is a page or a refusal, never a failure."""

import pytest
from django.utils.http import urlencode

from tests.seen import seen, titles

pytestmark = pytest.mark.django_db

NAMES = ["q", "type", "topic", "audience", "language", "year_from", "year_to", "sort", "spelling", "before", "page"]
NAMES += ["unheard-of"]
VALUES = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "9" * 5000,
    "-1",
    "1e999",
    "٣",
    "%",
    "_",
    "'; DROP TABLE library_publication; --",
    "<script>alert(1)</script>",
    '"',
    "“”",
    "\u202e\ufeff\u0300" * 50,
    "x" * 100_000,
    "word " * 40,
    "\\",
    "__class__",
    "{{ settings.SECRET_KEY }}",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_any_value_of_any_parameter(client, publish, index, name, value):
    publish()
    index()
    answer = client.get("/library/", {name: value})
    assert answer.status_code == (404 if name == "page" and value else 200)
    if answer.status_code == 200:
        tree = seen(answer)
        assert not tree.xpath("//script")
        assert "\x00" not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "topic=%c3%28", "q=%ed%a0%80", "%00=%00", "&&&=&=", "q[]=1", "topic=a&topic="]
)
def test_broken_addresses(client, publish, index, query):
    publish()
    index()
    assert client.get(f"/library/?{query}").status_code == 200


def test_unknown_values_are_left_aside(client, publish):
    publish("A", topics=["Courts"])
    publish("B")
    assert titles(client.get("/library/?topic=courts&topic=unheard-of&type=nonsense&sort=nonsense")) == ["A"]


def test_value_that_was_offered_once_but_has_no_document_left_is_not_left_aside(client, publish):
    publish("A", topics=["Courts"]).delete()
    publish("B")
    assert titles(client.get("/library/?topic=courts")) == []


def test_same_value_a_thousand_times_is_one(client, publish):
    publish("A", topics=["Courts"])
    answer = client.get(f"/library/?{'topic=courts&' * 1000}")
    assert len(seen(answer).xpath("//ul[contains(@class, 'applied')]/li")) == 2


def test_five_thousand_parameters_are_refused(client):
    answer = client.get(f"/library/?{urlencode([('topic', str(n)) for n in range(5000)])}")
    assert answer.status_code == 400
    assert "Address not understood" in answer.content.decode()
