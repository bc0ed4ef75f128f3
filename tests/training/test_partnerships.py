"""Partnerships, as visitors find and read them."""

import pytest
from django.contrib.auth.models import Permission

from library.models import Topic
from tests.seen import seen, text, texts
from training.models import Award, Milestone, Phase

LIST = "/training/partnerships/"


def listed(answer):
    return texts(seen(answer), "//section[@id='results']/ol/li/h3/a")


@pytest.fixture
def phase(db):
    def make(partnership, kind, begins, ends="", **fields):
        phase = Phase(partnership=partnership, kind=kind, **fields)
        phase.set_period(begins, ends)
        phase.save()

    return make


@pytest.fixture
def reach(db):
    def make(partnership, title, begins, **fields):
        milestone = Milestone(partnership=partnership, title=title, **fields)
        milestone.set_period(begins)
        milestone.save()

    return make


def test_list_names_partnerships_newest_first_with_place_and_period(client, partner, oregon, place):
    partner("First", begins="1999", ends="2001")
    partner("Second", begins="2003", ends="open", jurisdictions=[place("Lane County")])
    partner("Kept", is_public=False)
    answer = client.get(LIST)
    assert listed(answer) == ["Second", "First"]
    assert "Lane County, OR · since 2003" in answer.text


def test_list_is_narrowed_by_topic_place_and_document(client, partner, oregon, place, publish):
    housing = Topic.objects.create(name="Housing", slug="housing")
    guide = publish("A guide")
    partner("One", topics=[housing], jurisdictions=[place("Lane County")])
    partner("Two", jurisdictions=[oregon], publications=[guide])
    assert listed(client.get(LIST, {"topic": "housing"})) == ["One"]
    assert listed(client.get(LIST, {"jurisdiction": "oregon"})) == ["One", "Two"]
    assert listed(client.get(LIST, {"publication": "a-guide"})) == ["Two"]
    nothing = client.get(LIST, {"topic": "housing", "publication": "a-guide"})
    assert texts(seen(nothing), "//h2[@id='count']") == ["No partnerships have all of these"]


def test_draft_does_not_narrow_the_list_and_is_not_named(client, partner, publish):
    partner("One", publications=[publish("Quicksilver", slug="d", state="draft")])
    answer = client.get(LIST, {"publication": "d"})
    assert listed(answer) == ["One"]
    assert "Quicksilver" not in answer.text
    assert "was left out: document" in answer.text


def test_phases_come_in_the_order_of_work_with_periods_and_what_was_done(client, partner, phase):
    partnership = partner()
    phase(partnership, "implementation", "2003", "2004", summary="Case reviews.")
    phase(partnership, "assessment", "2003", summary="Interviews.")
    phase(partnership, "plan", "2003-02", summary="Nine gaps.")
    items = seen(client.get(partnership.get_absolute_url())).xpath("//ol[@class='phases']/li")
    assert [" ".join(item.text_content().split()) for item in items] == [
        "Assessment 2003 Interviews.",
        "Plan February 2003 Nine gaps.",
        "Implementation 2003 to 2004 Case reviews.",
    ]


def test_what_changed_stands_apart_from_the_milestones_in_order_of_time(client, partner, reach):
    partnership = partner()
    reach(partnership, "Screening before sentence", "2003-05", change="practice", description="In every court.")
    reach(partnership, "Team meets", "2001-02")
    reach(partnership, "Conditions written anew", "2002", change="policy")
    tree = seen(client.get(partnership.get_absolute_url()))
    assert texts(tree, "//section[@aria-labelledby='changed']//li") == [
        "Conditions written anew Change of policy · 2002",
        "Screening before sentence Change of practice · May 2003 In every court.",
    ]
    assert texts(tree, "//section[@aria-labelledby='milestones']//li") == [
        "February 2001 Team meets",
        "2002 · change of policy Conditions written anew",
        "May 2003 · change of practice Screening before sentence",
    ]


