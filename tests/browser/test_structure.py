"""What every page has, whatever its content: one heading, its own title, sound HTML, links that lead somewhere."""

from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import html5lib
import lxml.html

from .pages import PAGES, STATUS, each_page


def tree(fetch, name):
    return lxml.html.fromstring(fetch(PAGES[name]).text())


@each_page
def test_status_and_sound_html(fetch, name):
    answer = fetch(PAGES[name])
    assert answer.status == STATUS.get(name, 200)
    parser = html5lib.HTMLParser()
    parser.parse(answer.text())
    assert [(position, fault) for position, fault, _ in parser.errors] == []


@each_page
def test_landmarks_and_headings(fetch, name):
    page = tree(fetch, name)
    assert page.get("lang") == "en"
    for landmark in ("h1", "main", "body/header", "body/footer"):
        assert len(page.xpath(f"//{landmark}")) == 1, landmark
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    before_h1 = levels.index(1)  # an error summary comes first
    assert all(below - above <= 1 for above, below in zip(levels[before_h1:], levels[before_h1 + 1 :], strict=False))


def test_titles_tell_pages_apart(fetch):
    titles = defaultdict(list)
    for name in PAGES:
        titles[tree(fetch, name).findtext(".//title")].append(name)
    assert [names for names in titles.values() if len(names) > 1] == []


@each_page
def test_links_that_read_the_same_lead_to_the_same(fetch, name):
    targets = defaultdict(set)
    for link in tree(fetch, name).xpath("//a[@href]"):
        targets[link.get("aria-label") or " ".join(link.text_content().split())].add(link.get("href"))
    assert {text: hrefs for text, hrefs in targets.items() if len(hrefs) > 1 or not text} == {}


@each_page
def test_no_link_opens_a_window_or_leads_nowhere(fetch, name):
    page = tree(fetch, name)
    assert page.xpath("//a[not(@href) or @href='#' or @href='' or @target]") == []
    fragments = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert [fragment for fragment in fragments if not page.xpath(f"//*[@id='{fragment}']")] == []


@each_page
def test_every_id_is_used_once(fetch, name):
    ids = tree(fetch, name).xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_every_internal_link_answers(fetch, site):
    """All that a page has or leads to is this site's, but for links to others, which are marked."""
    found = {}
    for name in PAGES:
        for href in tree(fetch, name).xpath("//a[not(@rel='noopener')]/@href | //img/@src | //link/@href"):
            address = urljoin(site + PAGES[name], href).split("#")[0]
            if urlsplit(address).scheme.startswith("http"):
                assert address.startswith(f"{site}/")
                found.setdefault(address, name)
    assert len(found) > 100
    answers = {address: fetch(address).status for address in found}
    expected = {site + PAGES[name]: status for name, status in STATUS.items()}
    bad = {a: (status, found[a]) for a, status in answers.items() if status >= 400 and expected.get(a) != status}
    assert bad == {}
