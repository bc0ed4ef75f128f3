"""Support for grantees, as visitors see it."""

import pytest
from django.contrib.auth.models import Permission

from tests.seen import seen, text, texts
from training.models import Grantee, GrantProgram

LIST = "/training/grants/"


@pytest.fixture
def program(db):
    def make(name="Better courts", *, slug="", **fields):
        fields = {"is_public": True, "funder": "Office of Programs", **fields}
        program = GrantProgram(name=name, slug=slug or name.lower().replace(" ", "-"), **fields)
        program.set_period("2001", "2004")
        program.save()
        return program

    return make


@pytest.fixture
def grant(db):
    def make(program, name="Lane County", sites=(), publications=(), **fields):
        grantee = Grantee(program=program, name=name, **fields)
        grantee.set_period("2002", "2003")
        grantee.save()
        grantee.sites.set(sites)
        grantee.publications.set(publications)
        return grantee

    return make


def test_list_names_programs_with_funder_period_and_number_of_grantees(client, program, grant):
    courts = program(summary="Paid for reviews. And more.")
    grant(courts)
    grant(courts, "Coos County")
    program("Kept", is_public=False)
    answer = client.get(LIST)
    assert texts(seen(answer), "//section[@id='results']/ol/li") == [
        "Better courts Paid for reviews. Office of Programs · 2001 to 2004 · 2 grantees"
    ]


def test_list_is_narrowed_by_the_place_of_a_site(client, program, grant, oregon, place):
    grant(program("One"), sites=[place("Lane County")])
    grant(program("Two"))
    answer = client.get(LIST, {"jurisdiction": "oregon", "topic": "housing", "q": "x"})
    assert texts(seen(answer), "//section[@id='results']/ol/li/h3/a") == ["One"]
    assert texts(seen(client.get(LIST)), "//section[h3='Place']//li/a") == ["Place: Oregon"]


def test_empty_list_says_so(client, db):
    assert texts(seen(client.get(LIST)), "//h2[@id='count']") == ["There are no grant programs yet"]


def test_page_shows_grantees_with_sites_and_public_resources(client, program, grant, oregon, place, publish):
    courts = program(summary="Paid for reviews.", internal_notes="Secret")
    lane = place("Lane County")
    grantee = grant(
        courts,
        award_number="2002-X-9",
        sites=[lane],
        publications=[publish("A protocol"), publish("A draft", state="draft")],
        summary="Wrote a protocol.",
    )
    answer = client.get(courts.get_absolute_url())
    tree = seen(answer)
    assert texts(tree, "//h1") == ["Better courts"]
    assert "Office of Programs · 2001 to 2004" in answer.text
    [item] = tree.xpath(f"//li[@id='grantee-{grantee.pk}']")
    assert " ".join(item.text_content().split()).startswith(
        "Lane County 2002 to 2003 · award 2002-X-9 Wrote a protocol."
    )
    assert "/library/a-protocol/" in item.xpath(".//a/@href")
    for hidden in ("Secret", "A draft"):
        assert hidden not in answer.text


def test_program_without_grantees_says_so(client, program):
    assert "No grantee of this program has been recorded yet." in client.get(program().get_absolute_url()).text


def test_page_asks_as_often_for_many_grantees_as_for_one(program, grant, oregon, publish, queries):
    guide = publish("A guide")
    small, large = program("Small"), program("Large")
    grant(small, sites=[oregon], publications=[guide])
    for number in range(12):
        grant(large, f"Grantee {number}", sites=[oregon], publications=[guide])
    assert queries(small.get_absolute_url()) == queries(large.get_absolute_url())


def test_program_that_is_not_public_is_seen_by_staff_only(client, program, django_user_model):
    kept = program(is_public=False)
    assert client.get(kept.get_absolute_url()).status_code == 404
    user = django_user_model.objects.create_user("editor", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_grantprogram"))
    client.force_login(user)
    answer = client.get(kept.get_absolute_url())
    assert "Preview." in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_table_has_a_row_for_each_grantee(client, program, grant, oregon, publish):
    grant(program(internal_notes="Secret"), "Lane, county of", sites=[oregon], publications=[publish("A guide")])
    program("Empty")
    table = text(client.get("/training/grants.csv"))
    assert table.splitlines()[1:] == [
        '"Better courts","Office of Programs","2001","2004","http://testserver/training/grants/better-courts/",'
        '"Lane, county of","","2002","2003","Oregon","A guide",""',
        '"Empty","Office of Programs","2001","2004","http://testserver/training/grants/empty/"' + ',""' * 7,
    ]
    assert "Secret" not in table
