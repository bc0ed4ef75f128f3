"""The start page: what waits for a person."""

import pytest
from django.utils import timezone

from library.admin import work
from library.models import PublicationFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_desk(publish):
    """Documents with every kind of work to be done, and one with none."""
    for i, state in enumerate(work.FILE_WORK):
        publication = publish(
            f"File {state}", state="draft", facts_verified=bool(i % 2), review_by=timezone.localdate()
        )
        PublicationFile.objects.create(
            publication=publication, original="00/x.pdf", size=1, sha256="0" * 64, intake_state=state
        )
    publish("Done", summary="S.", year=2007, topics=["Law"])
    publish("Withdrawn", state="withdrawn")


def test_every_count_is_the_number_of_rows_behind_its_link(staff_client, full_desk):
    page = staff_client.get("/admin/")
    assert len(page.context["work"]) == 13
    for label, number, query in page.context["work"]:
        assert number > 0
        found = staff_client.get(f"/admin/library/publication/?{query}").context["cl"].result_count
        assert found == number, label
        assert f'<a href="/admin/library/publication/?{query}">' in page.text


def test_work_that_is_done_says_so(staff_client):
    page = staff_client.get("/admin/")
    assert {number for _, number, _ in page.context["work"]} == {0}
    assert page.text.count("0, done") == 13 + len([*page.context["training_work"], *page.context["content_work"]])


def test_staff_without_the_right_to_see_documents_see_no_counts(staff, full_desk):
    page = staff("view_topic").get("/admin/")
    assert page.status_code == 200
    assert "work" not in page.context
    assert "Drafts to finish" not in page.text
