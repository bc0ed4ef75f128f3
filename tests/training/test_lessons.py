"""Lessons learned, as visitors find and read them."""

import datetime

import pytest

from library.models import Topic
from tests.seen import seen, text, texts
from training.models import JurisdictionName, TribeState

LIST = "/training/lessons/"


def listed(answer):
    return texts(seen(answer), "//section[@id='results']/ol/li/h3/a")


def offered(answer, legend):
    """{value: number} of a group of filters."""
    rows = seen(answer).xpath(f"//section[h3='{legend}']//li")
    return {
        texts(row, "a")[0].removeprefix(f"{legend}: "): int(texts(row, ".//*[@class='n']")[0].split()[0])
        for row in rows
    }


@pytest.fixture
def topic(db):
    return lambda name: Topic.objects.get_or_create(name=name, slug=name.lower())[0]


def test_list_names_lessons_newest_first_with_place_and_date(client, learn, oregon, place):
    learn("First", written_on=datetime.date(2001, 5, 1))
    learn("Second", written_on=datetime.date(2005, 6, 1), jurisdictions=[place("Lane County")])
    answer = client.get(LIST)
    assert listed(answer) == ["Second", "First"]
    assert "Lane County, OR · June 2005" in answer.text
    assert texts(seen(answer), "//h2[@id='count']") == ["2 lessons"]


def test_what_is_not_public_is_neither_listed_nor_offered(client, learn, oregon, topic):
    learn("Kept", is_public=False, topics=[topic("Housing")], jurisdictions=[oregon])
    answer = client.get(LIST)
    assert "Kept" not in answer.text
    assert "Housing" not in answer.text
    assert texts(seen(answer), "//h2[@id='count']") == ["There are no lessons yet"]


def test_empty_list_leads_on(client, db):
    links = seen(client.get(LIST)).xpath("//section[@id='results']//a/@href")
    assert links == ["/library/", "/ask/"]


def test_topic_narrows_and_its_link_says_to_how_many(client, learn, topic):
    housing, treatment = topic("Housing"), topic("Treatment")
    learn("One", topics=[housing])
    learn("Two", topics=[housing, treatment])
    learn("Three")
    answer = client.get(LIST)
    assert offered(answer, "Topic") == {"Housing": 2, "Treatment": 1}
    narrowed = client.get(LIST, {"topic": "housing"})
    assert listed(narrowed) == ["One", "Two"]
    assert seen(narrowed).xpath("//ul[@class='tags applied']/li[1]/a/@href") == [LIST]


def test_place_means_all_that_lies_in_it_tribes_too(client, learn, oregon, place):
    utah = place("Utah", "state", usps="UT")
    tribe = place("A tribe", "tribe")
    TribeState.objects.create(tribe=tribe, state=utah)
    learn("Of the state", jurisdictions=[oregon])
    learn("Of a county", jurisdictions=[place("Lane County")])
    learn("Of a tribe", jurisdictions=[tribe])
    assert listed(client.get(LIST, {"jurisdiction": "oregon"})) == ["Of a county", "Of the state"]
    assert listed(client.get(LIST, {"jurisdiction": "utah"})) == ["Of a tribe"]
    assert listed(client.get(LIST, {"jurisdiction": "lane-county"})) == ["Of a county"]
    assert offered(client.get(LIST), "Place") == {"Oregon": 2, "Utah": 1}


def test_every_link_of_a_filter_leads_to_as_many_lessons_as_it_says(client, learn, oregon, place, topic):
    vermont = place("Vermont", "state", usps="VT")
    topics = [topic(name) for name in ("Housing", "Treatment", "Courts")]
    places = [oregon, vermont, place("Lane County")]
    for number in range(30):
        learn(f"Lesson {number}", topics=topics[number % 4 :][:2], jurisdictions=places[number % 3 :][:2])
    for start in ("", "?topic=housing", "?jurisdiction=oregon", "?topic=courts&jurisdiction=vermont"):
        tree = seen(client.get(LIST + start))
        rows = tree.xpath("//nav[@aria-labelledby='filters']//li[not(a/@aria-current)]")
        assert rows
        for row in rows:
            promised = int(texts(row, ".//*[@class='n']")[0].split()[0])
            answer = client.get(row.xpath("a/@href")[0])
            assert texts(seen(answer), "//h2[@id='count']") == [f"{promised} lesson{'s' if promised > 1 else ''}"]


@pytest.mark.parametrize(
    "query",
    ["topic=x&jurisdiction=y", "q=%00&topic=%00", "q=%22%22", "q=type:brief", "topic=%F0%9F%98%80", "q=" + "a" * 3000],
)
def test_rubbish_in_the_address_is_no_failure(client, learn, query):
    learn()
    for address in (LIST, "/training/lessons.csv"):
        assert client.get(f"{address}?{query}").status_code in (200, 503)


