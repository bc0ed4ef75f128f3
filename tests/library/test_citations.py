"""The line to copy into a reference list."""

import pytest

from library.models import Author, Authorship
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cite(client, publish):
    """cite([("English", "Kim"), "A body", …], title, **fields) → the citation on the document's page."""

    def get(authors, title="Managing adult sex offenders", **fields):
        publication = publish(title, slug="d", **fields)
        for position, name in enumerate(authors):
            kind, (family, given) = ("body", (name, "")) if isinstance(name, str) else ("person", name)
            author = Author.objects.create(kind=kind, name=family, given=given)
            Authorship.objects.create(publication=publication, author=author, position=position)
        (citation,) = texts(seen(client.get("/library/d/")), "//p[@class='cite']")
        address = "http://testserver/library/d/"
        assert citation.endswith(f" {address}")
        return citation.removesuffix(f" {address}")

    return get


ENGLISH, PULLEN, JONES = ("English", "Kim"), ("Pullen", "Suzanne"), ("Jones", "Linda")


def test_one_author(cite):
    cited = cite([ENGLISH], year=1996, publisher="American Probation and Parole Association")
    expected = "English, K. (1996). Managing adult sex offenders. American Probation and Parole Association."
    assert cited == expected


def test_two_authors(cite):
    assert cite([ENGLISH, PULLEN], year=1996).startswith("English, K., & Pullen, S. (1996). ")


def test_three_authors_in_the_order_printed(cite):
    assert cite([PULLEN, JONES, ENGLISH], year=1996).startswith("Pullen, S., Jones, L., & English, K. (1996). ")


def test_twenty_authors_are_all_named_and_of_more_the_first_nineteen_and_the_last(cite):
    offices = [f"Office {number}" for number in range(1, 21)]
    assert ", Office 19, & Office 20. (1996)." in cite(offices, year=1996)


def test_of_more_than_twenty_authors_the_first_nineteen_and_the_last_are_named(cite):
    cited = cite([f"Office {number}" for number in range(1, 24)], year=1996)
    assert ", Office 19, … Office 23. (1996)." in cited
    assert "&" not in cited


def test_body_as_author_is_not_turned_around_and_not_named_twice_as_publisher(cite):
    office = "U.S. Government Accountability Office"
    assert cite([office], "A survey", publisher=office) == f"{office}. (n.d.). A survey."


def test_body_and_person_together(cite):
    cited = cite(["Government Accountability Office", ("Jones", "Shirley A.")], "A survey", year=2008)
    assert cited.startswith("Government Accountability Office, & Jones, S. A. (2008). A survey.")


def test_without_an_author_the_title_comes_first(cite):
    assert cite([], "An overview", year=2000, month=1) == "An overview. (2000, January)."


def test_date_to_the_precision_known(cite):
    assert "(2007, March 15)." in cite([ENGLISH], year=2007, month=3, day=15)


def test_no_date(cite):
    assert cite([ENGLISH]).startswith("English, K. (n.d.). ")


def test_subtitle_and_number(cite):
    cited = cite([ENGLISH], "Recidivism", subtitle="A review", year=2001, identifier="NCJ 201994")
    assert cited == "English, K. (2001). Recidivism: A review (NCJ 201994)."


def test_title_that_is_a_question_keeps_its_mark(cite):
    assert cite([ENGLISH], "What works?", year=2001) == "English, K. (2001). What works?"


@pytest.mark.parametrize(
    ("given", "initials"),
    [("Mary-Ann B.", "M.-A. B."), ("J.R.", "J. R."), ("élodie", "É."), ("D’Arcy", "D."), (" - ", "")],
)
def test_given_names_become_initials(cite, given, initials):
    expected = f"English, {initials}" if initials else "English."
    assert cite([("English", given)], year=2001).startswith(f"{expected} (2001)")
