"""Nothing that is not public shows anywhere: every address of the site is tried, in every state of a document.

A new address without an entry here fails the first test. Say there how to make it for a given document, if it belongs
to one, or which of its forms might give something away.
"""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.urls import get_resolver, reverse
from django.utils import timezone

from library.search import keeping
from tests.seen import seen, text
from training.models import Engagement, Grantee, GrantProgram, Lesson, Partnership

pytestmark = pytest.mark.django_db

TITLE = "Quicksilver"
TEXT = "Unmistakable"
TOPIC = "Treatment"

# Addresses of one document: name → what stands in the address beside the slug. Each with what may follow it.
OF_A_DOCUMENT = {
    "library:publication": ({}, ["", f"?q={TEXT}"]),
    "library:go-to-page": ({}, ["", "?page=1"]),
    "library:page": ({"number": 1}, ["", f"?q={TEXT}"]),
    "library:cite-ris": ({}, [""]),
    "library:cite-bib": ({}, [""]),
    "library:download": ({"filename": "d.pdf"}, [""]),
    "library:download-version": ({"version": 1, "filename": "d-v1.pdf"}, [""]),
    "library:cover": ({"version": 1, "width": 160}, [""]),
    "library:page-picture": ({"version": 1, "number": 1, "width": 800}, [""]),
}
# Every other address: name → what stands in it. Each is tried as it is and with what a visitor may ask there.
OTHERS = {
    "home": {},
    "about": {},
    "approach": {},
    "approach-print": {},
    "approach-part": {"slug": "treatment"},
    "related-resources": {},
    "page": {"slug": "history"},
    "accessibility": {},
    "ask": {},
    "opensearch": {},
    "robots": {},
    "library:list": {},
    "library:feed": {},
    "library:results-csv": {},
    "library:results-ris": {},
    "library:results-bib": {},
    "library:suggest": {},
    "library:suggest-json": {},
    "library:topics": {},
    "library:topic": {"slug": "treatment"},
    "training:home": {},
    "training:engagements": {},
    "training:engagements-csv": {},
    "training:engagement": {"pk": 1},
    "training:jurisdictions": {},
    "training:jurisdictions-csv": {},
    "training:jurisdiction": {"slug": "oregon"},
    "training:partnerships": {},
    "training:partnerships-csv": {},
    "training:partnership": {"slug": "r"},
    "training:lessons": {},
    "training:lessons-csv": {},
    "training:lesson": {"slug": "r"},
    "training:grant-programs": {},
    "training:grant-programs-csv": {},
    "training:grant-program": {"slug": "r"},
    "training:impact": {},
    "training:impact-table": {"slug": "counted"},
    "training:figure": {"slug": "documents"},
    "training:figure-csv": {"slug": "documents"},
    "training:reports": {},
    "training:report": {"year": 2001},
    "training:report-csv": {"year": 2001},
    "training:report-pdf": {"year": 2001},
}
ASKED = [
    {},
    {"q": TITLE},
    {"q": TEXT},
    {"topic": "treatment", "type": "brief", "audience": "judges", "language": "en", "year_from": "1990"},
    {"document": "d"},
    {"document": "d", "format": "1"},
    {"publication": "d"},
    {"sort": "added"},
]
HIDDEN = ["draft", "scheduled", "withdrawn"]


