"""Staff's Markdown as HTML: what it may hold, what never gets through, and an outline without gaps."""

import re
import time

import lxml.html
import pytest
from django.template import Context, Template

from library.markdown import render, render_inline

ALLOWED = {"a", "br", "code", "em", "strong", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre"}
ALLOWED |= {"hr", "div", "table", "thead", "tbody", "tr", "th", "td"}
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\t\r\n-]*):", re.IGNORECASE)  # as browsers find it
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "text <b onclick=alert(1)>bold</b> <!-- note --> <?php ?> <![CDATA[x]]>",
    "<div>\n\n[x](javascript:alert(1))\n\n</div>",
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](java&#115;cript:alert(1)) [w](&#1;javascript:alert(1))",
    "[x](vbscript:x) [y](data:text/html;base64,PHNjcmlwdD4=) [z](file:///etc/passwd) [w](blob:x)",
    "<javascript:alert(1)> <data:text/html,x>",
    "![x](https://elsewhere.example/pixel.png) ![y](data:image/svg+xml;base64,PHN2Zz4=)",
    '[x](/a" onmouseover="alert(1)) [y](</a" onmouseover="alert(1)>) [z](/a "t\\" onmouseover=alert(1) x=")',
    "[x][ref]\n\n[ref]: javascript:alert(1) 'title'",
    "```html onload=alert(1)\n<iframe src=//evil.example></iframe>\n```",
    "# <style>*{display:none}</style>",
    '# x" onclick="alert(1)',
    "| a |\n|--:|\n| <svg onload=alert(1)> |",
    "a\x00b\x1b[31m \u202e \ufeff",
    "<style>@import '//evil.example'</style><base href=//evil.example><form action=//evil.example><input>",
]


def elements(html):
    return [e for e in lxml.html.fragment_fromstring(html, create_parent="section").iter() if e.tag != "section"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [render, render_inline])
def test_nothing_that_runs_or_loads_gets_through(make, text):
    for element in elements(make(text)):
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "title", "rel", "id", "class", "role", "tabindex", "aria-label", "start"}
        scheme = SCHEME.match(element.get("href", ""))
        assert not scheme or scheme[1].lower() in ("https", "http", "mailto", "tel")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_refused_stays_to_be_read(text):
    """Staff see in the preview what was not taken; none of it just disappears."""
    assert "".join(e.text or "" for e in elements(render(text))).strip() or "href" in render(text)


def test_links_within_the_site_are_plain_and_those_elsewhere_give_no_handle_back():
    html = render("[in](/about/) [part](#h-x) [out](https://a.example/) [too](//b.example) [mail](mailto:a@b.example)")
    assert [(a.get("href"), a.get("rel")) for a in elements(html) if a.tag == "a"] == [
        ("/about/", None),
        ("#h-x", None),
        ("https://a.example/", "noopener"),
        ("//b.example", "noopener"),
        ("mailto:a@b.example", None),
    ]


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("# a\n## b\n### c\n# d", ["h2", "h3", "h4", "h2"]),
        ("## a\n## b", ["h2", "h2"]),
        ("### a\n# b\n#### c\n## d", ["h2", "h2", "h3", "h3"]),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("a\n===\nb\n---", ["h2", "h3"]),
    ],
)
def test_outline_begins_below_the_page_s_heading_and_has_no_gaps(written, levels):
    assert [e.tag for e in elements(render(written)) if e.get("id")] == levels


def test_headings_can_be_linked_to_each_by_its_own_id():
    html = render("# What it *did*\n# What it did\n# What it did 2\n# `code` & [link](/x/)\n# ?\n# 職")
    ids = [e.get("id") for e in elements(html) if e.tag == "h2"]
    assert ids[:4] == ["h-what-it-did", "h-what-it-did-2", "h-what-it-did-2-2", "h-code-link"]
    assert len(set(ids)) == 6


def test_tables_scroll_by_keyboard_and_set_numbers_to_the_right():
    [region, *rest] = elements(render("| a | n |\n|---|--:|\n| x | 1 |"))
    assert (region.tag, region.get("class"), region.get("tabindex")) == ("div", "scroll", "0")
    assert region.get("aria-label") == "Table 1"
    assert [(e.text, e.get("class")) for e in rest if e.tag == "td"] == [("x", None), ("1", "num")]
    assert "style" not in render("| a |\n|--:|\n| 1 |")


def test_one_page_can_hold_several_texts():
    page = Template("{% load markdown_text %}{{ one|markdown_below:'a' }}{{ two|markdown_below:'b' }}")
    headings = elements(page.render(Context({"one": "# Practice", "two": "# Practice"})))
    assert [(e.tag, e.get("id")) for e in headings] == [("h3", "a-practice"), ("h3", "b-practice")]


def test_filters_are_safe_and_bear_nothing():
    page = Template("{% load markdown_text %}{{ t|markdown }}{{ none|markdown }}{{ t|markdown_inline }}")
    assert page.render(Context({"t": "*a* <b>", "none": None})) == "<p><em>a</em> &lt;b&gt;</p>\n<em>a</em> &lt;b&gt;"


def test_inline_makes_no_blocks():
    assert render_inline("# a\n\n* **b**") == "# a\n\n* <strong>b</strong>"


@pytest.mark.parametrize("text", ["[" * 20_000, ">" * 20_000, "![" * 10_000, "[a](" * 5_000, "*a_" * 7_000])
def test_text_made_to_be_slow_is_not(text):
    started = time.process_time()
    render(text)
    assert time.process_time() - started < 5
