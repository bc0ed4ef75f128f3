"""From a document to a passage in it, on a phone, without scripts."""

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE

DOCUMENTS = ["ada-and-the-opioid-crisis", "medical-diagnostic-equipment-final-rule", "gao-08-587t"]


@pytest.mark.parametrize("slug", DOCUMENTS)
def test_facts_and_both_buttons_are_seen_without_scrolling(open_page, slug):
    page = open_page(f"/library/{slug}/", **PHONE)
    for thing in (
        page.locator("article .meta").first,
        page.get_by_text("Read online"),
        page.get_by_text("Download PDF"),
    ):
        box = thing.bounding_box()
        assert box["y"] + box["height"] <= PHONE["viewport"]["height"]


def test_passage_is_found_read_and_turned_without_scripts(open_page):
    page = open_page("/library/gao-08-587t/", **PHONE, java_script_enabled=False)
    page.get_by_label("Words in this document").fill("pay restructuring")
    page.get_by_role("button", name="Find").click()
    page.locator(".hits a").first.click()
    assert page.locator("mark").count() > 1
    here = page.url
    page.get_by_text("Next page with a match").click()
    assert page.url != here
    page.get_by_label("Go to page").fill("1")
    page.get_by_role("button", name="Go").click()
    assert "/pages/1/?q=pay+restructuring" in page.url
    page.get_by_role("navigation", name="Pages", exact=True).get_by_text("Next").click()
    assert "/pages/2/?q=pay+restructuring" in page.url


@pytest.mark.parametrize("settings", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_boxes_lie_on_the_picture_of_the_page(open_page, settings):
    page = open_page("/library/gao-08-587t/pages/2/?q=Shirley", **settings)
    picture = page.locator(".sheet img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    sheet, box = picture.bounding_box(), page.locator(".found-boxes rect").bounding_box()
    assert sheet["x"] < box["x"] < box["x"] + box["width"] < sheet["x"] + sheet["width"]
    assert sheet["y"] < box["y"] < box["y"] + box["height"] < sheet["y"] + sheet["height"]
    # “Shirley” stands in the upper part of this page.
    assert 0.05 < (box["y"] - sheet["y"]) / sheet["height"] < 0.4
