"""What a first visit on a phone costs, and whom it tells of it."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from .conftest import PHONE
from .pages import PAGES, STATUS, each_page

MOST_BYTES, MOST_CSS_BYTES, MOST_REQUESTS = 60 * 1024, 12 * 1024, 15


@pytest.fixture
def visit(browser, site):
    """visit(address) → ([(address, kind, bytes on the wire)], messages of the Content-Security-Policy)."""
    contexts = []

    def visit(address):
        contexts.append(browser.new_context(base_url=site, **PHONE))
        page = contexts[-1].new_page()
        network = contexts[-1].new_cdp_session(page)
        network.send("Network.enable")
        sent, size, complaints = {}, {}, []
        network.on(
            "Network.requestWillBeSent", lambda e: sent.update({e["requestId"]: (e["request"]["url"], e["type"])})
        )
        network.on("Network.loadingFinished", lambda e: size.update({e["requestId"]: e["encodedDataLength"]}))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address, wait_until="networkidle")
        return [(*sent[key], size.get(key, 0)) for key in sent], complaints

    yield visit
    for context in contexts:
        context.close()


@each_page
def test_page_is_light_asks_no_other_host_runs_no_script_and_keeps_its_policy(visit, site, name):
    requests, complaints = visit(PAGES[name])
    weight = Counter()
    for _, kind, size in requests:
        weight[kind] += size
    assert weight["Document"] > 1000
    assert weight.total() <= MOST_BYTES
    assert 0 < weight["Stylesheet"] <= MOST_CSS_BYTES
    assert weight["Script"] == weight["Font"] == 0
    assert len(requests) <= MOST_REQUESTS
    assert {urlsplit(address).netloc for address, _, _ in requests} == {urlsplit(site).netloc}
    assert [complaint for complaint in complaints if f"a status of {STATUS.get(name)} " not in complaint] == []


@each_page
def test_page_sets_no_cookie_and_sends_its_policy(fetch, name):
    headers = fetch(PAGES[name]).headers
    assert "set-cookie" not in headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_stylesheet_may_be_kept_for_good(visit, fetch):
    [sheet] = [address for address, kind, _ in visit("/")[0] if kind == "Stylesheet"]
    assert "immutable" in fetch(sheet).headers["cache-control"]
