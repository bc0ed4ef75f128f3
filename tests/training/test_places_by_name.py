"""Places by name, former name, kind and state."""

import csv
import io

import pytest

from tests.seen import seen, text, texts
from training.models import Jurisdiction

pytestmark = pytest.mark.django_db

ADDRESS = "/training/jurisdictions/"


@pytest.fixture
def found(client):
    """found(words, **parameters) → the names of the places listed, in order."""

    def find(q="", **parameters):
        page = seen(client.get(ADDRESS, {"q": q, **parameters}))
        return texts(page, "//section[@id='results']//ol//a")

    return find


def at(*slugs):
    return Jurisdiction.objects.filter(slug__in=slugs)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("oregon", "Oregon"),
        ("Lane County or", "Lane County, OR"),
        ("cook county, il", "Cook County, IL"),
        ("Cook County Illinois", "Cook County, IL"),
        ("navajo nation", "Navajo Nation, Arizona, New Mexico, & Utah"),
        ("pueblo zia nm", "Pueblo of Zia, New Mexico"),
        ("washington d.c.", "District of Columbia"),
        ("northern district california", "Northern District of California"),
        ("DONA ANA", "Doña Ana County, NM"),
        ("st. louis", "St. Louis city, MO"),
        ("OR", "Oregon"),
    ],
)
def test_the_place_that_is_meant_comes_first(found, words, first):
    assert found(words)[0] == first


def test_a_former_name_leads_to_the_place_and_is_shown(client):
    page = seen(client.get(ADDRESS, {"q": "wade hampton"}))
    assert texts(page, "//h2[@id='count']") == ["1 place matches “wade hampton”"]
    assert texts(page, "//section//ol/li") == [
        "Kusilvak Census Area, AK Wade Hampton Census Area, until 2015 0 records"
    ]


def test_a_state_s_name_alone_does_not_bring_all_its_counties(found):
    assert "Benton County, OR" not in found("oregon")


def test_words_narrow(found):
    assert found("washington county") != found("washington county oregon") == ["Washington County, OR"]


@pytest.mark.parametrize(
    ("kind", "heading", "count"),
    [
        ("state", "States and territories", "56 places"),
        ("county", "Counties and their equivalents", "3,241 places"),
        ("city", "Cities and towns", "309 places"),
        ("tribe", "Tribes", "577 places"),
        ("federal", "Federal judicial districts", "94 places"),
    ],
)
def test_kinds_are_plain_links_that_say_how_many_they_hold(client, kind, heading, count):
    [link] = seen(client.get(ADDRESS)).xpath(f"//section[@aria-labelledby='kinds']//a[contains(@href, '={kind}')]")
    page = seen(client.get(link.get("href")))
    assert texts(page, "//h1") == [heading]
    assert texts(page, "//h2[@id='count']") == [count]
    assert count.startswith(texts(link.getparent(), "./span")[0])


def test_a_kind_that_is_on_can_be_taken_back(client):
    page = seen(client.get(ADDRESS, {"q": "oregon", "kind": "federal"}))
    [link] = page.xpath("//main//nav//a[@aria-current='true']")
    assert link.get("href") == f"{ADDRESS}?q=oregon"
    assert texts(page, "//section//ol//a") == ["District of Oregon"]


def test_long_lists_come_in_pages_of_a_hundred(client):
    page = seen(client.get(ADDRESS, {"kind": "tribe"}))
    assert len(page.xpath("//section//ol/li")) == 100
    [address] = page.xpath("//a[@rel='next']/@href")
    assert texts(seen(client.get(address)), "//section//ol/li[1]//a") != texts(page, "//section//ol/li[1]//a")
    assert client.get(ADDRESS, {"kind": "tribe", "page": "7"}).status_code == 404


def test_tribes_are_listed_with_their_states(client):
    page = seen(client.get(ADDRESS, {"q": "fort mojave"}))
    assert texts(page, "//section//ol/li//span[@class='meta']")[0] == "Arizona, California, Nevada"


def test_only_places_with_records_and_the_most_first(client, found, engage, partner):
    engage(jurisdictions=at("lane-county-oregon"))
    engage(jurisdictions=at("cook-county-illinois"), is_public=False)
    partner(jurisdictions=at("lane-county-oregon", "benton-county-oregon"))
    assert found(kind="county", records="yes") == ["Benton County, OR", "Lane County, OR"]
    assert found(kind="county", records="yes", sort="records") == ["Lane County, OR", "Benton County, OR"]
    assert texts(seen(client.get(ADDRESS, {"kind": "county"})), "//nav[@aria-labelledby='narrow']//li[last()]") == [
        "Only places with records 2 places"
    ]


def test_places_of_one_state_its_tribes_included(client, found):
    names = found(within="connecticut")
    assert "Mohegan Tribe of Indians of Connecticut" in names
    assert "Capitol Planning Region, CT" in names
    assert "Hartford County, CT" in names
    assert "Connecticut" not in names
    assert texts(seen(client.get(ADDRESS, {"within": "connecticut"})), "//h1") == ["Places in Connecticut"]


def test_the_csv_has_the_whole_list_in_its_order(client, engage):
    engage(begins="2004", jurisdictions=at("navajo-nation"))
    [address] = seen(client.get(ADDRESS, {"kind": "tribe", "sort": "records"})).xpath("//a[@type='text/csv']/@href")
    rows = list(csv.DictReader(io.StringIO(text(client.get(address)).lstrip("\ufeff"))))
    assert len(rows) == 577
    assert rows[0] == {
        "name": "Navajo Nation, Arizona, New Mexico, & Utah",
        "kind": "Tribe",
        "lies_in": "Arizona; New Mexico; Utah",
        "usps": "",
        "fips": "",
        "records": "1",
        "engagements": "1",
        "partnerships": "0",
        "first_year": "2004",
        "last_year": "2004",
        "address": "http://testserver/training/jurisdictions/navajo-nation/",
    }


def test_nothing_found_says_so_and_shows_ways_on(client):
    page = seen(client.get(ADDRESS, {"q": "xqzvbnmk", "kind": "tribe"}))
    assert texts(page, "//h2[@id='count']") == ["No places match “xqzvbnmk”"]
    assert f"{ADDRESS}?q=xqzvbnmk" in page.xpath("//section[@id='results']//a/@href")


@pytest.mark.parametrize(
    "rubbish",
    [
        {"q": "\x00"},
        {"q": ",,, ;"},
        {"q": "' OR 1=1 --"},
        {"q": "<script>"},
        {"q": "a " * 5000},
        {"q": "%_"},
        {"kind": "x", "q": "oregon"},
        {"within": "\x00"},
        {"within": "cook-county-illinois"},
        {"sort": "x", "kind": "tribe"},
        {"records": "\x00"},
    ],
)
def test_rubbish_is_answered_as_if_it_were_not_there(client, rubbish):
    answer = client.get(ADDRESS, rubbish)
    assert answer.status_code == 200
    assert b"<script" not in answer.content


def test_a_page_that_is_no_number_is_not_there(client):
    assert client.get(ADDRESS, {"kind": "tribe", "page": "x"}).status_code == 404


@pytest.mark.parametrize("parameters", [{"kind": "county"}, {"q": "county"}, {"kind": "tribe"}])
def test_questions_to_the_database_do_not_grow_with_the_list(client, django_assert_max_num_queries, parameters):
    with django_assert_max_num_queries(12):
        client.get(ADDRESS, parameters)
