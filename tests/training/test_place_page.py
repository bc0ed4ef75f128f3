"""The page of one place: all public work for it and for what lies in it."""

import datetime

import pytest

from tests.seen import seen, texts
from training.models import Grantee, GrantProgram, Jurisdiction

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client):
    """page_of(slug) → the page of a place, as a tree."""
    return lambda slug: seen(client.get(f"/training/jurisdictions/{slug}/"))


@pytest.fixture
def grant(db):
    """grant(name, sites, **fields of the program) → a saved Grantee."""

    def make(name, sites, **fields):
        span = {"starts_on": datetime.date(2001, 1, 1), "ends_on": datetime.date(2003, 12, 31), "precision": "year"}
        program = {"slug": "planning", "name": "Planning grants", "funder": "An office", "is_public": True}
        program = GrantProgram.objects.create(**{**program, **span, **fields})
        grantee = Grantee.objects.create(program=program, name=name, **span)
        grantee.sites.set(sites)
        return grantee

    return make


def at(*slugs):
    return Jurisdiction.objects.filter(slug__in=slugs)


def fact(page, label):
    return texts(page, f"//dt[normalize-space()='{label}']/following-sibling::dd")


def section(page, name):
    return texts(page, f"//section[@aria-labelledby='{name}']//li//a")


def test_a_place_without_work_says_what_that_means_and_what_not(page_of):
    page = page_of("cook-county-illinois")
    assert texts(page, "//main//h1") == ["Cook County Illinois"]
    assert texts(page, "//main//h2")[0] == "No work recorded for this place"
    assert "What it does not mean:" in page.text_content()
    assert page.xpath("//section") == []


def test_a_place_without_work_leads_to_the_work_for_its_state(page_of, engage):
    engage(jurisdictions=at("illinois"))
    page = page_of("cook-county-illinois")
    assert texts(page, "//h3[.='Work for the whole state']/following-sibling::ul[1]/li") == ["Illinois 1 record"]


def test_a_state_shows_the_work_for_all_that_lies_in_it(page_of, engage, partner, learn):
    engage("In a county", begins="1999-02", jurisdictions=at("lane-county-oregon"))
    engage("With a tribe", begins="2005", ends="2006", jurisdictions=at("burns-paiute-tribe"))
    engage("For the state", begins="2003", jurisdictions=at("oregon"), kind="webinar")
    engage("Elsewhere", jurisdictions=at("ohio"))
    partner("A county plans", begins="2001", ends="2004", jurisdictions=at("lane-county-oregon"))
    learn("Ask early", jurisdictions=at("portland-oregon"))
    page = page_of("oregon")
    assert texts(page, "//p[@class='lead']") == ["3 engagements and 1 partnership, 1999 to 2006."]
    assert section(page, "engagements") == ["With a tribe", "For the state", "In a county"]
    assert section(page, "partnerships") == ["A county plans"]
    assert section(page, "lessons") == ["Ask early"]
    assert texts(page, "//section[@aria-labelledby='parts']//li") == [
        "Lane County, OR 2 records",
        "Burns Paiute Tribe Oregon 1 record",
    ]
    assert fact(page, "Years") == ["1999 to 2006"]
    assert fact(page, "Kinds of help") == ["Training for Oregon 2", "Webinar for Oregon 1"]


def test_a_county_shows_its_own_work_only(page_of, engage):
    engage("In the county", jurisdictions=at("lane-county-oregon"))
    engage("For the state", jurisdictions=at("oregon"))
    engage("Next door", jurisdictions=at("benton-county-oregon"))
    page = page_of("lane-county-oregon")
    assert section(page, "engagements") == ["In the county"]
    assert texts(page, "//section[@aria-labelledby='near']//li") == ["Benton County, OR 1 record"]
    assert fact(page, "Part of") == ["Oregon 3 records"]


