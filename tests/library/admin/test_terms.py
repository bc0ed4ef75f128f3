"""Vocabularies and names: counts, and merging."""

import pytest

from library.models import Audience, Author, Publication, PublicationType, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def merge(staff_client):
    """merge(model, *words, target=word or None) → the answer; without a target it only asks."""

    def send(model, *words, target=None):
        data = {"action": "merge", "_selected_action": [word.pk for word in words]}
        if target:
            data |= {"merge": "Merge", "target": target.pk}
        return staff_client.post(f"/admin/library/{model._meta.model_name}/", data, follow=True)

    return send


@pytest.mark.parametrize("model", [PublicationType, Topic, Audience, Author])
def test_lists_count_publications_and_lead_to_them(staff_client, publish, model):
    publication = publish("One", topics=["Law"], audiences=["Judges"])
    publish("Two", topics=["Law"], audiences=["Judges"])
    author = Author.objects.create(name="English")
    publication.authorship_set.create(author=author)
    page = staff_client.get(f"/admin/library/{model._meta.model_name}/")
    field = model._meta.get_field("publications").field.name
    word = model.objects.get(publications=publication)
    number = 1 if model is Author else 2
    link = f"/admin/library/publication/?{field}__id__exact={word.pk}"
    assert f'<a href="{link}">{number}</a>' in page.text
    assert staff_client.get(link).context["cl"].result_count == number


def test_topics_are_merged_with_all_their_documents(merge, publish):
    one = publish("One", topics=["Sex offender law"])
    both = publish("Both", topics=["Sex offender law", "Law"])
    old, kept = Topic.objects.get(name="Sex offender law"), Topic.objects.get(name="Law")
    asked = merge(Topic, old, kept)
    assert "links to their pages stop working" in asked.text
    assert Topic.objects.count() == 2
    assert "Merged into “Law”; 2 documents moved." in merge(Topic, old, kept, target=kept).text
    assert list(Topic.objects.all()) == [kept]
    assert list(one.topics.all()) == list(both.topics.all()) == [kept]
    assert one.history.first().history_change_reason == "“Sex offender law” was merged into “Law”."


def test_merged_documents_count_as_changed_and_are_found_again(merge, publish):
    publication = publish("One", topics=["Old"])
    before = publication.modified_at
    kept = Topic.objects.create(name="Kept", slug="kept")
    merge(Topic, Topic.objects.get(name="Old"), target=kept)
    publication.refresh_from_db()
    assert publication.modified_at > before


def test_authors_are_merged_and_keep_their_place_in_the_printed_order(merge, publish):
    publication, both = publish("One"), publish("Both")
    short, full, other = (
        Author.objects.create(name=name) for name in ("GAO", "Government Accountability Office", "Zed")
    )
    publication.authorship_set.create(author=other, position=1)
    publication.authorship_set.create(author=short, position=2)
    both.authorship_set.create(author=full, position=1)
    both.authorship_set.create(author=short, position=2)
    merge(Author, short, target=full)
    assert [str(a) for a in publication.authorship_set.all()] == ["Zed", "Government Accountability Office"]
    assert [str(a) for a in both.authorship_set.all()] == ["Government Accountability Office"]
    assert not Author.objects.filter(name="GAO").exists()


def test_nothing_is_merged_into_itself(merge, publish):
    publish("One", audiences=["Judges"])
    judges = Audience.objects.get()
    page = merge(Audience, judges, target=judges)
    assert "into itself" in page.text
    assert Audience.objects.get() == judges


def test_failure_in_the_middle_of_merging_leaves_everything_as_it_was(merge, publish, monkeypatch):
    publication = publish("One", topics=["Old"])
    kept = Topic.objects.create(name="Kept", slug="kept")

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Topic, "delete", fail)
    with pytest.raises(RuntimeError):
        merge(Topic, Topic.objects.get(name="Old"), target=kept)
    assert [topic.name for topic in Publication.objects.get(pk=publication.pk).topics.all()] == ["Old"]


def test_type_in_use_is_not_deleted(staff_client, publish):
    publication = publish()
    answer = staff_client.post(f"/admin/library/publicationtype/{publication.type_id}/delete/", {"post": "yes"})
    assert answer.status_code == 200
    assert PublicationType.objects.filter(pk=publication.type_id).exists()


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("topic", {"name": "LAW", "slug": "law-2"}, "There is a record of this name already."),
        ("author", {"kind": "person", "name": "english", "given": "kim"}, "There is a record of this name already."),
        ("author", {"kind": "body", "name": "Office", "given": "Kim"}, "An organization has no given names"),
    ],
)
def test_names_that_cannot_be_are_refused_in_words(staff_client, path, data, message):
    Topic.objects.create(name="Law", slug="law")
    Author.objects.create(name="English", given="Kim")
    assert message in staff_client.post(f"/admin/library/{path}/add/", data).text