def test_partnership_without_changes_has_no_such_section(client, partner, reach):
    partnership = partner()
    reach(partnership, "Team meets", "2001-02")
    assert "What changed" not in client.get(partnership.get_absolute_url()).text


def test_page_shows_what_belongs_to_it_and_only_what_is_public(client, partner, engage, learn, publish, oregon):
    topic = Topic.objects.create(name="Housing", slug="housing")
    award = Award(number="2001-X-1", title="T", funder="Office of Programs")
    award.set_period("2001", "2004")
    award.save()
    partnership = partner(
        "A county plans",
        jurisdictions=[oregon],
        topics=[topic],
        partners="Circuit court",
        award=award,
        publications=[publish("A guide"), publish("A draft", state="draft")],
        internal_notes="Secret",
    )
    engage("Later day", begins="2003-01", partnership=partnership)
    engage("First day", begins="2002-01", partnership=partnership)
    engage("Kept day", partnership=partnership, is_public=False)
    learn("Learned", partnerships=[partnership])
    learn("Kept lesson", partnerships=[partnership], is_public=False)
    answer = client.get(partnership.get_absolute_url())
    tree = seen(answer)
    assert texts(tree, "//section[@aria-labelledby='engagements']//li/a") == ["First day", "Later day"]
    assert texts(tree, "//section[@aria-labelledby='lessons']//li/a") == ["Learned"]
    assert texts(tree, "//section[@aria-labelledby='documents']//li/a") == ["A guide"]
    assert texts(tree, "//aside[@aria-labelledby='details']//dd") == [
        "Oregon",
        "2001 to 2004",
        "Circuit court",
        "Housing",
        "Office of Programs, award 2001-X-1",
    ]
    for hidden in ("Secret", "Kept", "A draft"):
        assert hidden not in answer.text
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{partnership.get_absolute_url()}"]
    assert tree.xpath("//nav[@aria-label='Breadcrumb']//a/@href") == ["/", "/training/", LIST]


def test_page_asks_as_often_for_much_as_for_little(partner, engage, learn, publish, oregon, reach, queries):
    def make(title, count):
        partnership = partner(
            title, jurisdictions=[oregon], publications=[publish(f"{title} {n}") for n in range(count)]
        )
        for number in range(count):
            engage(partnership=partnership)
            learn(f"{title} {number}", partnerships=[partnership])
            reach(partnership, f"Milestone {number}", "2001", change="law")
        return partnership.get_absolute_url()

    assert queries(make("Small", 1)) == queries(make("Large", 12))


def test_partnership_that_is_not_public_is_seen_by_staff_only(client, partner, django_user_model):
    kept = partner("Kept", is_public=False, internal_notes="Secret")
    assert client.get(kept.get_absolute_url()).status_code == 404
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_partnership"))
    client.force_login(user)
    answer = client.get(kept.get_absolute_url())
    assert "Preview." in answer.text
    assert "Secret" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_table_has_phases_and_changes_and_leaves_open_what_goes_on(client, partner, phase, reach, oregon):
    partnership = partner(
        "A county plans", begins="2001-03", ends="open", jurisdictions=[oregon], internal_notes="Secret"
    )
    phase(partnership, "assessment", "2001-03", "2001-12")
    reach(partnership, "Law of 2003", "2003", change="law")
    reach(partnership, "Team meets", "2001-04")
    table = text(client.get("/training/partnerships.csv"))
    assert table.splitlines()[1] == (
        '"A county plans","2001-03","open","Oregon","","","","Assessment, March to December 2001",'
        '"Law of 2003 (2003)","","","http://testserver/training/partnerships/a-county-plans/"'
    )
    assert "Secret" not in table


@pytest.mark.parametrize("query", ["topic=x&jurisdiction=%00", "q=%00", "q=%22", "publication=%FF", "page=x"])
def test_rubbish_in_the_address_is_no_failure(client, partner, query):
    partner()
    assert client.get(f"{LIST}?{query}").status_code in (200, 404, 503)
