"""Notices above the pages: where, when, and without asking the database for each page."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from csom_site.models import Notice
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db
PATH = "//aside[@aria-label='Notices']//p"


def shown(client, address="/about/"):
    return texts(seen(client.get(address)), PATH)


def test_site_says_from_the_start_that_the_center_closed_and_what_that_means(client):
    [notice] = seen(client.get("/library/")).xpath(PATH)
    assert notice.text_content().startswith("The center closed in 2019")
    [address] = notice.xpath("a/@href")
    page, anchor = address.split("#")
    assert seen(client.get(page)).xpath(f"//h2[@id='{anchor}']")


@pytest.mark.parametrize("address", ["/", "/library/", "/about/", "/ask/", "/lost/"])
def test_notice_stands_on_every_page_with_its_emphasis_and_nothing_else(client, notice, address):
    notice.text = "Read **this** <script>alert(1)</script> [now](javascript:x)."
    notice.save()
    [paragraph] = seen(client.get(address)).xpath(PATH)
    assert [child.tag for child in paragraph] == ["strong"]


def test_notice_for_the_home_page_stands_there_only(client, notice):
    notice.where = "home"
    notice.save()
    assert shown(client, "/") == ["Read this."]
    assert shown(client, "/about/") == []


def test_notice_is_shown_from_and_until_its_moments(client, notice):
    now, hour = timezone.now(), timedelta(hours=1)
    for begin, end, expected in [
        (now + hour, None, []),
        (now - hour, now + hour, ["Read this."]),
        (now - 2 * hour, now - hour, []),
        (None, now + hour, ["Read this."]),
    ]:
        notice.shown_from, notice.shown_until = begin, end
        notice.save()
        assert shown(client) == expected


def test_notice_that_is_waited_for_appears_although_nothing_is_asked(client, notice, monkeypatch):
    notice.shown_from = timezone.now() + timedelta(seconds=5)
    notice.save()
    assert shown(client) == []
    later = timezone.now() + timedelta(seconds=6)
    monkeypatch.setattr("csom_site.notices.timezone.now", lambda: later)
    assert shown(client) == ["Read this."]


def test_warning_comes_first_and_says_that_it_is_one(client, notice):
    Notice.objects.create(text="Closed today.", kind="warning")
    assert shown(client) == ["Warning: Closed today.", "Read this."]


def test_what_is_saved_or_deleted_shows_on_the_next_page(client, notice):
    assert shown(client) == ["Read this."]
    notice.text = "Read that."
    notice.save()
    assert shown(client) == ["Read that."]
    notice.delete()
    assert shown(client) == []


def test_most_pages_ask_the_database_nothing_about_notices(client, notice, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/accessibility/")
    with django_assert_num_queries(0):
        for _ in range(5):
            assert shown(client, "/accessibility/") == ["Read this."]


def test_page_of_a_failure_asks_nothing_either(client, django_assert_num_queries, settings):
    with django_assert_num_queries(0):
        assert client.get("/about/", headers={"host": "elsewhere.example.org"}).status_code == 400


def test_notice_cannot_end_before_it_begins():
    now = timezone.now()
    with pytest.raises(ValidationError, match="begin before it ends"):
        Notice(text="x", shown_from=now, shown_until=now - timedelta(days=1)).full_clean()
