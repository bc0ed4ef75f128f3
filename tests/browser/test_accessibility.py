"""No violation of axe-core's rules for WCAG 2.0 to 2.2, levels A and AA.

Disclosures are opened first: rules skip what is hidden. In the dark only the rules about color can come out otherwise.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import DESKTOP, PHONE
from .pages import PAGES, each_page

AXE = Axe()
ALL_RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page, rules):
    found = AXE.run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], [(node["target"], node["failureSummary"]) for node in rule["nodes"]]) for rule in found]


@each_page
@pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(open_page, name, width):
    page = open_page(PAGES[name], **width, color_scheme="light")
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert violations(page, ALL_RULES) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOR_RULES) == []
