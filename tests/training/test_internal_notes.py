"""Internal notes stand in no answer of any address of the site: every one is tried, new ones as they come.

An address with a part that is not named in PARTS fails the test; say there what may stand in it.
"""

import re
from itertools import product

import pytest
from django.apps import apps
from django.urls import get_resolver

from library.search import keeping
from training.impact.counted import figures
from training.models import Engagement, GrantProgram, Lesson, Partnership

pytestmark = pytest.mark.django_db

NOTE = "Quokka zanzibarish"  # what may be asked for is told again on pages; the first word never is
ASKED = "zanzibarish"
UNHEARD_OF = "xylophonist"
TITLE = "Visible"
NOTED = {Engagement, Partnership, Lesson, GrantProgram}
PARTS = {
    "slug": ["visible", "oregon", "counted", "treatment"],
    "pk": ["1"],
    "year": ["2004"],
    "number": ["1"],
    "version": ["1"],
    "width": ["160"],
    "filename": ["visible.pdf"],
}


@pytest.fixture
def records(engage, partner, learn, oregon, publish, index):
    """One of each kind, public, with notes, and as much to do with one another as can be."""
    used = publish(TITLE, topics=["Treatment"], slug="visible")
    shared = {"internal_notes": NOTE, "jurisdictions": [oregon], "topics": used.topics.all(), "publications": [used]}
    partnership = partner(TITLE, **shared)
    engagement = engage(TITLE, pk=1, begins="2004", partnership=partnership, trained={"judges": 50}, **shared)
    lesson = learn(TITLE, partnerships=[partnership], **shared)
    program = GrantProgram(slug="visible", name=TITLE, funder="An office", is_public=True, internal_notes=NOTE)
    program.set_period("2003", "open")
    program.save()
    grantee = program.grantees.create(name="A grantee", starts_on="2004-01-01", ends_on="2004-12-31")
    grantee.sites.add(oregon)
    grantee.publications.add(used)
    index()
    keeping.bring_up_to_date()
    return [engagement, partnership, lesson, program]


def routes(patterns=None, before=""):
    """The routes of all addresses but the admin's: “training/engagements/<int:pk>/”."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace != "admin":
                yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses():
    of_figures = {**PARTS, "slug": [figure.slug for figure in figures()]}
    for route in routes():
        parts = of_figures if route.startswith("impact/<") else PARTS
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for values in product(*(parts[name] for name in names)):
            address = route
            for name, value in zip(names, values, strict=True):
                address = re.sub(rf"<(?:\w+:)?{name}>", value, address)
            yield f"/{address}"


def test_every_model_with_internal_notes_is_tried_here():
    models = {model for model in apps.get_models() if "internal_notes" in {field.name for field in model._meta.fields}}
    assert {model for model in models if not model.__name__.startswith("Historical")} == NOTED


def test_no_address_shows_them(client, records):
    showing = set()
    for address in addresses():
        for query in ("", "?sort=title&topic=treatment"):
            answer = client.get(address + query)
            assert answer.status_code < 500, address
            told = b"".join(answer)
            assert b"quokka" not in told.lower(), address + query
            if not query and TITLE.encode() in told:
                showing.add(address)
    pages = {record.get_absolute_url() for record in records}
    lists = {"/training/", "/training/engagements/", "/training/engagements.csv", "/impact/engagements.csv"}
    assert showing >= pages | lists, "the records were not there to be shown"


def test_no_search_finds_by_them(client, records):
    for address in addresses():
        by_notes, by_nothing = (b"".join(client.get(address, {"q": word})) for word in (ASKED, UNHEARD_OF))
        assert b"quokka" not in by_notes.lower(), address
        assert by_notes.count(TITLE.encode()) == by_nothing.count(TITLE.encode()), address


def test_not_even_staff_see_them_on_the_site_itself(staff_client, records):
    for record in records:
        record.is_public = False
        record.save()
        answer = staff_client.get(record.get_absolute_url())
        assert TITLE in answer.text
        assert "quokka" not in answer.text.lower()
