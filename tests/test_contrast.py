"""Every pair of colors that the stylesheet puts together, in light and in dark, against what WCAG 2.2 asks."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parent.parent / "static" / "css" / "site.css").read_text()
TEXT, BODY_TEXT, EDGE = 4.5, 7, 3  # least ratios; body text is held to level AAA

PAIRS = [
    ("ink", "paper", BODY_TEXT),
    ("ink", "band", BODY_TEXT),
    ("ink", "note-band", BODY_TEXT),
    ("ink", "ok-band", BODY_TEXT),
    ("ink", "bad-band", BODY_TEXT),
    ("ink", "mark", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "band", TEXT),
    ("ink-soft", "note-band", TEXT),
    ("link", "paper", TEXT),
    ("link", "band", TEXT),
    ("link", "note-band", TEXT),
    ("link-hover", "paper", TEXT),
    ("link-hover", "band", TEXT),
    ("link-hover", "note-band", TEXT),
    ("visited", "paper", TEXT),
    ("visited", "band", TEXT),
    ("visited", "note-band", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "band", TEXT),
    ("on-brand", "brand", BODY_TEXT),
    ("paper", "link", TEXT),
    ("paper", "link-hover", TEXT),
    ("bad", "paper", TEXT),
    ("bad", "bad-band", TEXT),
    ("ok", "ok-band", TEXT),
    ("edge", "paper", EDGE),
    ("edge", "note-band", EDGE),
    ("focus", "paper", EDGE),
    ("focus", "band", EDGE),
    ("focus", "note-band", EDGE),
    ("focus-on-brand", "brand", EDGE),
    ("on-pale", "map-1", TEXT),
    ("on-pale", "map-2", TEXT),
    ("on-deep", "map-3", TEXT),
    ("on-deep", "map-4", TEXT),
]


def colors(scheme):
    """{token: color} of a scheme; dark overrides light."""
    blocks = re.findall(r":root\s*\{(.*?)\}", CSS, re.DOTALL)[: 1 if scheme == "light" else 2]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", " ".join(blocks)))


def luminance(color):
    """Relative luminance, 0 to 1 (WCAG 2.2, definition)."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("fore", "back", "least"), PAIRS)
def test_pair_of_colors_has_the_contrast_it_needs(scheme, fore, back, least):
    found = colors(scheme)
    assert contrast(found[fore], found[back]) >= least


def test_every_color_token_is_in_a_pair():
    decoration = {"rule"}  # thin lines between things that space also parts
    assert set(colors("dark")) - decoration == {token for fore, back, _ in PAIRS for token in (fore, back)}


def test_dark_has_a_value_of_its_own_for_every_color_that_has_to_change():
    light, dark = colors("light"), colors("dark")
    assert {token for token in light if light[token] == dark[token]} == {"on-brand", "focus-on-brand"}


def test_colors_are_written_as_tokens_only():
    """A color written into a rule escapes these tests. Covers and pages as printed have white paper under them."""
    rules = re.sub(r":root\s*\{.*?\}", "", CSS, flags=re.DOTALL).split("@media print")[0]
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", rules)) <= {"#fff", "#ffd500"}
