"""A reader finds a document with search and filters, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE

WITHOUT_SCRIPT = {"java_script_enabled": False}


def heading(page):
    return page.locator("#count").inner_text()


def test_search_from_the_home_page_and_from_the_header(open_page):
    for start, box in (("/", "#home-q"), ("/about/", "#head-q")):
        page = open_page(start, **PHONE, **WITHOUT_SCRIPT)
        page.fill(box, "supervision")
        page.press(box, "Enter")
        assert page.url.endswith("/library/?q=supervision")
        assert re.fullmatch(r"\d+ documents match “supervision”", heading(page))


def test_filters_on_a_phone_open_apply_and_come_off_again(open_page):
    page = open_page("/library/?q=supervision&sort=title", **PHONE, **WITHOUT_SCRIPT)
    everything = heading(page)
    curriculum = page.get_by_label(re.compile("Training curriculum"))
    expect(curriculum).not_to_be_visible()
    page.get_by_text("Filter the results").click()
    promised = int(re.search(r"\d+", curriculum.locator("xpath=..").inner_text().split("curriculum")[1])[0])
    curriculum.check()
    page.get_by_role("button", name="Apply filters").click()
    assert heading(page).startswith(f"{promised} document")
    assert "sort=title" in page.url
    expect(page.get_by_text("Filter the results (1 on)")).to_be_visible()
    page.get_by_role("link", name="Training curriculum").first.click()
    assert heading(page) == everything


def test_filters_on_a_desktop_lie_open_and_are_kept_by_a_new_search(open_page):
    page = open_page("/library/", **DESKTOP, **WITHOUT_SCRIPT)
    page.get_by_label(re.compile("Policy and practice brief")).check()
    page.fill("#id_q", "treatment")
    page.press("#id_q", "Enter")
    assert "q=treatment" in page.url
    assert "type=brief" in page.url
    expect(page.get_by_label(re.compile("Policy and practice brief"))).to_be_checked()
    expect(page.locator("#id_q")).to_have_value("treatment")


def test_back_brings_the_earlier_list_again(open_page):
    page = open_page("/library/?topic=treatment", **DESKTOP, **WITHOUT_SCRIPT)
    before = heading(page)
    page.get_by_role("link", name="oldest").click()
    page.get_by_role("link", name="Clear all filters").click()
    page.go_back()
    page.go_back()
    assert page.url.endswith("?topic=treatment")
    assert heading(page) == before


@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_wrong_year_is_named_first_and_its_link_leads_to_the_field(open_page, width):
    page = open_page("/library/?year_from=abc", **width)
    page.get_by_role("link", name="From: Write a year like 2007.").click()
    expect(page.get_by_label("From")).to_be_focused()
    expect(page.get_by_label("From")).to_have_value("abc")


def test_jump_over_the_filters_lands_on_the_results(open_page):
    page = open_page("/library/", **DESKTOP)
    jump = page.get_by_role("link", name="Skip the filters")
    jump.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
