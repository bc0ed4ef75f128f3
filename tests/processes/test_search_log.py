"""Counting searches on the real server: beside the answers, and whoever is writing to the database."""

import sqlite3
import time
from contextlib import closing

import pytest
import requests

pytestmark = pytest.mark.processes
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
COUNTED = "select words, times from library_searchcount"
SEARCHES = 10


def counted_within(site, seconds):
    """{words: times} once all searches are counted, or what there is of it when the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and dict(site.rows(COUNTED)).get("unicorns") != SEARCHES:
        time.sleep(0.1)
    return dict(site.rows(COUNTED))


def test_nobody_waits_and_no_search_is_lost_while_the_database_is_being_written_to(site):
    site.manage("rebuild_index", "-v0")
    site.start("web")
    site.wait_until_up()
    with requests.Session() as browser, closing(sqlite3.connect(site.folder / "db.sqlite3")) as writer:
        browser.headers = BROWSER
        browser.get(f"{site.url}/library/?q=")
        writer.execute("begin immediate")
        begun = time.monotonic()
        for _ in range(SEARCHES):
            assert browser.get(f"{site.url}/library/?q=unicorns", timeout=20).status_code == 200
        assert time.monotonic() - begun < 5  # the writer could have kept each of them waiting for 20 seconds
        assert site.rows(COUNTED) == []
        writer.rollback()
    assert counted_within(site, seconds=20) == {"unicorns": SEARCHES}
    assert "unicorns" not in (site.folder / "web.log").read_text()
