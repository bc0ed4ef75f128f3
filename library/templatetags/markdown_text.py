"""Filters for staff's texts in Markdown: `{{ page.text|markdown }}`."""

from django import template

from library import markdown as markdown_to_html

register = template.Library()


@register.filter
def markdown(text):
    """A page's text: its headings begin at h2."""
    return markdown_to_html.render(text or "")


@register.filter
def markdown_below(text, prefix):
    """One of several texts of a page, under a heading of the page's own: headings begin at h3, ids at the prefix."""
    return markdown_to_html.render(text or "", top=3, prefix=str(prefix))


@register.filter
def markdown_inline(text):
    """Words within a paragraph."""
    return markdown_to_html.render_inline(text or "")
