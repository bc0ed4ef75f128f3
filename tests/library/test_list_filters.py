"""The filters of the list: what they leave, what they promise, and how one gets rid of them."""

import pytest

from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(publish, index):
    """Documents that have none, one or several values of each filter."""
    publish("A", type="brief", topics=["Courts", "Victims"], audiences=["Judges"], year=1999)
    publish("B", type="brief", topics=["Courts"], audiences=["Judges", "Officers"], year=2005, language="es")
    publish("C", type="guide", topics=["Victims", "Treatment"], audiences=["Officers"], year=2005)
    publish("D", type="manual", topics=["Treatment"], year=2010)
    publish("E", type="manual", audiences=["Media"])
    publish("F", type="report", topics=["Courts", "Treatment", "Media reports"], audiences=["Media"], year=2008)
    publish("Not public", state="draft", type="law", topics=["Secret"], audiences=["Spies"], year=2000)
    index()


def offered(answer):
    """{(filter, value): count} of every checkbox on the page."""
    return {
        (box.get("name"), box.get("value")): int(box.getparent().xpath(".//span[@class='n']/text()")[0].strip() or 0)
        for box in seen(answer).xpath("//input[@type='checkbox']")
    }


def count(answer):
    [heading] = texts(seen(answer), "//h2[@id='count']")
    return int(heading.split()[0]) if heading[0].isdigit() else 0


SELECTIONS = [
    {},
    {"type": ["brief"]},
    {"type": ["brief", "manual"], "topic": ["treatment"]},
    {"topic": ["courts", "victims"], "audience": ["officers"]},
    {"q": ["media"]},
    {"q": ["media"], "type": ["report"], "language": ["en"]},
    {"year_from": ["2000"], "year_to": ["2008"], "topic": ["courts"]},
    {"year_from": ["2011"]},
]


@pytest.mark.parametrize("chosen", SELECTIONS)
def test_every_count_is_what_a_click_gives(client, mixed, chosen):
    values = offered(client.get("/library/", chosen))
    assert values
    for (name, value), promised in values.items():
        clicked = client.get("/library/", {**chosen, name: [value]})
        assert (name, value, count(clicked)) == (name, value, promised)
        assert len(titles(clicked)) == promised


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("type=brief", "AB"),
        ("type=brief&type=guide", "ABC"),
        ("topic=courts&topic=victims", "ABCF"),
        ("topic=courts&type=brief&type=report", "ABF"),
        ("topic=courts&audience=media", "F"),
        ("language=es", "B"),
        ("year_from=2005", "BCDF"),
        ("year_to=2005", "ABC"),
        ("year_from=2005&year_to=2005", "BC"),
        ("type=manual&year_to=2020", "D"),
        ("q=media", "F"),
    ],
)
def test_values_of_one_filter_add_up_and_filters_cut_one_another(client, mixed, query, expected):
    assert sorted(titles(client.get(f"/library/?{query}"))) == list(expected)


def test_values_without_a_public_document_are_not_offered(client, mixed):
    values = offered(client.get("/library/"))
    assert not {("type", "law"), ("topic", "secret"), ("audience", "spies"), ("language", "fr")} & set(values)


def test_value_that_the_other_filters_leave_empty_stays_in_its_place(client, mixed):
    before, after = offered(client.get("/library/")), offered(client.get("/library/?type=guide"))
    assert list(before) == list(after)
    assert after["audience", "media"] == 0
    [box] = seen(client.get("/library/?type=guide")).xpath("//input[@value='media']")
    assert "none" in box.getparent().get("class")
    assert box.get("disabled") is None


def test_filter_in_which_nothing_would_be_left_out_is_not_offered(client, publish):
    publish("A", topics=["Courts"])
    publish("B", topics=["Victims"])
    assert {name for name, _ in offered(client.get("/library/"))} == {"topic"}


def test_more_than_seven_values_are_folded_away_and_unfolded_when_one_is_on(client, publish):
    for number in range(9):
        publish(f"Title {number}", topics=[f"Topic {number}"])
    folded = "//details[@class='filters']//details"
    page = seen(client.get("/library/"))
    assert texts(page, f"{folded}/summary") == ["Show all 9: topic"]
    assert len(page.xpath(f"{folded}//input")) == 2
    assert page.xpath(f"{folded}/@open") == []
    assert len(seen(client.get("/library/?topic=topic-8")).xpath(f"{folded}/@open")) == 1


