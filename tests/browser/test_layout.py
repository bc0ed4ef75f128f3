"""Pages fit: at 320 px, which is 1280 px at 400 % zoom, without JavaScript."""

from .conftest import DESKTOP
from .pages import PAGES, each_page

NARROW = {"viewport": {"width": 320, "height": 256}, "java_script_enabled": False}

# What WCAG 2.2, 1.4.12, lets a reader set, in a sheet of the reader's own.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


def width_of_content(page):
    return page.context.new_cdp_session(page).send("Page.getLayoutMetrics")["cssContentSize"]["width"]


@each_page
def test_no_sideways_scroll_at_320_pixels(open_page, name):
    assert width_of_content(open_page(PAGES[name], **NARROW)) <= 320


@each_page
def test_no_sideways_scroll_at_320_pixels_with_disclosures_open_and_text_spaced(open_page, name):
    page = open_page(PAGES[name], viewport=NARROW["viewport"], bypass_csp=True)
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    page.add_style_tag(content=SPACED)
    assert width_of_content(page) <= 320


@each_page
def test_no_text_is_smaller_than_14_pixels(open_page, name):
    smallest = open_page(PAGES[name], **DESKTOP).evaluate("""() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = []
        while (walker.nextNode()) if (walker.currentNode.data.trim())
            sizes.push(parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize))
        return Math.min(...sizes)
    }""")
    assert smallest >= 14
