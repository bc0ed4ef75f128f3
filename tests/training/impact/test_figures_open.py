"""Every counted figure opens the list of its records, and is as long as the list or as large as its sum."""

import csv
import io
import re

import pytest

from tests.seen import seen, text, texts
from training.impact import counted

pytestmark = pytest.mark.django_db

ALL = [figure.slug for figure in counted.figures()]


def number_in(words):
    """The number that a text begins with: “1,234 people” → 1234."""
    return int(re.match(r"[\d,]+", words.strip())[0].replace(",", ""))


def lines_of(client, address):
    """The rows of the list behind a figure, over all its pages."""
    while address:
        page = seen(client.get(address))
        yield from page.xpath("//main//table/tbody/tr")
        following = page.xpath("//a[starts-with(@rel, 'next')]/@href")
        address = following[0] if following else ""


def added_up(page, lines):
    """What the list's numbers come to: those that are shown, and what is said of those that are not."""
    shown = [line.xpath("string(td[@class='num'])") for line in lines]
    total = sum(number_in(cell) for cell in shown if cell[0].isdecimal())
    said = re.search(r"Together they are ([\d,]+)", page.xpath("string(//p[@class='note'])"))
    return total + (number_in(said[1]) if said else 0)


@pytest.mark.parametrize("query", ["", "?year=2004", "?year=2005"])
@pytest.mark.parametrize("slug", ALL)
def test_the_figure_is_what_its_list_comes_to(client, center, slug, query):
    page = seen(client.get(f"/impact/{slug}/{query}"))
    number = number_in(page.xpath("string(//ul[@class='figures']/li)"))
    lines = list(lines_of(client, f"/impact/{slug}/{query}"))
    if page.xpath("//table//th[@class='num']"):
        assert number == added_up(page, lines)
    else:
        assert number == len(lines)


@pytest.mark.parametrize("slug", ALL)
def test_the_impact_page_shows_the_same_number(client, center, slug):
    on_its_page = texts(seen(client.get(f"/impact/{slug}/")), "//ul[@class='figures']/li/b")
    row = seen(client.get("/impact/")).xpath(f"//tr[th/a/@href='/impact/{slug}/']")[0]
    assert [row.xpath("string(td[@class='num'])")] == on_its_page
    assert number_in(on_its_page[0]) > 0, "a figure that is 0 would prove nothing"


@pytest.mark.parametrize("slug", ALL)
def test_every_record_has_a_public_page(client, center, slug):
    for line in lines_of(client, f"/impact/{slug}/"):
        for address in line.xpath(".//a/@href"):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("slug", ALL)
def test_the_csv_has_the_whole_list(client, center, slug):
    answer = client.get(f"/impact/{slug}.csv")
    rows = list(csv.reader(io.StringIO(text(answer).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    lines = list(lines_of(client, f"/impact/{slug}/"))
    assert [row[0] for row in rows[1:]] == [line.xpath("string(.//a)") for line in lines]
    assert all(row[-1].startswith("http://testserver/") for row in rows[1:])


def test_small_numbers_show_neither_in_the_list_nor_in_its_csv(client, center):
    for slug in ("people-trained", "attendances"):
        numbers = [line.xpath("string(td[@class='num'])") for line in lines_of(client, f"/impact/{slug}/")]
        rows = csv.reader(io.StringIO(text(client.get(f"/impact/{slug}.csv"))))
        for number in [*numbers, *(row[2] for row in list(rows)[1:])]:
            assert number not in ("1", "2", "3", "4")
        assert "fewer than 5 or withheld" in numbers


def test_what_is_not_public_counts_nowhere(client, center):
    for slug in ALL:
        assert "Secret" not in client.get(f"/impact/{slug}/").text
    states = texts(seen(client.get("/impact/states/")), "//tbody//a")
    assert states == ["Oregon"]


def test_tribes_count_apart_from_the_states_in_which_they_lie(client, center):
    assert texts(seen(client.get("/impact/tribes/")), "//tbody//a") == ["Coquille Indian Tribe"]
    assert texts(seen(client.get("/impact/territories/")), "//tbody//a") == ["Guam"]


@pytest.mark.parametrize("address", ["/impact/nothing/", "/impact/nothing.csv", "/impact/states/?page=99"])
def test_what_is_not_there_is_404(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("year", ["", "abc", "0", "99999", "-1", "２００４", "2004x"])
def test_a_year_that_is_none_is_left_aside(client, center, year):
    assert "in 2" not in texts(seen(client.get("/impact/engagements/", {"year": year})), "//h1")[0]


@pytest.mark.parametrize("slug", ALL)
def test_nothing_recorded_is_a_page_too(client, db, slug):
    assert "There are no such records yet." in client.get(f"/impact/{slug}/").text