def names_of_addresses(patterns=None, namespace=""):
    """The names of all addresses of the site but the admin's, with their namespaces."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from names_of_addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def addresses_of_the_document(slug="d"):
    for name, (parts, endings) in OF_A_DOCUMENT.items():
        for ending in endings:
            yield reverse(name, kwargs={"slug": slug, **parts}) + ending


def all_other_addresses():
    for name, parts in OTHERS.items():
        for query in ASKED:
            yield f"{reverse(name, kwargs=parts)}?{urlencode(query)}"


@pytest.fixture
def document(publish, hold, index, use):
    """document(state) → one at /library/d/, formerly /library/before/, with a real file, in that state, and indexed.

    Beside it there is a public one that shares its topic and was replaced by it, and public records that use it.
    """

    def make(state):
        neighbor = publish("Neighbor", slug="n", topics=[TOPIC], audiences=["Judges"], year=2001)
        fields = {"topics": [TOPIC], "audiences": ["Judges"], "year": 2001, "summary": f"{TITLE} in short."}
        document = publish(TITLE, slug="before", state="draft", is_featured=True, **fields)
        file = hold(document, "gao-2008-testimony-08-587t.pdf")
        file.pages.filter(number=1).update(text=f"{TEXT} words of {TITLE}.")
        neighbor.replaced_by = document
        neighbor.save()
        document = type(document).objects.get(pk=document.pk)
        document.slug = "d"
        document.save()
        if state == "scheduled":
            document.move_to("scheduled", public_from=timezone.now() + timedelta(hours=1))
        elif state != "draft":
            document.move_to("published")
            if state == "withdrawn":
                document.move_to("withdrawn", withdrawn_reason="Its figures were wrong.")
        use(document)
        index()
        keeping.bring_up_to_date()
        return document

    return make


@pytest.fixture
def use(db):
    """use(document) makes public records of training, at the addresses above, that refer to it."""

    def make(document):
        record, period = {"is_public": True}, {"starts_on": date(1998, 1, 1), "ends_on": date(1998, 12, 31)}
        engagement = Engagement.objects.create(pk=1, number="R", title="Training", kind="training", **record, **period)
        partnership = Partnership.objects.create(slug="r", title="Partnership", **record, **period)
        lesson = Lesson.objects.create(slug="r", title="Lesson", written_on=period["starts_on"], **record)
        program = GrantProgram.objects.create(slug="r", name="Program", funder="Office", **record, **period)
        grantee = Grantee.objects.create(program=program, name="Grantee", **period)
        for using in (engagement, partnership, lesson, grantee):
            using.publications.add(document)

    return make


@pytest.fixture
def reader_of_drafts(client, django_user_model):
    """A browser in which somebody of the staff is logged in who may see publications and nothing more."""
    user = django_user_model.objects.create_user("reader", password="correct horse battery", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_publication"))
    client.force_login(user)
    return client


def test_every_address_of_the_site_is_known_here():
    assert set(names_of_addresses()) == {*OF_A_DOCUMENT, *OTHERS}


def test_public_document_answers_everywhere_and_shows_elsewhere(client, document):
    """What the tests below forbid does happen for a public document: they can fail."""
    document("published")
    for address in addresses_of_the_document():
        assert client.get(address).status_code in (200, 302), address
    for address in addresses_of_the_document("before"):
        assert client.get(address).status_code == 301, address
    shown = [address for address in all_other_addresses() if TITLE in text(client.get(address))]
    places = {"", "topics/treatment/", "feed.atom", "results.csv", "results.ris", "results.bib", "suggest.json"}
    assert {address.split("?")[0] for address in shown} >= {f"/library/{place}" for place in places}
    assert TITLE in client.get("/library/n/").text


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_document_gives_nothing_at_its_own_addresses(client, document, state):
    document(state)
    expected = 410 if state == "withdrawn" else 404
    for address in addresses_of_the_document():
        for method in (client.get, client.head):
            answer = method(address)
            assert answer.status_code == expected, address
        answer = client.get(address)
        assert answer.headers["Content-Type"].startswith("text/html"), address
        assert TEXT not in answer.text.replace(f"q={TEXT}", ""), address
        assert (TITLE in answer.text) == (state == "withdrawn"), address


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_document_s_old_addresses_say_no_more(client, document, state):
    document(state)
    for address in addresses_of_the_document("before"):
        answer = client.get(address)
        assert answer.status_code == (301 if state == "withdrawn" else 404), address


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_document_shows_on_no_other_page(client, document, state):
    document(state)
    neighbor = [address.replace("d.pdf", "n.pdf") for address in addresses_of_the_document("n")]
    for address in [*all_other_addresses(), *neighbor]:
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        shown = text(answer)
        assert "/library/d/" not in shown, address
        assert f"{TITLE} in short" not in shown, address
        if TITLE not in address:
            assert TITLE not in shown, address
        elif answer.headers["Content-Type"].startswith("text/html"):
            # Said again as what was looked for, but leading nowhere.
            assert not seen(answer).xpath(f"//main//a[contains(., '{TITLE}')]"), address


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_staff_who_may_see_publications_preview_it_everywhere_and_nothing_is_stored(reader_of_drafts, document, state):
    document(state)
    for address in addresses_of_the_document():
        answer = reader_of_drafts.get(address)
        assert answer.status_code in (200, 302), address
        assert answer.headers["Cache-Control"] == "private, no-store", address
    answer = reader_of_drafts.get("/library/d/")
    assert "Preview." in answer.text
    assert "Preview." in reader_of_drafts.get("/library/d/pages/1/").text


def test_preview_of_an_old_address_leads_on_for_now_only(reader_of_drafts, document):
    document("draft")
    answer = reader_of_drafts.get("/library/before/?q=x")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/library/d/?q=x")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_public_document_is_no_preview_for_staff(reader_of_drafts, document):
    document("published")
    answer = reader_of_drafts.get("/library/d/")
    assert "Preview." not in answer.text
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_withdrawn_document_is_gone_for_staff_too(reader_of_drafts, document):
    document("withdrawn")
    assert {reader_of_drafts.get(address).status_code for address in addresses_of_the_document()} == {410}


@pytest.mark.parametrize("state", ["draft", "scheduled"])
@pytest.mark.parametrize(
    ("is_staff", "is_active", "permission"),
    [(True, True, "view_topic"), (False, True, "view_publication"), (True, False, "view_publication")],
)
def test_anybody_else_who_is_logged_in_gets_404(
    client, django_user_model, document, state, is_staff, is_active, permission
):
    document(state)
    user = django_user_model.objects.create_user("x", password="x", is_staff=is_staff, is_active=is_active)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client.force_login(user)
    assert {client.get(address).status_code for address in addresses_of_the_document()} == {404}
