"""Staff's own texts, written in Markdown (CommonMark and tables), as HTML that is safe on a public page.

Two locks: the parser takes no HTML, and what it makes is cleaned again by an allow-list.
"""

import re
from functools import lru_cache
from html import unescape
from itertools import count, pairwise

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

# Pictures would come from other hosts, which the site's content policy does not load; their words and links stay.
_parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

_INLINE = {"a", "br", "code", "em", "strong"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr", "div"} | _HEADINGS | _TABLE
_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "ol": {"start"},
    "div": {"role", "tabindex", "aria-label"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = {"div": {"scroll"}, "th": {"num"}, "td": {"num"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no document may hold them, and character references make them
_OUTSIDE = re.compile(r"https?:|//", re.IGNORECASE)


@lru_cache(maxsize=256)  # 3 ms for a thousand characters, and the same few texts again and again
def render(text, *, top=2, prefix="h"):
    """The text as HTML. Its highest heading becomes an h`top`, and no level below it is left out.

    Every heading has an id, `prefix` and its words with hyphens between, for links into the page: “h-who-ran-it”.
    """
    tokens = _parser.parse(text)
    _set_levels(tokens, top)
    _set_ids(tokens, prefix)
    _dress_tables(tokens)
    return _clean(tokens, _INLINE | _BLOCKS)


def render_inline(text):
    """The text as part of a paragraph: emphasis, code and links only."""
    return _clean(_parser.parseInline(text), _INLINE)


def plain(text):
    """The words that readers see of the text, without tags and marks; of links what they are called. For the search."""
    return unescape(strip_tags(render(text)))


def _clean(tokens, tags):
    _mark_outside_links(tokens)
    html = nh3.clean(
        _parser.renderer.render(tokens, _parser.options, {}),
        tags=tags,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel=None,  # set where the link leads elsewhere
    )
    return mark_safe(_CONTROLS.sub("", html))  # noqa: S308 — just cleaned


def _set_levels(tokens, top):
    """Headings by their nesting and not by their number of signs: whatever was typed, the outline has no gaps."""
    above = []  # levels, as written, of the headings that the present one lies under, and of itself
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            above = [level for level in above if level < written] + [written]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top + len(above) - 1, 6)}"


def _set_ids(tokens, prefix):
    taken = set()
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            base = f"{prefix}-{slugify(_words(content)) or 'section'}"
            name = next(name for name in _numbered(base) if name not in taken)
            taken.add(name)
            token.attrSet("id", name)


def _words(inline):
    return "".join(child.content or " " for child in inline.children if child.type in ("text", "code_inline"))


def _numbered(base):
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _dress_tables(tokens):
    """Each table in a region that scrolls by keyboard too; columns of numbers are set to the right by class."""
    tables = count(1)
    for token in tokens:
        if token.type == "table_open":
            token.meta["number"] = next(tables)
        elif token.type in ("th_open", "td_open") and token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "num")


def _open_table(renderer, tokens, index, options, env):
    label = f"Table {tokens[index].meta['number']}"
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table>\n'


def _close_table(renderer, tokens, index, options, env):
    return "</table></div>\n"


_parser.add_render_rule("table_open", _open_table)
_parser.add_render_rule("table_close", _close_table)


def _mark_outside_links(tokens):
    for token in tokens:
        if token.type == "link_open" and _OUTSIDE.match(token.attrGet("href")):
            token.attrSet("rel", "noopener")
        _mark_outside_links(token.children or [])