def test_unknown_value_is_left_out_and_said(client, learn):
    learn("One")
    answer = client.get(LIST, {"topic": "nonesuch"})
    assert listed(answer) == ["One"]
    assert "not known here and was left out: topic" in answer.text


@pytest.mark.parametrize("page", ["0", "2", "x", "999999999999999999999"])
def test_page_that_is_not_there_is_404(client, learn, page):
    learn()
    assert client.get(LIST, {"page": page}).status_code == 404


def test_list_takes_the_same_queries_for_few_and_many(client, learn, oregon, place, topic, queries):
    def add(count):
        for number in range(count):
            county = place(f"County {number % 5}")
            learn(f"Lesson {number} of {count}", topics=[topic("Housing")], jurisdictions=[oregon, county])

    add(2)
    few = queries(LIST)
    add(30)
    assert queries(LIST) == few <= 12


def test_table_has_the_whole_list_and_no_notes_and_no_formula(client, learn, oregon, partner, publish, topic):
    kept = partner("Kept", is_public=False)
    learn(
        "=1+1",
        internal_notes="Secret",
        jurisdictions=[oregon],
        topics=[topic("Housing")],
        publications=[publish("A guide"), publish("A draft", state="draft")],
        partnerships=[kept, partner("A county plans")],
    )
    learn("Other")
    answer = client.get("/training/lessons.csv", {"topic": "housing"})
    table = text(answer)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table.startswith('\N{ZERO WIDTH NO-BREAK SPACE}"title"')
    assert table.splitlines()[1:] == [
        '"\'=1+1","For teams that begin.","2005-06-01","Oregon","Housing","A county plans","A guide",'
        '"http://testserver/training/lessons/11/"'
    ]


def test_page_shows_the_lesson_with_all_that_belongs_to_it(client, learn, oregon, place, partner, publish, topic):
    lane = place("Lane County")
    partnership = partner("A county plans")
    guide = publish("A guide", year=2004)
    lesson = learn(
        "Teams need a lead agency",
        text="## What helped\n\nOne agency *called* every meeting.",
        jurisdictions=[lane],
        topics=[topic("Collaboration")],
        partnerships=[partnership],
        publications=[guide],
    )
    tree = seen(client.get(lesson.get_absolute_url()))
    assert texts(tree, "//h1") == ["Teams need a lead agency"]
    assert texts(tree, "//article//h2") == ["What helped", "Documents", "Details"]
    assert texts(tree, "//article//em") == ["called"]
    links = tree.xpath("//article//a/@href")
    assert [
        guide.get_absolute_url(),
        partnership.get_absolute_url(),
        "/library/topics/collaboration/",
    ] == [link for link in links if "jurisdictions" not in link]
    assert "June 1, 2005" in texts(tree, "//aside[@aria-labelledby='details']")[0]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{lesson.get_absolute_url()}"]


def test_page_names_nothing_that_is_not_public(client, learn, partner, publish):
    lesson = learn(
        internal_notes="Secret",
        partnerships=[partner("Kept partnership", is_public=False)],
        publications=[publish("A draft", state="draft")],
    )
    shown = client.get(lesson.get_absolute_url()).text
    for hidden in ("Secret", "Kept partnership", "A draft"):
        assert hidden not in shown


def test_lesson_that_is_not_public_is_404_for_visitors(client, learn):
    kept = learn(is_public=False)
    assert client.get(kept.get_absolute_url()).status_code == 404
    assert client.get("/training/lessons/nonesuch/").status_code == 404


def test_staff_who_may_see_lessons_preview_it_and_nobody_stores_that(client, learn, django_user_model):
    from django.contrib.auth.models import Permission

    kept = learn("Kept", is_public=False, internal_notes="Secret")
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(kept.get_absolute_url()).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_lesson"))
    answer = client.get(kept.get_absolute_url())
    assert "Preview." in answer.text
    assert "Secret" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_public_page_depends_on_no_cookie(client, learn, staff_client):
    assert "Cookie" not in staff_client.get(learn().get_absolute_url()).headers.get("Vary", "")


def test_former_name_of_a_place_finds_its_lessons(client, learn, place, oregon, search):
    lane = place("Lane County")
    JurisdictionName.objects.create(jurisdiction=lane, name="Skinner")
    learn("One", jurisdictions=[lane])
    learn("Two")
    search()
    assert listed(client.get(LIST, {"q": "skinner"})) == ["One"]
