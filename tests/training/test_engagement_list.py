"""The list of engagements: what its filters leave and promise, its orders, pages and words."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db

LIST = "/training/engagements/"


@pytest.fixture
def lane(oregon, place):
    return place("Lane County")


@pytest.fixture
def coquille(oregon, place):
    from training.models import TribeState

    california = place("California", "state", usps="CA")
    tribe = place("Coquille Indian Tribe", "tribe")
    for state in (oregon, california):
        TribeState.objects.get_or_create(tribe=tribe, state=state)
    return tribe


@pytest.fixture
def mixed(engage, publish, place, oregon, lane, coquille):
    """Engagements that have none, one or several values of each filter."""
    from library.models import Topic
    from training.models import Award

    treatment, courts = (Topic.objects.create(name=name, slug=name.lower()) for name in ("Treating", "Courts"))
    document, draft = publish("A brief", slug="a-brief"), publish("A draft", slug="a-draft", state="draft")
    award = Award.objects.create(number="2001-X-1", title="First", funder="An office", starts_on="2001-01-01")
    engage("A", begins="1999-05-02", jurisdictions=[oregon], topics=[treatment, courts], trained={"judges": 9})
    engage("B", begins="2001", ends="2003", jurisdictions=[lane, oregon], topics=[courts], award=award, kind="webinar")
    engage("C", begins="2003-03", ends="open", jurisdictions=[coquille], trained={"judges": 9, "parole": 8})
    engage("D", begins="2004-01-31", venue="Hall of records", places=[lane], kind="peer-visit", publications=[document])
    engage("E", begins="2004-02", number="CASE-77", publications=[document, draft], topics=[treatment])
    engage(
        "Not public", is_public=False, jurisdictions=[lane], topics=[courts], trained={"community": 8}, begins="2010"
    )


def titles(answer):
    return texts(seen(answer), "//section[@id='results']//li/h3/a")


def offered(answer):
    """{(facet, label): (count, address, whether it is on)} of every link of the facets."""
    links = {}
    for facet in seen(answer).xpath("//section[@class='facet']"):
        for item in facet.xpath(".//li"):
            [link] = item.xpath("a")
            count = int(item.xpath("span[@class='n']/text()")[0])
            is_on = link.get("aria-current") == "true"
            label = link.text_content().split(": ", 1)[1].split(" ×")[0]
            links[facet.xpath("h3")[0].text, label] = count, link.get("href"), is_on
    return links


LEGENDS = {
    "kind": "Kind of help",
    "discipline": "Who took part",
    "topic": "Topic",
    "jurisdiction": "Place served",
    "year": "Year",
}
SELECTIONS = [
    {},
    {"kind": "training"},
    {"topic": "courts", "kind": "training"},
    {"jurisdiction": "oregon"},
    {"jurisdiction": "california", "discipline": "parole"},
    {"discipline": "judges", "year": "2003"},
    {"q": "oregon", "sort": "title"},
    {"jurisdiction": "lane-county"},
    {"kind": "webinar", "year": "1999"},
    {"year": "2003"},
    {"publication": "a-brief"},
    {"held": "oregon", "year": "2004"},
]


@pytest.mark.parametrize("chosen", SELECTIONS)
def test_every_count_is_what_a_click_gives(client, mixed, chosen):
    here = client.get(LIST, chosen)
    values = offered(here)
    assert values
    assert {facet for facet, _ in values if values[facet, _][2]} == {
        LEGENDS[name] for name in chosen if name in LEGENDS
    }
    for name, (count, address, is_on) in values.items():
        assert (name, len(titles(here if is_on else client.get(address)))) == (name, count)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCDE"),
        ("kind=training", "ACE"),
        ("discipline=judges", "AC"),
        ("topic=courts", "AB"),
        ("topic=courts&kind=webinar", "B"),
        ("jurisdiction=oregon", "ABC"),
        ("jurisdiction=california", "C"),
        ("jurisdiction=lane-county", "B"),
        ("jurisdiction=coquille-indian-tribe", "C"),
        ("year=2002", "B"),
        ("year=2003", "BC"),
        ("year=2004", "CDE"),
        ("year=1999", "A"),
        ("held=oregon", "D"),
        ("held=lane-county", "D"),
        ("held=coquille-indian-tribe", ""),
        ("publication=a-brief", "DE"),
        ("award=2001-X-1", "B"),
        ("q=lane", "BD"),
        ("q=oregon+lane", "BD"),
        ("q=coquille", "C"),
        ("q=HALL+of", "D"),
        ("q=case-77", "E"),
        ("q=oregon&kind=webinar", "B"),
    ],
)
def test_filters_cut_one_another(client, mixed, query, expected):
    assert "".join(sorted(titles(client.get(f"{LIST}?{query}")))) == expected


def test_former_names_of_places_find_what_was_done_there(client, engage, lane):
    lane.other_names.create(name="Spencer County")
    engage("A", jurisdictions=[lane])
    engage("B")
    assert titles(client.get(f"{LIST}?q=spencer")) == ["A"]


def test_lists_begin_with_the_newest_unless_asked_otherwise(client, mixed, engage):
    engage("a later one", begins="2009")
    assert titles(client.get(LIST)) == ["a later one", "E", "D", "C", "B", "A"]
    assert titles(client.get(f"{LIST}?sort=oldest")) == ["A", "B", "C", "D", "E", "a later one"]
    assert titles(client.get(f"{LIST}?sort=title")) == ["A", "a later one", "B", "C", "D", "E"]


def test_facets_offer_only_public_values(client, mixed):
    values = {label for _, label in offered(client.get(LIST))}
    assert {"Treating", "Courts", "Judges", "Oregon", "California", "1999", "Webinar"} <= values
    assert not {"Community", "Conference", "2000", "Nevada"} & values


def test_a_tribe_counts_in_every_state_of_its_land_and_once_in_each(client, mixed):
    values = offered(client.get(LIST))
    assert values["Place served", "Oregon"][0] == 3
    assert values["Place served", "California"][0] == 1


def test_what_still_goes_on_counts_in_this_year(client, mixed):
    from django.utils import timezone

    year = str(timezone.localdate().year)
    assert offered(client.get(LIST))["Year", year][0] == 1
    assert titles(client.get(f"{LIST}?year={year}")) == ["C"]


def test_filters_that_are_on_are_listed_and_removed_one_by_one(client, mixed):
    page = seen(client.get(f"{LIST}?q=oregon&kind=webinar&jurisdiction=lane-county&sort=title"))
    links = page.xpath("//ul[contains(@class, 'applied')]//a")
    assert {" ".join(link.text_content().split()): link.get("href") for link in links} == {
        "Kind of help: Webinar ×: remove this filter": f"{LIST}?q=oregon&jurisdiction=lane-county&sort=title",
        "Place served: Lane County, OR ×: remove this filter": f"{LIST}?q=oregon&kind=webinar&sort=title",
        "Clear all filters": f"{LIST}?q=oregon&sort=title",
    }
    assert page.xpath("//form//input[@type='hidden']/@name") == ["kind", "jurisdiction", "sort"]
    on = page.xpath("//section[@class='facet']//a[@aria-current='true']/@href")
    assert on == [f"{LIST}?q=oregon&jurisdiction=lane-county&sort=title", f"{LIST}?q=oregon&kind=webinar&sort=title"]


def test_empty_list_says_which_filter_to_drop(client, mixed):
    page = seen(client.get(f"{LIST}?kind=webinar&year=1999"))
    assert texts(page, "//h2[@id='count']") == ["No engagements have all of these"]
    links = {link.text_content(): link.get("href") for link in page.xpath("//section[@id='results']//li/a")}
    assert links["without Kind of help: Webinar"] == f"{LIST}?year=1999"
    assert links["without Year: 1999"] == f"{LIST}?kind=webinar"
    assert "(1 engagement)" in texts(page, "//section[@id='results']//li[a[contains(., 'without Year')]]")[0]


def test_empty_list_says_to_drop_all_filters_where_no_single_one_is_to_blame(client, mixed):
    page = seen(client.get(f"{LIST}?q=hall&kind=webinar&year=1999"))
    [link] = page.xpath("//section[@id='results']//a[contains(., 'without all filters')]")
    assert link.get("href") == f"{LIST}?q=hall"


def test_empty_list_of_a_place_leads_to_what_was_held_there(client, mixed, engage, place):
    ohio = place("Ohio", "state", usps="OH")
    engage("F", places=[ohio], kind="conference")
    engage("Held in secret", places=[ohio], is_public=False)
    page = seen(client.get(f"{LIST}?jurisdiction=ohio&kind=conference"))
    [said] = page.xpath("//section[@id='results']/p[starts-with(., 'No such engagement served the place')]")
    assert said.text_content() == "No such engagement served the place, but 1 was held in Ohio for others."
    there = client.get(said.find("a").get("href"))
    assert titles(there) == ["F"]
    assert "Held in: Ohio ×: remove this filter" in texts(seen(there), "//ul[contains(@class, 'applied')]//a")
    for query in ("jurisdiction=ohio&kind=webinar", "held=ohio&kind=webinar", "jurisdiction=ohio&held=lane-county"):
        assert "No such engagement served" not in client.get(f"{LIST}?{query}").text


def test_words_that_nothing_has(client, mixed):
    page = seen(client.get(f"{LIST}?q=xqzv"))
    assert texts(page, "//h2[@id='count']") == ["No engagements match “xqzv”"]
    assert "/ask/?q=xqzv" in page.xpath("//main//a/@href")


def test_no_engagements_at_all(client):
    answer = client.get(LIST)
    assert answer.status_code == 200
    assert "There are no engagements yet" in answer.text


def test_long_lists_come_in_pages_that_keep_the_filters(client, engage):
    for number in range(45):
        engage(f"Title {number}", kind="webinar")
    page = seen(client.get(f"{LIST}?kind=webinar&page=2"))
    assert len(page.xpath("//section[@id='results']//li/h3")) == 20
    assert page.xpath("//a[starts-with(@rel, 'prev')]/@href") == [f"{LIST}?kind=webinar"]
    assert page.xpath("//a[starts-with(@rel, 'next')]/@href") == [f"{LIST}?kind=webinar&page=3"]
    assert client.get(f"{LIST}?kind=webinar&page=4").status_code == 404


def test_crawlers_keep_to_the_plain_list(client, mixed):
    plain, narrowed = seen(client.get(LIST)), seen(client.get(f"{LIST}?kind=training&sort=title"))
    assert not plain.xpath("//meta[@name='robots']")
    assert narrowed.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    assert plain.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{LIST}"]
    assert narrowed.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{LIST}?kind=training"]
    assert set(plain.xpath("//section[@class='facet']//a/@rel")) == {"nofollow"}


def test_lines_name_what_matters_and_hide_small_numbers(client, engage, lane):
    engage("A", begins="2004-06-03", ends="2004-06-05", jurisdictions=[lane], trained={"judges": 20, "parole": 12})
    engage("B", begins="2004-06", trained={"judges": 3})
    engage("C", begins="2004-05", trained={"judges": None})
    lines = texts(seen(client.get(LIST)), "//section[@id='results']//ol/li")
    assert any("Training · June 3 to 5, 2004 · Lane County, OR Took part: judges, parole" in line for line in lines)
    [small] = [line for line in lines if line.startswith("B ")]
    assert "People who took part: fewer than 5 or withheld" in small
    [unrecorded] = [line for line in lines if line.startswith("C ")]
    assert "People who took part" not in unrecorded


def test_lines_tell_how_many_took_part_and_do_not_call_them_trained(client, engage):
    """“People trained” are those on the impact page who were new to the center."""
    engage(trained={"judges": (1200, 40), "parole": (34, 30)})
    [line] = texts(seen(client.get(LIST)), "//section[@id='results']//ol/li")
    assert line.endswith("· People who took part: 1,234")
    assert "trained" not in line


def test_publication_that_is_not_public_is_no_filter(client, mixed):
    answer = client.get(f"{LIST}?publication=a-draft")
    assert len(titles(answer)) == 5
    assert "A draft" not in answer.text
    assert "left out: document used" in answer.text


NAMES = [*LEGENDS, "q", "held", "publication", "award", "sort", "page", "other"]
VALUES = ["", " ", "\x00", "a\x00b", "9" * 5000, "-1", "2004.5", "٣", "²", "%", "_", "'; --", "<script>", "x" * 9000]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", [LIST, "/training/engagements.csv"])
def test_rubbish_in_the_address_does_no_harm(client, engage, name, address):
    engage("A")
    for value in [*VALUES, "word " * 40]:
        answer = client.get(address, {name: value})
        expected = 404 if name == "page" and value and address == LIST else 200
        assert answer.status_code == expected, value
        assert b"<script" not in answer.getvalue(), value


def test_what_is_not_known_is_left_out_and_said_so(client, mixed):
    answer = client.get(f"{LIST}?kind=nonsense&year=2004&topic=unheard-of&sort=nonsense")
    assert sorted(titles(answer)) == ["C", "D", "E"]
    assert "left out: kind of help, topic." in answer.text