def test_a_place_where_work_for_others_was_held_tells_of_it_and_counts_none(page_of, engage):
    engage("For Oregon, in Washington", jurisdictions=at("oregon"), places=at("district-of-columbia"))
    page = page_of("district-of-columbia")
    assert texts(page, "//main//h2")[0] == "No work recorded for this place"
    [said] = texts(page, "//main//p[starts-with(., 'No public record')]")
    assert said.startswith(
        "No public record tells of training or assistance for District of Columbia, nor for any county"
    )
    assert said.endswith("But 1 engagement was held here for others.")
    assert section(page, "held") == ["For Oregon, in Washington"]
    assert page.xpath("//section[@aria-labelledby='engagements']") == []
    assert fact(page, "Years") == []


def test_what_was_held_in_a_state_or_in_a_part_of_it_and_served_neither(page_of, engage):
    engage("National", begins="1999", places=at("oregon"))
    engage("For Ohio", begins="2005", jurisdictions=at("ohio"), places=at("lane-county-oregon"))
    engage("At home", begins="2006", jurisdictions=at("lane-county-oregon"), places=at("lane-county-oregon"))
    engage("For the state", begins="2007", jurisdictions=at("oregon", "ohio"), places=at("lane-county-oregon"))
    engage("Elsewhere", begins="2008", jurisdictions=at("ohio"), places=at("ohio"))
    page = page_of("oregon")
    assert section(page, "held") == ["For Ohio", "National"]
    assert section(page, "engagements") == ["For the state", "At home"]
    [lead] = texts(page, "//p[@class='lead']")
    assert lead == "2 engagements, 2006 to 2007. 2 more engagements were held here for others."
    assert section(page_of("lane-county-oregon"), "held") == ["For the state", "For Ohio"]
    assert page_of("cook-county-illinois").xpath("//section[@aria-labelledby='held']") == []


def test_the_newest_twenty_held_here_and_the_way_to_all(client, page_of, engage):
    for year in range(1999, 2020):
        engage(f"Of {year}", begins=str(year), places=at("lane-county-oregon"))
    engage("Served", jurisdictions=at("oregon"), places=at("oregon"))
    page = page_of("oregon")
    assert texts(page, "//h2[@id='held']") == ["Held here 21"]
    assert section(page, "held") == [f"Of {year}" for year in range(2019, 1999, -1)]
    [link] = page.xpath("//section[@aria-labelledby='held']//a[starts-with(., 'All engagements held in Oregon')]/@href")
    assert texts(seen(client.get(link)), "//h2[@id='count']") == ["22 engagements"]


def test_what_was_held_here_and_is_not_public_is_not_shown(client, page_of, engage):
    secret = engage("Secret engagement", is_public=False, places=at("district-of-columbia"))
    page = page_of("district-of-columbia")
    assert page.xpath("//section[@aria-labelledby='held']") == []
    assert "held here" not in page.text_content()
    secret.is_public = True
    secret.save()
    assert section(page_of("district-of-columbia"), "held") == ["Secret engagement"]


def test_nothing_that_is_not_public_is_shown_or_counted(client, page_of, engage, partner, learn, grant, publish):
    draft = publish("A draft", state="draft")
    secret = {"is_public": False, "jurisdictions": at("lane-county-oregon")}
    engage("Secret engagement", partners="Secret partner", internal_notes="Secret note", **secret)
    partner("Secret partnership", partners="Secret team", **secret)
    learn("Secret lesson", **secret)
    grant("Secret grantee", at("lane-county-oregon"), is_public=False)
    assert texts(page_of("lane-county-oregon"), "//main//h2")[0] == "No work recorded for this place"

    engage("Open", internal_notes="Secret note", publications=[draft], jurisdictions=at("lane-county-oregon"))
    for slug in ("lane-county-oregon", "oregon"):
        shown = client.get(f"/training/jurisdictions/{slug}/").text
        assert "Secret" not in shown
        assert "A draft" not in shown
        assert "1 engagement, 2004." in shown


