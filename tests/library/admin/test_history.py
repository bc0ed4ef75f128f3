"""Who changed what."""

import pytest

from library.models import Author, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(staff_client):
    """history(publication) → its history page."""
    return lambda publication: staff_client.get(f"/admin/library/publication/{publication.pk}/history/")


def test_one_entry_a_save_tells_who_and_what(staff_client, save, form_of, publish, history):
    publication = publish("A title", state="draft", topics=["Law"])
    entries = publication.history.count()
    save(
        staff_client,
        form_of(publication),
        title="Another title",
        topics=[Topic.objects.create(name="Victims", slug="victims").pk],
    )
    assert publication.history.count() == entries + 1
    page = history(publication).text
    assert "librarian" in page
    for words in ("<del>A title</del>", "<ins>Another title</ins>", "Law", "Victims"):
        assert words in page
    assert "modified at" not in page.lower()


def test_saving_without_a_change_leaves_no_entry(staff_client, save, form_of, publish):
    publication = publish("A title", state="draft")
    entries = publication.history.count()
    save(staff_client, form_of(publication))
    assert publication.history.count() == entries


def test_authors_and_files_are_part_of_the_history(staff_client, save, form_of, publish, history, pdf):
    publication = publish("A title", state="draft")
    author = Author.objects.create(name="English", given="Kim")
    save(
        staff_client,
        form_of(publication),
        upload=pdf(),
        **{"authorship_set-TOTAL_FORMS": "1", "authorship_set-0-author": author.pk, "authorship_set-0-position": "1"},
    )
    page = history(publication).text
    assert "Authors: none → Kim English." in page
    assert "Version 1 of the file uploaded (guidance.pdf)." in page


def test_full_text_that_was_replaced_can_be_read(staff_client, save, form_of, publish, history):
    summary = "What it covered before, at some length. " * 20
    publication = publish("A title", state="draft", summary=summary.strip())
    save(staff_client, form_of(publication), summary="")
    assert summary.strip() in history(publication).text


def test_markup_in_values_is_shown_as_text(staff_client, save, form_of, publish, history):
    publication = publish("A title", state="draft")
    save(staff_client, form_of(publication), title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in history(publication).text


def test_old_versions_cannot_be_posted_back_past_the_form(staff_client, publish):
    publication = publish("A title", state="draft")
    entry = publication.history.first()
    address = f"/admin/library/publication/{publication.pk}/history/{entry.pk}/"
    answer = staff_client.post(address, {"title": "Forged"}, follow=True)
    publication.refresh_from_db()
    assert publication.title == "A title"
    assert answer.status_code in (200, 404)


def test_pages_of_the_history_join_without_a_gap(publish, history, monkeypatch):
    from library.admin.publication import PublicationAdmin

    monkeypatch.setattr(PublicationAdmin, "history_list_per_page", 2)
    publication = publish("Title 0", state="draft")
    for i in (1, 2, 3):
        publication.title = f"Title {i}"
        publication.save()
    first = history(publication).text
    assert "<del>Title 2</del>" in first
    assert "<del>Title 1</del>" in first  # of the last entry on this page


def test_values_read_as_the_form_names_them(staff_client, save, form_of, publish, history):
    publication = publish("A title", state="draft", facts_verified=False)
    save(staff_client, form_of(publication), state="published", language="es", facts_verified="on", summary="New.")
    page = history(publication).text
    for old, new in (("Draft", "Published"), ("English", "Spanish"), ("no", "yes"), ("empty", "New.")):
        assert f'<del>{old}</del> <span class="arrow">became</span> <ins>{new}</ins>' in page
