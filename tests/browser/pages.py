"""Every kind of public page, by an address that the browser tests visit. A new kind of page gets a line here."""

import pytest

PAGES = {
    "home": "/",
    "list": "/library/",
    "list, page 2": "/library/?page=2",
    "list, filtered": "/library/?q=supervision&type=brief&topic=supervision&year_from=1999&sort=title",
    "list, no results": "/library/?q=supervision&type=handbook&year_from=2009",
    "list, error": "/library/?year_from=abc&year_to=1",
    "topics": "/library/topics/",
    "topic": "/library/topics/supervision/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "ask": "/ask/",
    "ask for another format": "/ask/?format=1&document=time-to-work",
    "not found": "/docs/managing-reentry.pdf",
}
STATUS = {"not found": 404}  # of those that don't answer 200

each_page = pytest.mark.parametrize("name", PAGES)
