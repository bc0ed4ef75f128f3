"""The pages of documents and topics show what training and assistance made of them."""

import pytest

from library.models import Topic
from tests.seen import seen, texts
from training.models import Grantee, GrantProgram

HEADINGS = [
    "Used in training and assistance",
    "Partnerships it was used in",
    "Lessons that refer to it",
    "Made for grantees",
]


@pytest.fixture
def grant(db):
    def make(publication, **fields):
        program = GrantProgram(name="Better courts", slug="better-courts", funder="Office", **fields)
        program.set_period("2001", "2004")
        program.save()
        grantee = Grantee(program=program, name="Lane County")
        grantee.set_period("2002", "2003")
        grantee.save()
        grantee.publications.add(publication)
        return grantee

    return make


def linked(answer, heading):
    """The titles of the links of a section, and where “see all” leads."""
    [found] = seen(answer).xpath(f"//h2[.='{heading}']")
    items = found.xpath("following-sibling::*[1][self::ul]/li/a")
    rest = found.xpath("following-sibling::*[2][self::p]/a/@href")
    return [item.text_content() for item in items], rest


def headings(answer):
    return texts(seen(answer), "//h2")


def test_document_that_nobody_used_shows_nothing_of_it(client, publish):
    shown = headings(client.get(publish().get_absolute_url()))
    assert not set(shown) & set(HEADINGS)


def test_document_shows_what_used_it(client, publish, engage, partner, learn, grant):
    guide = publish("A guide", slug="guide")
    engage("A training", publications=[guide])
    partner("A county plans", begins="2000-02", ends="2004-06", publications=[guide])
    learn("Teams need a lead", publications=[guide])
    grantee = grant(guide, is_public=True)
    answer = client.get("/library/guide/")
    assert [heading for heading in headings(answer) if heading in HEADINGS] == HEADINGS
    assert linked(answer, HEADINGS[0]) == (["A training"], [])
    assert linked(answer, HEADINGS[1]) == (["A county plans"], [])
    assert "February 2000 to June 2004" in answer.text
    assert linked(answer, HEADINGS[2]) == (["Teams need a lead"], [])
    assert linked(answer, HEADINGS[3]) == (["Lane County"], [])
    address = f"/training/grants/better-courts/#grantee-{grantee.pk}"
    assert seen(answer).xpath(f"//a[@href='{address}']")


def test_document_shows_nothing_that_is_not_public(client, publish, engage, partner, learn, grant):
    guide = publish("A guide", slug="guide")
    engage("Kept", publications=[guide], is_public=False)
    partner("Kept", publications=[guide], is_public=False)
    learn("Kept", publications=[guide], is_public=False)
    grant(guide, is_public=False)
    answer = client.get("/library/guide/")
    assert not set(headings(answer)) & set(HEADINGS)
    assert "Kept" not in answer.text
    assert "Lane County" not in answer.text


def test_document_shows_the_newest_five_and_leads_to_the_rest(client, publish, engage, partner, learn):
    guide = publish("A guide", slug="guide")
    for year in range(2001, 2009):
        engage(f"Training {year}", begins=str(year), publications=[guide])
        partner(f"Partnership {year}", begins=str(year), ends="open", publications=[guide])
        learn(f"Lesson {year}", publications=[guide])
    answer = client.get("/library/guide/")
    titles, rest = linked(answer, HEADINGS[0])
    assert titles == [f"Training {year}" for year in range(2008, 2003, -1)]
    assert rest == ["/training/engagements/?publication=guide"]
    for heading, name in ((HEADINGS[1], "partnerships"), (HEADINGS[2], "lessons")):
        titles, [rest] = linked(answer, heading)
        assert len(titles) == 5
        assert rest == f"/training/{name}/?publication=guide"
        assert texts(seen(client.get(rest)), "//h2[@id='count']") == [f"8 {name}"]


def test_a_document_used_much_costs_no_more_than_one_used_once(publish, many_engagements, queries):
    once, often = publish("Once"), publish("Often")
    many_engagements(1, publications=[once])
    many_engagements(300, publications=[often])
    assert queries(once.get_absolute_url()) == queries(often.get_absolute_url())


def test_topic_shows_lessons_partnerships_and_engagements(client, publish, engage, partner, learn):
    publish(topics=["Housing"])
    housing = Topic.objects.get(slug="housing")
    learn("Learned", topics=[housing])
    partner("A county plans", topics=[housing])
    for year in range(2001, 2008):
        engage(f"Training {year}", begins=str(year), topics=[housing])
    engage("Kept", topics=[housing], is_public=False)
    answer = client.get("/library/topics/housing/")
    assert linked(answer, "Lessons learned") == (["Learned"], [])
    assert linked(answer, "Partnerships") == (["A county plans"], [])
    titles, rest = linked(answer, "Training and assistance")
    assert titles == [f"Training {year}" for year in range(2007, 2002, -1)]
    assert rest == ["/training/engagements/?topic=housing"]


def test_topic_of_a_lesson_only_has_a_page_and_one_of_a_kept_lesson_has_none(client, learn):
    housing = Topic.objects.create(name="Housing", slug="housing")
    lesson = learn("Learned", topics=[housing])
    answer = client.get("/library/topics/housing/")
    assert linked(answer, "Lessons learned") == (["Learned"], [])
    assert "There is no document on it yet." in answer.text
    lesson.is_public = False
    lesson.save()
    assert client.get("/library/topics/housing/").status_code == 404
