"""The front page of training and assistance, of a center that is closed and of one that is at work."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(engage, oregon, learn):
    from library.models import Topic

    treating = Topic.objects.create(name="Treating", slug="treating")
    Topic.objects.create(name="Untouched", slug="untouched")
    for year in (2001, 2002, 2003, 2004):
        engage(f"Training of {year}", begins=str(year), jurisdictions=[oregon], trained={"judges": (40, 30)})
    engage("Visit", kind="peer-visit", begins="2000", topics=[treating], trained={"parole": (20, 20)})
    engage("Hidden", kind="webinar", is_public=False, begins="2009", trained={"courts": 9})
    learn("Teams need a lead")
    learn("Hidden lesson", is_public=False)


def test_closed_center_says_so_and_invites_no_requests(client, settings, work):
    settings.CENTER_CLOSED_IN = 2014
    page = seen(client.get("/training/"))
    assert "closed in 2014 and gives no training now" in texts(page, "//main/p[@class='lead']")[0]
    assert "assistance" not in texts(page, "//main//a[@class='btn']")[0].lower()


def test_center_at_work_invites_requests(client, settings, work):
    settings.CENTER_CLOSED_IN = None
    page = seen(client.get("/training/"))
    assert "closed" not in " ".join(texts(page, "//main/p"))
    assert texts(page, "//main//a[@class='btn']") == ["Ask for assistance"]
    [link] = page.xpath("//main//a[@href='/ask/?topic=treating']")
    assert link.text_content() == "Ask about Treating"
    assert "About the topic: Treating" in client.get(link.get("href")).text


def test_topics_without_engagements_are_not_asked_about(client, work):
    assert "Untouched" not in client.get("/training/").text


def test_counts_lead_to_lists_of_that_length(client, work):
    page = seen(client.get("/training/"))
    counted = {}
    for item in page.xpath("//ul[@class='places']/li"):
        [link] = item.xpath("a")
        counted[link.text_content()] = int(item.xpath("span/text()")[0]), link.get("href")
    assert {label: count for label, (count, _) in counted.items()} == {
        "Kind of help: Training": 4,
        "Kind of help: Peer visit": 1,
        "Who took part: Judges": 4,
        "Who took part: Parole": 1,
    }
    for count, address in counted.values():
        assert len(seen(client.get(address)).xpath("//section[@id='results']//li/h3")) == count


def test_figures_lead_to_their_records(client, work):
    page = seen(client.get("/training/"))
    figures = texts(page, "//ul[@class='figures']/li")
    assert "140 people trained, each once" in figures
    for address in page.xpath("//ul[@class='figures']//a/@href"):
        assert client.get(address).status_code == 200
    assert page.xpath("//a[@href='/impact/']")


def test_what_came_last_is_shown(client, work):
    page = seen(client.get("/training/"))
    shown = texts(page, "//main//li/h3/a")
    assert shown == ["Training of 2004", "Training of 2003", "Training of 2002", "Teams need a lead"]


def test_every_way_in_leads_somewhere(client, work):
    for address in seen(client.get("/training/")).xpath("//main//a/@href"):
        assert client.get(address).status_code == 200, address


def test_without_records_there_is_a_page_all_the_same(client):
    page = seen(client.get("/training/"))
    assert texts(page, "//h1") == ["Training and assistance"]
    assert texts(page, "//h2") == ["More of this work"]
    for address in page.xpath("//main//a/@href"):
        assert client.get(address).status_code == 200, address
