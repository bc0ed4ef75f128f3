"""The start page of the staff: what waits among the engagements."""

from datetime import timedelta

import pytest
from django.utils import timezone

from training.models import Engagement

pytestmark = pytest.mark.django_db


def test_every_count_is_the_number_of_rows_behind_its_link(staff_client, engage, oregon):
    engage("Bare", is_public=False)
    engage("Old", is_public=False, trained={"judges": 3}, jurisdictions=[oregon])
    engage("Done", trained={"judges": 3}, jurisdictions=[oregon])
    Engagement.objects.filter(title="Old").update(created_at=timezone.now() - timedelta(days=31))
    page = staff_client.get("/admin/")
    assert [number for _, number, _ in page.context["training_work"]] == [1, 1, 1]
    for label, number, query in page.context["training_work"]:
        found = staff_client.get(f"/admin/training/engagement/?{query}").context["cl"].result_count
        assert found == number, label
        assert f'<a href="/admin/training/engagement/?{query}">' in page.text


def test_staff_without_the_right_to_see_engagements_see_no_counts(staff, engage):
    engage()
    page = staff("view_award").get("/admin/")
    assert page.status_code == 200
    assert "Engagements without" not in page.text


def test_library_and_training_come_before_the_machinery(staff_client):
    apps = [app["app_label"] for app in staff_client.get("/admin/").context["app_list"]]
    assert apps[:2] == ["library", "training"]
    assert "auth" in apps[2:]
