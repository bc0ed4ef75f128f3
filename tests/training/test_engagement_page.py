"""The page of one engagement: everything that visitors may know of it, and nothing more."""

import pytest
from django.contrib.auth.models import Permission

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def lane(oregon, place):
    return place("Lane County")


def facts(answer):
    """{label: text} of the list of details."""
    page = seen(answer)
    return dict(
        zip(
            texts(page, "//aside//dl/div/dt"),
            [" ".join(texts(row, "dd")) for row in page.xpath("//aside//dl/div")],
            strict=True,
        )
    )


def test_everything_of_a_full_record(client, engage, partner, publish, oregon, lane):
    from library.models import Topic
    from training.models import Award

    award = Award.objects.create(number="2004/X 1", title="Help", funder="An office", starts_on="2004-01-01")
    topic = Topic.objects.create(name="Treating", slug="treating")
    used = publish("A brief", subtitle="For all", slug="a-brief", year=2001)
    partnership = partner("A county plans")
    engagement = engage(
        "Planning together",
        begins="2004-06-03",
        ends="2004-06-05",
        kind="on-site",
        number="TA-77",
        venue="Court house",
        places=[lane],
        jurisdictions=[lane, oregon],
        topics=[topic],
        publications=[used],
        partners="An institute; a university",
        award=award,
        partnership=partnership,
        summary="They asked.\n\nWe came.",
        result="A plan.",
        trained={"probation": 30, "judges": 20},
    )
    answer = client.get(f"/training/engagements/{engagement.pk}/")
    page = seen(answer)
    assert texts(page, "//h1") == ["Planning together"]
    assert page.findtext(".//title").startswith("Planning together – Engagements – Training and assistance – ")
    [description] = page.xpath("//meta[@name='description']/@content")
    assert "June 3 to 5, 2004" in description
    assert "Lane County, OR; Oregon" in description
    assert texts(page, "//nav[@aria-label='Breadcrumb']//a") == ["Home", "Training and assistance", "Engagements"]
    assert facts(answer) == {
        "Kind of help": "On-site assistance: all of this kind",
        "When": "June 3 to 5, 2004",
        "Venue": "Court house",
        "Held in": "Lane County, OR",
        "Jurisdictions served": "Lane County, OR; Oregon",
        "Who took part": "Judges (all they took part in), Probation (all they took part in)",
        "People who took part": "50",
        "Topics": "Treating (all on this topic)",
        "Partners": "An institute; a university",
        "Part of": "A county plans",
        "Paid for by": "An office, award 2004/X 1",
        "Number": "TA-77",
    }
    paragraphs = texts(page, "//article/div/p")
    assert {"They asked.", "We came.", "A plan."} <= set(paragraphs)
    links = page.xpath("//article//a/@href")
    for address in [
        "/training/jurisdictions/lane-county/",
        partnership.get_absolute_url(),
        used.get_absolute_url(),
        "/training/engagements/?topic=treating",
        "/training/engagements/?award=2004%2FX%201",
        "/training/engagements/?discipline=judges",
        "/ask/?topic=treating",
    ]:
        assert address in links
    assert client.get("/training/engagements/?award=2004%2FX%201").text.count("Planning together") == 1
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver/training/engagements/{engagement.pk}/"]


def test_record_with_nothing_but_what_it_must_have(client, engage):
    engagement = engage("A", begins="2004", ends="open")
    answer = client.get(engagement.get_absolute_url())
    assert set(facts(answer)) == {"Kind of help", "When", "People who took part", "Number"}
    assert facts(answer)["When"] == "since 2004"
    assert facts(answer)["People who took part"] == "not recorded"
    assert texts(seen(answer), "//main//h2") == ["Details"]
    assert "/ask/" in seen(answer).xpath("//aside//a/@href")


@pytest.mark.parametrize(
    ("trained", "shown"),
    [
        ({"judges": 4}, "fewer than 5 or withheld"),
        ({"judges": 2, "parole": 1}, "fewer than 5 or withheld"),
        ({"judges": 1200, "parole": 40}, "1,240"),
        ({"judges": 0}, "0"),
        ({"judges": None}, "not recorded"),
    ],
)
def test_small_numbers_of_people_are_not_told(client, engage, trained, shown):
    for people in (3, 2, 40, 60):  # so that what is left can’t be worked out from the year’s sum
        engage(trained={"courts": people})
    answer = client.get(engage(trained=trained).get_absolute_url())
    assert facts(answer)["People who took part"] == shown


def test_numbers_by_discipline_are_not_told(client, engage):
    answer = client.get(engage(trained={"judges": 1234, "parole": 4321}).get_absolute_url())
    assert "1,234" not in answer.text
    assert "4,321" not in answer.text


def test_only_public_documents_and_partnerships_are_named(client, engage, publish, partner):
    hidden = [publish(f"Hidden {state}", state=state) for state in ("draft", "scheduled", "withdrawn")]
    engagement = engage(publications=hidden, partnership=partner("Hidden partnership", is_public=False))
    other = engage("Sister", partnership=engagement.partnership)
    page = client.get(engagement.get_absolute_url()).text
    assert "Hidden" not in page
    assert "Same partnership" not in page
    assert other.get_absolute_url() not in page


def test_related_engagements_of_the_partnership_come_first(client, engage, partner, lane):
    partnership = partner("A county plans")
    engagement = engage("This one", jurisdictions=[lane], partnership=partnership)
    engage("Sister", partnership=partnership, begins="2001")
    engage("Sister nearby", partnership=partnership, jurisdictions=[lane], begins="2002")
    engage("Nearby", jurisdictions=[lane], begins="2009")
    engage("Hidden nearby", jurisdictions=[lane], is_public=False)
    engage("Elsewhere")
    page = seen(client.get(engagement.get_absolute_url()))
    [section] = page.xpath("//h2[text()='Related engagements']/following-sibling::ul[1]")
    assert texts(section, "li/a") == ["Sister nearby", "Sister", "Nearby"]
    assert texts(section, "li/p[2]") == ["Same partnership", "Same partnership", "Served the same place"]


@pytest.fixture
def hidden(engage):
    return engage("Quicksilver", is_public=False, trained={"judges": 50})


def test_record_that_is_not_public_is_not_there(client, hidden):
    answer = client.get(hidden.get_absolute_url())
    assert answer.status_code == 404
    assert "Quicksilver" not in answer.text


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 40])
def test_unknown_numbers_are_not_there(client, pk):
    assert client.get(f"/training/engagements/{pk}/").status_code == 404


@pytest.mark.parametrize(
    ("is_staff", "permission", "status"),
    [(True, "view_engagement", 200), (True, "view_lesson", 404), (False, "view_engagement", 404)],
)
def test_staff_who_may_see_engagements_preview_it(client, django_user_model, hidden, is_staff, permission, status):
    user = django_user_model.objects.create_user("x", password="x", is_staff=is_staff)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client.force_login(user)
    answer = client.get(hidden.get_absolute_url())
    assert answer.status_code == status
    if status == 200:
        assert "Preview." in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_public_page_depends_on_no_cookie(staff_client, engage):
    answer = staff_client.get(engage().get_absolute_url())
    assert "Preview." not in answer.text
    assert "Cookie" not in answer.headers.get("Vary", "")
