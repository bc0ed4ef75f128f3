"""The impact page: what was stated, what is counted, kept apart; and its tables, which are its charts."""

import csv
import io

import pytest

from tests.seen import seen, text, texts
from training.impact.counted import for_home
from training.models import StatedFigure


@pytest.fixture
def page(client, center):
    return seen(client.get("/impact/"))


def rows_of(client, address):
    table = text(client.get(address)).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.reader(io.StringIO(table)))[1:]


def test_every_stated_figure_is_told_in_its_words_with_period_source_and_definition(page):
    words = " ".join(page.xpath("string(//section[@aria-labelledby='stated'])").split())
    for told in (
        "49 states",
        "dozens of tribal jurisdictions and territories",
        "about 500 state, local and tribal jurisdictions",
        "more than 67,000 practitioners and policymakers",
        "more than 50 documents",
        "nearly 15,000 inquiries",
        "more than 130 counties, tribes and states",
        "more than 100 million visits",
        "more than 1 million downloads",
    ):
        assert told in words
    for stated in StatedFigure.objects.all():
        assert stated.definition in words
        assert stated.source in words
    assert words.count("1996 to 2019") >= StatedFigure.objects.count()


@pytest.mark.parametrize("address", ["/impact/", "/impact/reports/2004/"])
def test_every_section_and_table_has_a_name_of_its_own(client, center, address):
    main = seen(client.get(address)).xpath("//main")[0]
    sections = main.xpath(".//section")
    names = [main.xpath("string(.//h2[@id=$id])", id=section.get("aria-labelledby", "")) for section in sections]
    names += main.xpath(".//*[@role='region']/@aria-label")
    assert len(names) == len(main.xpath(".//section | .//*[@role='region']")) > 0
    assert all(names)
    assert len({name.casefold() for name in names}) == len(names)


def test_stated_and_counted_are_never_added(client, page):
    counted = int(client.get("/impact/engagements/").context["number"])
    row = page.xpath("//tr[th/a/@href='/impact/people-trained/']")[0]
    assert texts(row, "td")[1] == "more than 67,000"
    StatedFigure.objects.filter(slug="people-trained").update(number=80_000)
    again = seen(client.get("/impact/")).xpath("//tr[th/a/@href='/impact/people-trained/']")[0]
    assert texts(again, "td") == [texts(row, "td")[0], "more than 80,000"]
    assert int(client.get("/impact/engagements/").context["number"]) == counted


@pytest.mark.parametrize("label", ["Inquiries answered", "Visits to the center’s website", "Downloads of documents"])
def test_what_no_app_counts_says_so(page, label):
    rows = {" ".join(row.xpath("string(th)").split()): texts(row, "td") for row in page.xpath("//table//tr")}
    assert rows[label][0] == "not counted by this system yet"


def test_it_says_where_the_records_differ_by_far(client, page):
    note = " ".join(page.xpath("string(//div[@class='note'])").split())
    assert "The records here do not add up to the published totals" in note
    assert "49 states that got assistance were stated; counted here: states reached 1." in note
    StatedFigure.objects.filter(slug="states").update(number=1)
    assert "states reached" not in seen(client.get("/impact/")).xpath("string(//div[@class='note'])")


@pytest.mark.parametrize("slug", ["engagements-by-year", "people-by-discipline", "engagements-by-kind"])
def test_each_chart_is_a_table_whose_csv_says_the_same(client, page, slug):
    link = page.xpath(f"//a[@href='/impact/tables/{slug}.csv']")[0]
    table = link.getparent().getparent().xpath(".//table")[0]
    shown = [[cell.replace(",", "") for cell in texts(row, "th | td")] for row in table.xpath("tbody/tr | tfoot/tr")]
    assert shown == [[cell.replace(",", "") for cell in row] for row in rows_of(client, f"/impact/tables/{slug}.csv")]
    assert len(shown) > 2


def test_the_bars_are_only_a_picture_of_the_numbers(page):
    bars = page.xpath("//svg")
    assert bars
    assert all(bar.get("aria-hidden") == "true" for bar in bars)
    assert "100" in [bar.xpath("rect/@width")[0] for bar in bars]
    assert not page.xpath("//*[@style] | //style | //script")


def test_years_and_totals(client, center):
    rows = rows_of(client, "/impact/tables/engagements-by-year.csv")
    assert rows == [["2003", "1", "90"], ["2004", "4", "100"], ["2005", "25", "300"], ["Total", "30", "490"]]


def test_stated_and_counted_as_csv(client, center):
    stated = {row[0]: row[1] for row in rows_of(client, "/impact/tables/stated.csv")}
    assert stated["practitioners and policymakers trained"] == "more than 67,000"
    assert stated["tribal jurisdictions and territories that got assistance"] == "dozens"
    counted = {row[0]: row[1] for row in rows_of(client, "/impact/tables/counted.csv")}
    assert counted["Engagements"] == "30"


def test_it_leads_to_the_map_and_to_the_reports(page):
    assert page.xpath("//main//a[@href='/training/jurisdictions/']")
    assert texts(page, "//main//ul[@class='tags']//a") == ["2005", "2004", "2003"]


def test_there_is_no_such_table(client, db):
    assert client.get("/impact/tables/nothing.csv").status_code == 404


def test_without_records_it_still_tells_what_was_stated(client, db):
    page = seen(client.get("/impact/"))
    assert not page.xpath("//svg")
    assert "more than 130" in " ".join(page.text_content().split())


def test_internal_notes_are_in_no_answer(client, center):
    from training.models import Engagement, GrantProgram, Lesson, Partnership

    for model in (Engagement, Partnership, Lesson, GrantProgram):
        model.objects.update(internal_notes="Unmistakable")
    addresses = ["/impact/", "/impact/reports/2004/", "/impact/reports/2004.csv"]
    for slug in ("engagements", "partnerships", "changes", "lessons", "grant-programs", "grantees", "people-trained"):
        addresses += [f"/impact/{slug}/", f"/impact/{slug}.csv"]
    for address in addresses:
        assert "Unmistakable" not in text(client.get(address)), address


def test_the_home_page_gets_the_figures_that_are_more_than_one(client, center, partner):
    partner("Another county")
    figures = for_home()
    assert [label for _, label, _ in figures] == ["jurisdictions served", "people trained, each once", "partnerships"]
    for number, _, address in figures:
        assert client.get(address).context["number"] == number


def test_the_home_page_gets_no_figure_that_is_nothing(db):
    assert for_home() == []
