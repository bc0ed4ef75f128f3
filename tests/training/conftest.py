"""Records of training and assistance made the short way. All are public unless told otherwise."""

import itertools

import pytest
from django.utils.text import slugify

_numbers = itertools.count(1)


@pytest.fixture
def place(db):
    """place(name, kind="county", state="OR", **fields) → a saved Jurisdiction, the one that is there if it is.

    States need their code: place("Oregon", "state", usps="OR").
    """
    from training.models import Jurisdiction

    def make(name, kind="county", state="OR", **fields):
        if kind in Jurisdiction.WITHIN_A_STATE:
            fields.setdefault("parent", Jurisdiction.objects.get(usps=state))
        slug = fields.pop("slug", slugify(name))
        return Jurisdiction.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind, **fields})[0]

    return make


@pytest.fixture
def oregon(place):
    return place("Oregon", "state", usps="OR", fips="41")


@pytest.fixture
def engage(db):
    """engage(title, begins="2004-03", ends="", jurisdictions=(), trained={}, **fields) → a saved Engagement.

    trained: {slug of a discipline: people or (people, new_people)}; further fields: places, topics, publications, and
    the model's own.
    """
    from training.models import Attendance, Discipline, Engagement

    def make(title="Supervision skills", *, begins="2004-03", ends="", trained=(), **fields):
        many = {name: fields.pop(name, ()) for name in ("jurisdictions", "places", "topics", "publications")}
        fields = {"kind": "training", "is_public": True, "number": f"TA-{next(_numbers):04}", **fields}
        engagement = Engagement(title=title, **fields)
        engagement.set_period(begins, ends)
        engagement.save()
        for name, records in many.items():
            getattr(engagement, name).set(records)
        for slug, people in dict(trained).items():
            discipline = Discipline.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]
            people, new_people = people if isinstance(people, tuple) else (people, None)
            Attendance.objects.create(
                engagement=engagement, discipline=discipline, people=people, new_people=new_people
            )
        return engagement

    return make


@pytest.fixture
def partner(db):
    """partner(title, begins="2001", ends="2004", jurisdictions=(), **fields) → a saved Partnership."""
    from training.models import Partnership

    def make(title="A county plans together", *, begins="2001", ends="2004", **fields):
        many = {name: fields.pop(name, ()) for name in ("jurisdictions", "topics", "publications")}
        partnership = Partnership(title=title, **{"is_public": True, "slug": slugify(title)[:120], **fields})
        partnership.set_period(begins, ends)
        partnership.save()
        for name, records in many.items():
            getattr(partnership, name).set(records)
        return partnership

    return make


@pytest.fixture
def learn(db):
    """learn(title, jurisdictions=(), **fields) → a saved Lesson."""
    import datetime

    from training.models import Lesson

    def make(title="Teams need a lead agency", **fields):
        many = {name: fields.pop(name, ()) for name in ("jurisdictions", "partnerships", "topics", "publications")}
        defaults = {
            "is_public": True,
            "slug": slugify(title)[:120],
            "summary": "For teams that begin.",
            "written_on": datetime.date(2005, 6, 1),
        }
        lesson = Lesson.objects.create(title=title, **{**defaults, **fields})
        for name, records in many.items():
            getattr(lesson, name).set(records)
        return lesson

    return make


@pytest.fixture
def many_engagements(db):
    """many_engagements(count, topics=[…], publications=[…]) → public engagements of every sort, 20,000 in 4 s."""
    from tests.training.many import fill

    return fill


@pytest.fixture
def search(search_folder, db):
    """search() brings the indexes of lessons and partnerships up to date with the records."""
    from library.search.keeping import bring_up_to_date

    return bring_up_to_date


@pytest.fixture
def queries(client):
    """queries(address) → how many questions a page asks of the database, when it has been asked for before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count
