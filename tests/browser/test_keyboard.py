"""Everything can be reached with the Tab key, seen when it has the focus, and hit with a finger."""

import pytest

from .conftest import DESKTOP, PHONE
from .pages import PAGES, each_page

# What has the focus: its size, whether it can be seen and has a ring, and whether it stands in a line of text.
STOP = """() => {
    const e = document.activeElement
    if (!e || e === document.body || e === document.documentElement) return null
    const box = e.getBoundingClientRect(), style = getComputedStyle(e)
    const target = e.closest('label')?.getBoundingClientRect() || box
    return {
        what: e.outerHTML.slice(0, 120), top: box.top + scrollY,
        seen: box.width > 2 && box.height > 2 && style.visibility !== 'hidden' && style.clipPath === 'none'
            && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        small: style.display !== 'inline' && Math.min(target.width, target.height) < 23.5,
    }
}"""
MOST_STOPS = 300


def walk(page):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop
    raise AssertionError("the focus is caught on the page")


@each_page
@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_stop_of_the_tab_key_is_seen_ringed_and_large_enough(open_page, name, width):
    stops = list(walk(open_page(PAGES[name], **width, reduced_motion="reduce")))
    assert 'class="skip"' in stops[0]["what"]
    assert [stop["what"] for stop in stops if not stop["seen"] or not stop["ring"]] == []
    assert [stop["what"] for stop in stops if stop["small"]] == []


@each_page
def test_skip_link_moves_the_focus_to_the_content(open_page, name):
    page = open_page(PAGES[name], **DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@each_page
def test_buttons_and_fields_are_44_pixels_high(open_page, name):
    heights = open_page(PAGES[name], **PHONE).eval_on_selector_all(
        "button, .btn, input:not([type=checkbox]):not([type=hidden]), select, textarea",
        "all => all.filter(e => e.checkVisibility()).map(e => [e.outerHTML, e.getBoundingClientRect().height])",
    )
    assert [what for what, height in heights if height < 43.5] == []