def test_filters_that_are_on_are_ticked_listed_and_removed_one_by_one(client, mixed):
    page = seen(client.get("/library/?q=courts&topic=courts&topic=treatment&year_from=2000&sort=title"))
    assert page.xpath("//input[@checked]/@value") == ["courts", "treatment"]
    assert page.xpath("//input[@name='year_from']/@value") == ["2000"]
    assert page.xpath("//input[@name='sort']/@value") == ["title"]
    links = page.xpath("//ul[contains(@class, 'applied')]//a")
    assert {" ".join(link.text_content().split()): link.get("href") for link in links} == {
        "Topic: Courts ×: remove this filter": "/library/?q=courts&topic=treatment&year_from=2000&sort=title",
        "Topic: Treatment ×: remove this filter": "/library/?q=courts&topic=courts&year_from=2000&sort=title",
        "Years: 2000 or later ×: remove this filter": "/library/?q=courts&topic=courts&topic=treatment&sort=title",
        "Clear all filters": "/library/?q=courts&sort=title",
    }


@pytest.mark.parametrize(
    ("query", "ways_out"),
    [
        ("q=zzz", {}),
        (
            "topic=courts&type=guide",
            {"without Topic: Courts": ("type=guide", 1), "without Type of document: Guide": ("topic=courts", 3)},
        ),
        (
            "q=media&type=manual&type=guide",
            {
                "without the words “media”": ("type=guide&type=manual", 3),
                "without Type of document: Guide or Manual": ("q=media", 1),
            },
        ),
        ("q=media&type=guide&year_from=2010", {"without all filters": ("q=media", 1)}),
    ],
)
def test_page_without_results_names_the_filter_to_blame(client, mixed, query, ways_out):
    answer = client.get(f"/library/?{query}")
    assert answer.status_code == 200
    assert not titles(answer)
    links = seen(answer).xpath("//li/a[starts-with(., 'without ')]")
    assert {link.text: link.get("href") for link in links} == {
        label: f"/library/?{address}" for label, (address, _) in ways_out.items()
    }
    for address, promised in ways_out.values():
        assert count(client.get(f"/library/?{address}")) == promised


def test_page_without_results_leads_on_to_topics_and_to_us(client, mixed):
    page = seen(client.get("/library/", {"q": "polygraf & more"}))
    assert texts(page, "//h2[@id='count']") == ["No documents match “polygraf & more”"]
    assert "/library/topics/courts/" in page.xpath("//main//a/@href")
    assert "/ask/?q=polygraf%20%26%20more" in page.xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("query", "message", "field"),
    [
        ("year_from=abc&topic=courts", "From: Write a year like 2007.", "year_from"),
        ("year_to=20077", "To: Write a year like 2007.", "year_to"),
        ("year_from=2008&year_to=2001", "To: Write 2008 or a later year: the first year is 2008.", "year_to"),
        (f"q={'word ' * 41}", "Search the library: Use at most 200 characters.", "q"),
    ],
)
def test_what_was_written_wrongly_is_said_and_kept(client, mixed, query, message, field):
    answer = client.get(f"/library/?{query}")
    page = seen(answer)
    assert answer.status_code == 200
    assert texts(page, "//title")[0].startswith("Error: ")
    assert texts(page, "//div[@role='alert']//li") == [message]
    [link] = page.xpath("//div[@role='alert']//a/@href")
    [box] = page.xpath(f"//input[@id='{link[1:]}']")
    assert box.get("name") == field
    assert box.get("value") == dict(pair.split("=") for pair in query.split("&"))[field].strip()
    assert box.get("aria-invalid") == "true"
    for described_by in box.get("aria-describedby").split():
        assert page.xpath(f"//*[@id='{described_by}']")


def test_name_of_the_page_tells_what_it_shows(client, mixed):
    [title] = texts(seen(client.get("/library/?q=media&type=report")), "//title")
    assert title.startswith("media – 1 result – Type of document: Report – Library – ")
