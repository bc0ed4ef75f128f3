"""What the database itself refuses, and how publications move between states."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from library.models import Author, Authorship, InvalidMove, OldSlug, Page, Publication, PublicationFile, Topic
from library.models.publication import sort_title

pytestmark = pytest.mark.django_db


def refused(queryset, **values):
    """Whether the database refuses these values, written past all validation."""
    try:
        with transaction.atomic():
            queryset.update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"language": "xx"},
        {"public_from": None},
        {"state": "draft"},
        {"state": "withdrawn", "public_from": None},
        {"year": None, "month": 3},
        {"year": 2007, "month": 13},
        {"year": 2007, "month": None, "day": 3},
        {"year": 2007, "month": 3, "day": 32},
        {"year": 7},
    ],
    ids=str,
)
def test_database_refuses_publications_that_cannot_be(publish, values):
    publish()
    assert refused(Publication.objects.all(), **values)


def test_database_refuses_a_publication_that_replaces_itself(publish):
    publication = publish()
    assert refused(Publication.objects.all(), replaced_by=publication)


@pytest.fixture
def two_files(publish):
    publication = publish()
    common = {"publication": publication, "original": "00/x.pdf", "size": 1, "sha256": "0" * 64}
    return (
        PublicationFile.objects.create(version=1, is_current=True, **common),
        PublicationFile.objects.create(version=2, is_current=False, **common),
    )


def test_database_keeps_one_current_file_and_one_file_a_version(two_files):
    second = PublicationFile.objects.filter(pk=two_files[1].pk)
    assert refused(second, is_current=True)
    assert refused(second, version=1)
    assert refused(second, version=0)
    assert refused(second, size=0)
    assert refused(second, intake_state="fine")


def test_database_refuses_a_page_twice_or_without_a_size(two_files):
    for number in (1, 2):
        Page.objects.create(file=two_files[0], number=number, width=612, height=792)
    second = Page.objects.filter(number=2)
    assert refused(second, number=1)
    assert refused(second, number=0)
    assert refused(second, width=0)


def test_database_refuses_the_same_name_twice_in_small_or_capital_letters():
    Topic.objects.create(name="Risk assessment", slug="risk-assessment")
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(name="Risk Assessment", slug="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Author.objects.create(kind="body", name="US Department of Justice", given="The")


MOVES_ALLOWED = {
    ("draft", "scheduled"),
    ("draft", "published"),
    ("scheduled", "draft"),
    ("scheduled", "published"),
    ("published", "withdrawn"),
    ("withdrawn", "published"),
}
STATES = ["draft", "scheduled", "published", "withdrawn"]


@pytest.mark.parametrize("new", STATES)
@pytest.mark.parametrize("old", STATES)
def test_every_pair_of_states(publish, old, new):
    publish(state=old)
    publication = Publication.objects.get()
    fields = {"withdrawn_reason": "Out of date."} if new == "withdrawn" else {}
    if new == "scheduled":
        fields["public_from"] = timezone.now() + timedelta(days=2)
    if old == new or (old, new) in MOVES_ALLOWED:
        publication.move_to(new, **fields)
        assert Publication.objects.get().state == new
    else:
        with pytest.raises(InvalidMove):
            publication.move_to(new, **fields)
        assert Publication.objects.get().state == old


def test_withdrawing_asks_for_a_reason_and_scheduling_for_a_moment_to_come(publish):
    publication = publish()
    with pytest.raises(ValidationError, match="Say why"):
        publication.move_to("withdrawn", withdrawn_reason=" ")
    draft = publish("A draft", state="draft")
    with pytest.raises(ValidationError, match="still to come"):
        draft.move_to("scheduled", public_from=timezone.now() - timedelta(minutes=1))


def test_a_scheduled_publication_is_public_from_its_moment_on_without_any_worker(publish):
    publication = publish(state="scheduled")
    assert not Publication.objects.public().exists()
    Publication.objects.update(public_from=timezone.now() - timedelta(seconds=1))
    assert Publication.objects.public().get() == publication
    assert Publication.objects.due().get() == publication


def test_old_address_is_remembered_and_not_given_to_another(publish):
    publication = Publication.objects.get(pk=publish("First title").pk)
    for slug in ("second-title", "third-title"):
        publication.slug = slug
        publication.save()
    assert set(OldSlug.objects.values_list("slug", "publication")) == {
        ("first-title", publication.pk),
        ("second-title", publication.pk),
    }
    publication.slug = "first-title"
    publication.save()
    assert set(OldSlug.objects.values_list("slug", flat=True)) == {"second-title", "third-title"}
    other = Publication(slug="third-title", title="Another", type=publication.type)
    with pytest.raises(ValidationError, match="old address"):
        other.full_clean()


@pytest.mark.parametrize("slug", ["topics", "not a slug", ""])
def test_a_slug_that_is_another_page_or_none_at_all_is_refused(publish, slug):
    publication = publish(state="draft")
    publication.slug = slug
    with pytest.raises(ValidationError) as refusal:
        publication.full_clean()
    assert set(refusal.value.message_dict) == {"slug"}


@pytest.mark.parametrize(("year", "month", "day"), [(2007, 2, 30), (2007, 2, 29), (2007, 4, 31)])
def test_a_date_that_no_calendar_has_is_refused(publish, year, month, day):
    publication = publish(state="draft", year=year, month=month, day=day)
    with pytest.raises(ValidationError, match="calendar"):
        publication.full_clean()


@pytest.mark.parametrize(
    ("date", "text", "written"),
    [
        ((2007, 3, 15), "March 15, 2007", "2007-03-15"),
        ((2007, 3, None), "March 2007", "2007-03"),
        ((2007, None, None), "2007", "2007"),
        ((None, None, None), "no date", ""),
    ],
)
def test_dates_are_told_to_the_precision_known(publish, date, text, written):
    year, month, day = date
    publication = publish(year=year, month=month, day=day)
    assert (publication.published, publication.published_w3cdtf) == (text, written)


def test_newest_first_puts_documents_without_a_date_last(publish):
    for title, year, month in [("A", 2001, None), ("B", None, None), ("C", 2001, 5), ("D", 2008, 1)]:
        publish(title, year=year, month=month)
    assert [p.title for p in Publication.objects.newest_first()] == ["D", "C", "A", "B"]
    assert [p.title for p in Publication.objects.oldest_first()] == ["A", "C", "D", "B"]


def test_titles_are_filed_without_leading_articles_and_marks():
    titles = ["The Importance of Assessment", "“Myths” and Facts", "A Handbook", "An Overview", "Anchor", "Théo"]
    assert sorted(titles, key=sort_title) == [
        "Anchor",
        "A Handbook",
        "The Importance of Assessment",
        "“Myths” and Facts",
        "An Overview",
        "Théo",
    ]


def test_authors_stand_in_the_order_given(publish):
    publication = publish()
    for position, name in [(2, "Adams"), (1, "Zimmer"), (3, "Meyer")]:
        Authorship.objects.create(
            publication=publication, author=Author.objects.create(name=name, given="K."), position=position
        )
    assert [str(a.author) for a in publication.authorship_set.all()] == ["K. Zimmer", "K. Adams", "K. Meyer"]


def test_scheduled_publication_counts_as_published_from_its_moment_on(publish):
    publication = publish(state="scheduled")
    Publication.objects.update(public_from=timezone.now() - timedelta(minutes=1))
    publication = Publication.objects.get()
    assert publication.state == "published"
    with pytest.raises(InvalidMove):
        publication.move_to("draft")
    publication.full_clean()  # editing it asks for no other moment