def test_documents_are_those_of_all_its_records_each_once(page_of, engage, partner, learn, grant, publish):
    used, made, taught, given = (publish(title) for title in ("Used", "Made", "Taught", "Given"))
    served = at("lane-county-oregon")
    engage(publications=[used], jurisdictions=served)
    engage(publications=[used], jurisdictions=served)
    partner(publications=[made, used], jurisdictions=served)
    learn(publications=[taught], jurisdictions=served)
    grant("The county", served).publications.set([given])
    publish("Not of here")
    page = page_of("oregon")
    assert section(page, "documents") == ["Given", "Made", "Taught", "Used"]


def test_grantees_are_shown_with_their_program(page_of, grant):
    grant("Lane County Community Corrections", at("lane-county-oregon"))
    page = page_of("lane-county-oregon")
    assert texts(page, "//section[@aria-labelledby='grantees']//h3") == ["Lane County Community Corrections"]
    assert section(page, "grantees") == ["Planning grants"]
    assert texts(page, "//p[@class='lead']") == [
        "No engagement or partnership for this place on record, but what is below."
    ]


def test_partners_are_named_as_written_and_once(page_of, engage, partner):
    engage(partners="County probation; state police", jurisdictions=at("oregon"))
    engage(partners="County probation; state police", jurisdictions=at("oregon"))
    partner(partners="District attorney", jurisdictions=at("lane-county-oregon"))
    assert fact(page_of("oregon"), "Partners") == ["County probation; state police", "District attorney"]


def test_the_newest_twenty_and_the_way_to_all(client, page_of, many_engagements, engage):
    for year in range(1999, 2020):
        engage(f"Of {year}", begins=str(year), jurisdictions=at("lane-county-oregon"))
    page = page_of("oregon")
    assert section(page, "engagements") == [f"Of {year}" for year in range(2019, 1999, -1)]
    [link] = page.xpath("//a[starts-with(., 'All 21 engagements')]/@href")
    assert texts(seen(client.get(link)), "//h2[@id='count']") == ["21 engagements"]


def test_states_around_a_state_with_their_numbers(page_of, engage):
    engage(jurisdictions=at("ada-county-idaho"))
    page = page_of("oregon")
    assert texts(page, "//section[@aria-labelledby='near']//li") == [
        "California 0 records",
        "Idaho 1 record",
        "Nevada 0 records",
        "Washington 0 records",
    ]
    assert page_of("hawaii").xpath("//section[@aria-labelledby='near']") == []


def test_a_tribe_shows_its_states_and_what_else_is_near(page_of, engage):
    engage(jurisdictions=at("apache-county-arizona"))
    page = page_of("navajo-nation")
    assert fact(page, "Land or members in") == ["Arizona 1 record; New Mexico 0 records; Utah 0 records"]
    assert texts(page, "//section[@aria-labelledby='near']//li") == ["Apache County, AZ 1 record"]


def test_former_names_and_codes_are_shown(page_of):
    page = page_of("oglala-lakota-county-south-dakota")
    assert fact(page, "Former and other names") == ["Shannon County until 2015"]
    assert fact(page, "FIPS code") == ["46102"]
    assert fact(page_of("puerto-rico"), "USPS code") == ["PR"]


def test_the_way_back_leads_through_the_state(page_of):
    crumbs = texts(page_of("cook-county-illinois"), "//nav[@aria-label='Breadcrumb']//li")
    assert crumbs == ["Home", "Training and assistance", "Places", "Illinois"]


def test_a_place_that_is_not_there(client):
    assert client.get("/training/jurisdictions/atlantis/").status_code == 404


@pytest.mark.parametrize("how_many", [30, 600])
def test_the_number_of_questions_to_the_database_stays_the_same(
    client, many_engagements, partner, learn, grant, django_assert_max_num_queries, how_many
):
    many_engagements(how_many)
    for number in range(how_many // 30):
        partner(f"Partnership {number}", jurisdictions=at("oregon", "ohio"))
        learn(f"Lesson {number}", jurisdictions=at("oregon"))
    grant("The county", at("oregon"))
    with django_assert_max_num_queries(36):
        client.get("/training/jurisdictions/oregon/")
