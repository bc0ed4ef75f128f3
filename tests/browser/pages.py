"""Every kind of public page, by an address that the browser tests visit. A new kind of page gets a line here."""

import pytest

PAGES = {
    "home": "/",
    "list": "/library/",
    "list, page 2": "/library/?page=2",
    "list, filtered": "/library/?q=supervision&type=brief&topic=supervision&year_from=1999&sort=title",
    "list, no results": "/library/?q=supervision&type=handbook&year_from=2009",
    "search, pages found": "/library/?q=market-based+pay+survey",
    "search, did you mean": "/library/?q=supervison+treatment",
    "search, put right": "/library/?q=glosary",
    "search, nothing found": "/library/?q=xqzvbnmk&topic=treatment",
    "suggestions": "/library/suggest/?q=super",
    "suggestions, none": "/library/suggest/?q=xqzvbnmk",
    "list, error": "/library/?year_from=abc&year_to=1",
    "topics": "/library/topics/",
    "topic": "/library/topics/supervision/",
    "about": "/about/",
    "approach": "/approach/",
    "approach, a part": "/approach/treatment/",
    "approach in print": "/approach/print/",
    "related resources": "/related-resources/",
    "accessibility": "/accessibility/",
    "ask": "/ask/",
    "ask for another format": "/ask/?format=1&document=time-to-work",
    "not found": "/docs/managing-reentry.pdf",
    "document": "/library/ada-and-the-opioid-crisis/",
    "document, words found": "/library/ada-and-the-opioid-crisis/?q=treatment",
    "document, long contents": "/library/medical-diagnostic-equipment-final-rule/",
    "document without a file": "/library/understanding-juvenile-sexual-offending-behavior/",
    "document, longest title": "/library/longest/",
    "document withdrawn": "/library/withdrawn-one/",
    "reader": "/library/gao-08-587t/pages/2/",
    "reader, words found": "/library/gao-08-587t/pages/2/?q=survey",
    "reader, table": "/library/arrests-by-sex-and-age-2009/pages/1/",
    "reader, picture only": "/library/nibrs-attributes-and-map/pages/1/",
    "reader, no such page": "/library/gao-08-587t/pages/99/",
}
STATUS = {"not found": 404, "document withdrawn": 410, "reader, no such page": 404}  # of those that don't answer 200

each_page = pytest.mark.parametrize("name", PAGES)
