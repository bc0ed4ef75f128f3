"""The list of publications: what a row says, filters, search, and what it costs."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.intake.accept import accept_file
from library.intake.process import process_file
from library.models import Author, PublicationFile

pytestmark = pytest.mark.django_db
LIST = "/admin/library/publication/"


@pytest.fixture
def with_file(publish):
    """with_file(title, intake_state, **fields) → a publication whose current file went that way."""

    def make(title, intake_state="text", **fields):
        publication = publish(title, **fields)
        PublicationFile.objects.create(
            publication=publication,
            original="00/x.pdf",
            size=1,
            sha256="0" * 64,
            intake_state=intake_state,
            page_count=12,
        )
        return publication

    return make


def titles(page):
    return {publication.title for publication in page.context["cl"].result_list}


def test_row_says_state_file_review_and_home_page_in_words(staff_client, with_file):
    with_file("Guidance", subtitle="For judges", year=2007, is_featured=True, review_by="2030-05-01")
    with_file("Scanned", "image-only", state="draft")
    page = staff_client.get(LIST).text
    for words in ("Guidance", "For judges", "Policy and practice brief", "2007", "Published", "on the home page"):
        assert words in page
    for words in ("Text read, 12 pages", "Image only: no text in it", "May 1, 2030"):
        assert words in page


def test_cover_is_shown_whatever_the_state(staff_client, publish, content):
    draft = publish("A draft", state="draft")
    file = accept_file(draft, content("doj-2022-guidance-on-web-accessibility.pdf"))
    assert f"/admin/library/publicationfile/{file.pk}/cover/" not in staff_client.get(LIST).text
    process_file(file.pk)
    draft.move_to("published")
    draft.move_to("withdrawn", withdrawn_reason="Wrong.")
    address = f"/admin/library/publicationfile/{file.pk}/cover/"
    assert address in staff_client.get(LIST).text
    cover = staff_client.get(address)
    assert cover.headers["Content-Type"] == "image/webp"
    assert "private" in cover.headers["Cache-Control"]
    original = staff_client.get(f"/admin/library/publicationfile/{file.pk}/original.pdf")
    assert b"".join(original.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", {"Bare"}),
        ("type__id__exact={brief}", {"Bare", "Broken", "Full", "Scanned", "Withdrawn"}),
        ("topics__id__exact={topic}", {"Full"}),
        ("audiences__id__exact={audience}", {"Full"}),
        ("language__exact=es", {"Full"}),
        ("is_featured__exact=1", {"Full"}),
        ("file=trouble", {"Broken", "Scanned"}),
        ("file=broken", {"Broken"}),
        ("file=text", {"Full"}),
        ("file=held", {"Broken", "Full", "Scanned"}),
        ("file=none", {"Bare", "Withdrawn"}),
        ("work=draft", {"Bare"}),
        ("work=no-summary", {"Bare", "Broken", "Scanned"}),
        ("work=no-topic", {"Bare", "Broken", "Scanned"}),
        ("work=no-date", {"Bare", "Broken", "Scanned"}),
        ("work=unchecked", {"Scanned"}),
        ("work=review", {"Broken"}),
        ("work=draft&file=none", {"Bare"}),
    ],
)
def test_filters_find(staff_client, with_file, publish, query, found):
    publish("Bare", state="draft")
    publish("Withdrawn", state="withdrawn")
    with_file("Broken", "broken", review_by=timezone.localdate())
    with_file("Scanned", "image-only", facts_verified=False, review_by=timezone.localdate() + timedelta(days=1))
    full = with_file(
        "Full", topics=["Law"], audiences=["Judges"], summary="S.", year=2007, language="es", is_featured=True
    )
    query = query.format(brief=full.type_id, topic=full.topics.get().pk, audience=full.audiences.get().pk)
    assert titles(staff_client.get(f"{LIST}?{query}")) == found


def test_old_version_in_trouble_is_no_trouble(staff_client, with_file):
    publication = with_file("Replaced", "broken")
    publication.files.update(is_current=False)
    PublicationFile.objects.create(
        publication=publication, version=2, original="00/y.pdf", size=1, sha256="1" * 64, intake_state="text"
    )
    assert titles(staff_client.get(f"{LIST}?file=trouble")) == set()
    assert titles(staff_client.get(f"{LIST}?file=text")) == {"Replaced"}


@pytest.mark.parametrize(
    "words",
    ["supervis", "second line", "english kim", "GAO-08", "in-the-comm", "probation officers", "SUPERVISION kim"],
)
def test_search_looks_at_title_subtitle_author_number_address_and_summary(staff_client, publish, words):
    publication = publish(
        "Supervision in the community",
        subtitle="A second line",
        identifier="GAO-08-587T",
        summary="For probation officers.",
    )
    publication.authorship_set.create(author=Author.objects.create(name="English", given="Kim"))
    publication.authorship_set.create(author=Author.objects.create(name="English", given="Kimberly"), position=2)
    publish("Something else")
    page = staff_client.get(LIST, {"q": words})
    assert [p.title for p in page.context["cl"].result_list] == ["Supervision in the community"]


def test_rubbish_in_the_address_is_no_error(staff_client, publish):
    publish()
    for query in ("work=rubbish", "file=rubbish", "p=999", "o=99", "state__exact=x", "nothing=1", "q=%00"):
        assert staff_client.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_number_of_queries_is_the_same_for_5_and_30_rows(staff_client, with_file, django_assert_max_num_queries):
    from django.db import connection

    counts = []
    for number in (5, 25):
        for i in range(number):
            with_file(f"Document {number} {i}", topics=["Law", "Victims"], audiences=["Judges"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = staff_client.get(LIST)
        counts.append(len(queries))
    assert len(page.context["cl"].result_list) == 30
    assert counts[0] == counts[1]
    assert counts[1] <= 14
