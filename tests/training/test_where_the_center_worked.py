"""The overview of places: map, key, table and tribes, all from the same public records."""

import csv
import io

import pytest
from django.urls import reverse

from tests.seen import seen, text, texts
from training.models import Jurisdiction

pytestmark = pytest.mark.django_db

ADDRESS = "/training/jurisdictions/"


def at(*slugs):
    return Jurisdiction.objects.filter(slug__in=slugs)


def tiles(page):
    """{full name: number} of the map, as a screen reader has it."""
    names = texts(page, "//ul[contains(@class, 'tiles')]//a/span[@class='vh']")
    return {name.partition(" (")[0]: int(name.split()[-2].replace(",", "")) for name in names}


def table(page):
    """{place: [records, engagements, partnerships, years]}; numbers without what only screen readers are told."""
    rows = {}
    for row in page.xpath("//tbody/tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        rows[texts(row, "./th")[0]] = [*(int(cell.split()[0]) for cell in cells[:3]), cells[3]]
    return rows


def shade(page, code):
    [tile] = page.xpath(f"//ul[contains(@class, 'tiles')]/li[.//span[starts-with(normalize-space(), '{code} ')]]")
    return next(name for name in tile.get("class").split() if name[0] == "q")


def test_without_records_every_place_is_there_with_nothing(client):
    page = seen(client.get(ADDRESS))
    assert len(tiles(page)) == 56
    assert set(tiles(page).values()) == {0}
    assert tiles(page).keys() == table(page).keys()
    assert texts(page, "//p[@class='lead']") == [
        "There are no public records of training and assistance for any place yet."
    ]
    assert texts(page, "//ul[@class='key']/li") == ["none"]


def test_map_and_table_have_the_same_numbers(client, many_engagements, partner):
    many_engagements(300)
    partner(jurisdictions=at("oregon", "cook-county-illinois"))
    page = seen(client.get(ADDRESS))
    rows = table(page)
    assert tiles(page) == {place: records for place, (records, *_) in rows.items()}
    assert all(records == engagements + partnerships for records, engagements, partnerships, _ in rows.values())
    assert sum(tiles(page).values()) > 300


def test_work_in_a_county_a_city_a_court_and_a_tribe_is_work_in_their_state(client, engage):
    engage(jurisdictions=at("lane-county-oregon"))
    engage(jurisdictions=at("portland-oregon"))
    engage(jurisdictions=at("district-of-oregon"))
    engage(jurisdictions=at("burns-paiute-tribe"))
    engage(jurisdictions=at("oregon"))
    assert tiles(seen(client.get(ADDRESS)))["Oregon"] == 5


def test_a_record_counts_once_for_a_state_however_many_of_its_places_it_served(client, engage):
    engage(jurisdictions=at("oregon", "lane-county-oregon", "burns-paiute-tribe", "ohio"))
    found = tiles(seen(client.get(ADDRESS)))
    assert {name: number for name, number in found.items() if number} == {"Oregon": 1, "Ohio": 1}


def test_a_tribe_counts_for_each_state_of_its_land(client, engage):
    engage(jurisdictions=at("navajo-nation"))
    found = tiles(seen(client.get(ADDRESS)))
    assert {name for name, number in found.items() if number} == {"Arizona", "New Mexico", "Utah"}


def test_what_is_not_public_counts_nowhere(client, engage, partner):
    engage(jurisdictions=at("oregon", "navajo-nation"), is_public=False)
    partner(jurisdictions=at("oregon"), is_public=False)
    page = seen(client.get(ADDRESS))
    assert set(tiles(page).values()) == {0}
    assert "No public record tells of work for a tribe yet." in texts(page, "//section[@aria-labelledby='tribes']/p")


def test_a_partnership_alone_makes_a_place_one_that_was_worked_in(client, partner):
    partner(jurisdictions=at("guam"), begins="2001", ends="2004")
    page = seen(client.get(ADDRESS))
    assert table(page)["Guam"] == [1, 0, 1, "2001 to 2004"]
    assert shade(page, "GU") == "q4"


def test_the_lead_says_how_many_of_each_kind_and_when(client, engage):
    engage(begins="2001-05", jurisdictions=at("ohio", "navajo-nation"))
    engage(begins="2009", jurisdictions=at("district-of-columbia", "guam", "lane-county-oregon"))
    assert texts(seen(client.get(ADDRESS)), "//p[@class='lead']") == [
        "Records tell of work for 5 of 50 states, for the District of Columbia, for 1 of 5 territories and for 1 "
        "tribe, from 2001 to 2009."
    ]


def test_records_of_no_place_are_owned_up_to(client, engage):
    engage(jurisdictions=at("ohio"))
    engage(jurisdictions=())
    [said] = texts(seen(client.get(ADDRESS)), "//section[@aria-labelledby='table']/p[1]")
    assert "There are 2 engagements and 0 partnerships in all; 1 of these serves no place in particular." in said


def test_shades_rank_the_places_and_the_key_says_what_they_stand_for(client, engage):
    for slug, count in {"ohio": 1, "iowa": 2, "utah": 3, "maine": 9}.items():
        for _ in range(count):
            engage(jurisdictions=at(slug))
    page = seen(client.get(ADDRESS))
    assert [shade(page, code) for code in ("WY", "OH", "IA", "UT", "ME")] == ["q0", "q1", "q2", "q3", "q4"]
    assert texts(page, "//ul[@class='key']/li") == ["none", "1", "2", "3", "4 to 9"]


def test_places_with_the_same_number_have_the_same_shade(client, engage):
    for slug in ("ohio", "iowa", "utah", "maine", "guam"):
        engage(jurisdictions=at(slug))
    page = seen(client.get(ADDRESS))
    assert {shade(page, code) for code in ("OH", "IA", "UT", "ME", "GU")} == {"q4"}
    assert texts(page, "//ul[@class='key']/li") == ["none", "1"]


def test_no_two_tiles_lie_on_each_other_and_territories_have_a_heading(client):
    page = seen(client.get(ADDRESS))
    maps = page.xpath("//ul[@class='tiles']")
    states, territories = ([tile.get("class")[:-3] for tile in tiles.xpath("./li")] for tiles in maps)
    assert len(set(states)) == 51
    assert len(set(territories)) == 5
    assert texts(page, "//h3") == ["Territories"]


@pytest.mark.parametrize(
    ("sort", "first", "direction"),
    [
        ("", "Alabama", "ascending"),
        ("records", "Texas", "descending"),
        ("engagements", "Texas", "descending"),
        ("partnerships", "Guam", "descending"),
        ("years", "Ohio", "descending"),
        ("rubbish", "Alabama", "ascending"),
    ],
)
def test_the_table_is_sorted_by_links(client, engage, partner, sort, first, direction):
    for _ in range(3):
        engage(begins="2001", jurisdictions=at("texas"))
    engage(begins="2018", jurisdictions=at("ohio"))
    partner(jurisdictions=at("guam"))
    page = seen(client.get(ADDRESS, {"sort": sort} if sort else {}))
    assert texts(page, "//tbody/tr[1]/th") == [first]
    assert page.xpath("//thead//@aria-sort") == [direction]
    assert len(page.xpath("//thead//a")) == 4


def test_numbers_open_the_list_of_the_records(client, engage):
    engage(jurisdictions=at("lane-county-oregon"))
    engage(jurisdictions=at("oregon"))
    [link] = seen(client.get(ADDRESS)).xpath("//td/a")
    assert link.get("href") == f"{reverse('training:engagements')}?jurisdiction=oregon"
    assert texts(seen(client.get(link.get("href"))), "//h2[@id='count']") == ["2 engagements"]


def test_tribes_with_records_are_listed_with_their_states(client, engage):
    engage(jurisdictions=at("navajo-nation", "burns-paiute-tribe"))
    assert texts(seen(client.get(ADDRESS)), "//section[@aria-labelledby='tribes']//li") == [
        "Burns Paiute Tribe Oregon 1 record",
        "Navajo Nation, Arizona, New Mexico, & Utah Arizona, New Mexico, Utah 1 record",
    ]


def test_the_csv_is_the_table(client, engage, partner):
    engage(begins="2001", jurisdictions=at("texas"))
    engage(begins="2018", jurisdictions=at("ohio", "navajo-nation"))
    partner(begins="2001", ends="2004", jurisdictions=at("guam"))
    page = seen(client.get(ADDRESS, {"sort": "years"}))
    [address] = page.xpath("//a[@type='text/csv']/@href")
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(text(answer).lstrip("\ufeff"))))
    counts = {row["name"]: [int(row[n]) for n in ("records", "engagements", "partnerships")] for row in rows}
    assert list(counts.items()) == [(place, numbers) for place, (*numbers, _) in table(page).items()]
    assert {row["name"]: (row["usps"], row["fips"], row["first_year"], row["last_year"]) for row in rows}["Guam"] == (
        "GU",
        "66",
        "2001",
        "2004",
    )


@pytest.mark.parametrize("how_many", [50, 1000])
def test_the_number_of_questions_to_the_database_stays_the_same(
    client, many_engagements, engage, django_assert_max_num_queries, how_many
):
    many_engagements(how_many)
    engage(jurisdictions=at("navajo-nation"))
    with django_assert_max_num_queries(15):
        client.get(ADDRESS)
