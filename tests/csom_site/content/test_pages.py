"""Pages that staff write."""

import pytest

from csom_site.models import ContentPage
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


def test_page_shows_what_its_record_says(client, page):
    page.lead, page.reviewed_on = "It began <early>.", "2026-11-02"
    page.save()
    answer = client.get("/pages/history/")
    tree = seen(answer)
    assert texts(tree, "//h1") == ["History"]
    assert texts(tree, "//p[@class='lead']") == ["It began <early>."]
    assert [(h.tag, h.get("id"), h.text) for h in tree.xpath("//main//h2")] == [("h2", "h-when", "When")]
    assert tree.xpath("//meta[@name='description']/@content") == ["When it was."]
    assert "Last reviewed November 2, 2026" in answer.text


@pytest.mark.parametrize("slug", ["about", "approach", "related-resources"])
def test_pages_that_the_site_counts_on_have_one_address_and_words_from_the_start(client, slug):
    answer = client.get(f"/{slug}/")
    assert answer.status_code == 200
    assert len(seen(answer).xpath("//h1")) == 1
    moved = client.get(f"/pages/{slug}/")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/{slug}/")


def test_about_tells_what_the_center_reported_and_what_its_closing_means(client):
    answer = client.get("/about/")
    for fact in ("49 states", "67,000 people", "130 counties", "15,000 questions", "a million times", "(CEPP)"):
        assert fact in answer.text
    assert seen(answer).xpath("//h2[@id='h-what-its-closing-means']")


def test_page_that_is_not_public_is_for_staff_who_may_see_pages(client, staff, page):
    ContentPage.objects.update(is_public=True)
    page.is_public = False
    page.save()
    assert client.get("/pages/history/").status_code == 404
    assert staff("view_notice").get("/pages/history/").status_code == 404
    preview = staff("view_contentpage").get("/pages/history/")
    assert "This page is not public." in preview.text
    assert preview.headers["Cache-Control"] == "private, no-store"


def test_public_page_depends_on_no_cookie(staff, page):
    answer = staff("view_contentpage").get("/pages/history/")
    assert "Preview." not in answer.text
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", ["/pages/none/", "/approach/none/", "/pages/", "/pages/%00/"])
def test_what_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


def test_only_reading_is_allowed(client, page):
    for address in ("/pages/history/", "/approach/", "/approach/print/", "/approach/treatment/"):
        assert client.post(address).status_code == 405
