"""The lists: what a row says, filters, search, actions, and what they cost."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from training.models import Discipline, Jurisdiction

pytestmark = pytest.mark.django_db
LIST = "/admin/training/engagement/"


def titles(page):
    return {record.title for record in page.context["cl"].result_list}


def test_row_says_number_kind_time_places_and_people(staff_client, engage, place):
    counties = [place(f"{name} County") for name in ("Lane", "Linn", "Polk", "Wasco", "Baker")]
    engage("Skills", number="TA-7", kind="on-site", begins="2004-03", jurisdictions=counties, trained={"judges": 1200})
    engage("Talks", trained={"judges": None})
    page = staff_client.get(LIST).text
    for words in ("TA-7", "Skills", "On-site assistance", "March 2004", "1,200", "not recorded"):
        assert words in page
    assert "Baker County, OR, Lane County, OR, Linn County, OR and 2 more" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"is_public__exact": 0}, {"Kept"}),
        ({"kind": "webinar"}, {"Online"}),
        ({"discipline": "judges"}, {"Counted"}),
        ({"discipline": "rubbish"}, set()),
        ({"year": "2003"}, {"Long"}),
        ({"year": "2004"}, {"Long", "Counted", "Kept", "Online"}),
        ({"state": "OR"}, {"Counted", "Kept"}),
        ({"state": "AZ"}, {"Online"}),
        ({"state": "XX"}, set()),
        ({"work": "no-people"}, {"Kept", "Online", "Long"}),
        ({"work": "no-jurisdiction"}, {"Long"}),
        ({"work": "rubbish"}, {"Kept", "Online", "Long", "Counted"}),
        ({"year": "rubbish"}, {"Kept", "Online", "Long", "Counted"}),
    ],
)
def test_filters(staff_client, engage, oregon, place, query, found):
    navajo = Jurisdiction.objects.filter(kind="tribe", tribe_states__state="AZ").first()
    engage("Kept", is_public=False, jurisdictions=[oregon])
    engage("Online", kind="webinar", jurisdictions=[navajo], trained={"courts": None})
    engage("Long", begins="2002", ends="2005")
    engage("Counted", jurisdictions=[place("Lane County"), place("Linn County")], trained={"judges": 0})
    assert titles(staff_client.get(LIST, query)) == found


@pytest.mark.parametrize("words", ["skills", "TA-77", "lane county", "Lane County, skills", "old territory", "SKILLS"])
def test_search_looks_at_number_title_and_names_old_ones_too(staff_client, engage, place, words):
    county = place("Lane County")
    county.other_names.create(name="Old Territory")
    engage("Skills", number="TA-77", jurisdictions=[county, place("Linn County")])
    engage("Something else", number="TA-1", jurisdictions=[place("Polk County")])
    page = staff_client.get(LIST, {"q": words})
    assert [record.title for record in page.context["cl"].result_list] == ["Skills"]


def test_partnerships_and_lessons_are_searched_by_place_too(staff_client, partner, learn, place):
    county = place("Lane County")
    partner("A county plans", jurisdictions=[county])
    learn("Teams need time", jurisdictions=[county])
    partner("Another"), learn("Not this")
    assert titles(staff_client.get("/admin/training/partnership/", {"q": "lane"})) == {"A county plans"}
    assert titles(staff_client.get("/admin/training/lesson/", {"q": "lane time"})) == {"Teams need time"}


def test_jurisdictions_are_filtered_by_state_with_their_tribes(staff_client):
    page = staff_client.get("/admin/training/jurisdiction/", {"state": "OR", "kind": "tribe"})
    assert page.context["cl"].result_count == Jurisdiction.objects.filter(tribe_states__state="OR").count() > 0


def test_jurisdictions_are_listed_with_the_number_of_engagements_that_serve_them(staff_client, engage, place):
    county, other = place("Somewhere County"), place("Elsewhere County")
    for _ in range(2):
        engage(jurisdictions=[county, other], places=[other])
    engage(places=[county])
    page = staff_client.get("/admin/training/jurisdiction/", {"q": "somewhere county OR"})
    assert [jurisdiction.number for jurisdiction in page.context["cl"].result_list] == [2]
    assert '<td class="field-served">2</td>' in page.text


def test_number_of_engagements_of_a_discipline_leads_to_them(staff_client, engage):
    engage("One", trained={"judges": 1})
    engage("Two", trained={"judges": 1, "courts": 1})
    page = staff_client.get("/admin/training/discipline/")
    assert f'<a href="{LIST}?discipline=judges">2</a>' in page.text
    assert titles(staff_client.get(f"{LIST}?discipline=judges")) == {"One", "Two"}


def test_chosen_records_are_made_public_or_kept_together(staff_client, engage, told):
    kept, public = [engage(f"Kept {n}", is_public=False) for n in range(2)], engage("Public")
    chosen = [record.pk for record in (*kept, public)]
    answer = staff_client.post(LIST, {"action": "make_public", "_selected_action": chosen})
    assert told(answer) == "2 engagements made public."
    answer = staff_client.post(LIST, {"action": "keep_to_staff", "_selected_action": [public.pk]})
    assert told(answer) == "1 engagement kept to staff."
    for record in (*kept, public):
        record.refresh_from_db()
    assert [record.is_public for record in (*kept, public)] == [True, True, False]


@pytest.mark.parametrize("action", ["make_public", "delete_selected"])
def test_too_many_at_once_are_refused_and_nothing_is_changed(staff_client, engage, told, monkeypatch, action):
    monkeypatch.setattr("training.admin.protecting.MOST_AT_ONCE", 2)
    chosen = [engage("Kept", is_public=False).pk for _ in range(3)]
    answer = staff_client.post(LIST, {"action": action, "_selected_action": chosen, "post": "yes"})
    assert told(answer) == "Choose at most 2 records at a time. Nothing was changed."
    assert staff_client.get(LIST, {"is_public__exact": 0}).context["cl"].result_count == 3


@pytest.mark.parametrize("model", ["engagement", "partnership", "lesson", "grantprogram", "award", "jurisdiction"])
def test_rubbish_in_the_address_is_no_error(staff_client, model):
    for query in ("state=%00", "year=-1", "p=999", "o=99", "q=%00", "q=" + "a+" * 60, "nothing=1", "discipline=%27"):
        assert staff_client.get(f"/admin/training/{model}/?{query}", follow=True).status_code == 200


def test_number_of_queries_is_the_same_for_few_and_many(staff_client, engage, partner, learn, place):
    places = [place("Lane County"), place("Linn County")]
    counts = []
    for number in (3, 25):
        for _ in range(number):
            engage(jurisdictions=places, trained={"judges": 3, "courts": 4})
        for n in range(number):
            partner(f"Partnership {number} {n}", jurisdictions=places)
            learn(f"Lesson {number} {n}", jurisdictions=places)
        for model in ("engagement", "partnership", "lesson"):
            with CaptureQueriesContext(connection) as queries:
                staff_client.get(f"/admin/training/{model}/")
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 16


def test_form_asks_as_often_for_many_lines_as_for_few(staff_client, engage, page_of):
    disciplines = list(Discipline.objects.values_list("slug", flat=True))
    few, many = engage(trained={"judges": 1}), engage(trained=dict.fromkeys(disciplines, 1))
    counts = []
    for engagement in (few, many):
        with CaptureQueriesContext(connection) as queries:
            staff_client.get(page_of(engagement))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_lists_of_twenty_thousand_take_as_many_queries_as_short_ones(staff_client, many_engagements, engage):
    queries = [{}, {"state": "OR"}, {"discipline": "judges"}, {"work": "no-people"}, {"q": "housing county"}]
    few, many = [], []
    engage()
    for counts, fill in ((few, lambda: None), (many, lambda: many_engagements(20_000))):
        fill()
        for query in queries:
            with CaptureQueriesContext(connection) as asked:
                assert staff_client.get(f"{LIST}?{urlencode(query)}").status_code == 200
            counts.append(len(asked))
    assert max(many) <= max(few) + 3
