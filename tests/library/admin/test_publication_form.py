"""Describing a document on its form: fields, authors, date, preview, help."""

import pytest

from library.models import Author, Publication, PublicationType, Topic

pytestmark = pytest.mark.django_db
ADD = "/admin/library/publication/add/"


@pytest.fixture
def brief():
    return PublicationType.objects.get(slug="brief").pk


def test_new_document_is_saved_as_a_draft_with_topics_and_authors_in_order(staff_client, save, brief):
    topic = Topic.objects.create(name="Supervision", slug="supervision")
    first, second = (Author.objects.create(name=name) for name in ("Zed", "Abel"))
    answer = save(
        staff_client,
        ADD,
        title="Supervision in the community",
        slug="supervision-in-the-community",
        type=brief,
        topics=[topic.pk],
        year="2007",
        month="3",
        **{
            "authorship_set-TOTAL_FORMS": "2",
            "authorship_set-0-author": first.pk,
            "authorship_set-0-position": "1",
            "authorship_set-1-author": second.pk,
            "authorship_set-1-position": "2",
        },
    )
    assert answer.status_code == 302
    publication = Publication.objects.get()
    assert publication.state == "draft"
    assert publication.published == "March 2007"
    assert list(publication.topics.all()) == [topic]
    assert [str(authorship) for authorship in publication.authorship_set.all()] == ["Zed", "Abel"]


def test_bad_date_is_told_at_the_field_and_nothing_typed_is_lost(staff_client, save, brief):
    answer = save(
        staff_client,
        ADD,
        title="A title",
        slug="a-title",
        type=brief,
        year="2007",
        month="2",
        day="30",
        summary="Kept.",
    )
    assert answer.status_code == 200
    assert "No calendar has this date" in answer.context["adminform"].form.errors["day"][0]
    assert "Kept." in answer.text
    assert not Publication.objects.exists()


def test_slug_that_leads_to_another_document_is_refused(staff_client, save, form_of, publish, brief):
    other = publish("Old name", slug="old-name")
    other.slug = "new-name"
    other.save()
    answer = save(staff_client, ADD, title="Old name", slug="old-name", type=brief)
    assert "old address of another publication" in answer.context["adminform"].form.errors["slug"][0]


def test_every_field_says_what_it_is_for(staff_client):
    form = staff_client.get(ADD).context["adminform"].form
    assert [name for name, field in form.fields.items() if not field.help_text] == []


def test_draft_leads_to_its_preview_and_public_document_to_its_page(staff_client, form_of, publish):
    draft, public = publish("A draft", state="draft"), publish("In public")
    page = staff_client.get(form_of(draft))
    assert f'href="{draft.get_absolute_url()}"' in page.text
    assert "Preview" in page.text
    assert "Public page" in staff_client.get(form_of(public)).text
    assert staff_client.get(draft.get_absolute_url()).status_code == 200


def test_what_is_missing_before_publishing_is_said_but_bars_nothing(staff_client, save, form_of, publish):
    draft = publish("A draft", state="draft", facts_verified=False)
    page = staff_client.get(form_of(draft)).text
    for lack in ("no summary", "no topic", "no date", "not marked as checked", "No file is held"):
        assert lack in page
    save(staff_client, form_of(draft), state="published")
    draft.refresh_from_db()
    assert draft.state == "published"


def test_complete_document_has_nothing_missing_but_its_file(staff_client, form_of, publish):
    done = publish("Done", state="draft", summary="A summary.", year=2007, topics=["Supervision"])
    assert staff_client.get(form_of(done)).context["missing"] == [
        "No file is held: readers see its description only.",
    ]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ({"year": "12"}, "A year has four figures"),
        ({"month": "3"}, "needs a year"),
        ({"year": "2007", "day": "3"}, "needs a month"),
        ({"year": "2007", "month": "13"}, "No calendar has this date"),
    ],
    ids=str,
)
def test_dates_that_cannot_be_are_refused_in_words(staff_client, save, brief, date, message):
    answer = save(staff_client, ADD, title="A title", slug="a-title", type=brief, **date)
    assert message in str(answer.context["errors"])
    assert not Publication.objects.exists()
