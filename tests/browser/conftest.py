"""A real browser on the real server with the demo library: the site as its visitors have it.

The server is a process of its own with its own database, so these tests share one set of records and leave nothing to
the others. pages.py names the addresses; records.py adds what the demo library lacks.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.processes.conftest import Site

HERE = Path(__file__).parent

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
# Playwright leaves these out; a machine without a way to the outside needs them.
FLAGS = ["--disable-gpu", "--disable-quic", "--disable-sync", "--disable-domain-reliability", "--no-pings"]


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the running site."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.manage("migrate", "-v0")
    site.manage("load_demo", "-v0")
    site.manage("load_content", "-v0")
    site.manage("load_examples", "-v0")
    site.manage("shell", "-v0", "-c", "from tests.browser.records import add; add()")
    site.manage("collectstatic", "--noinput", "-v0")
    site.start("web")
    site.wait_until_up()
    yield site.url
    site.kill("web")


@pytest.fixture(scope="session")
def browser():
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "no Chromium found: apt-get install chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser, site):
    """contexts(**settings of the browser) → a profile with these settings, the same one each time."""
    made = {}

    def context(**settings):
        key = repr(sorted(settings.items()))
        if key not in made:
            made[key] = browser.new_context(base_url=site, **settings)
            made[key].set_default_timeout(10_000)
        return made[key]

    return context


@pytest.fixture
def open_page(contexts):
    """open_page(address, **settings of the browser) → the page, loaded."""
    pages = []

    def open_page(address, **settings):
        pages.append(contexts(**settings).new_page())
        pages[-1].goto(address)
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture
def fetch(contexts):
    """fetch(address) → the answer, without following redirects."""
    return lambda address: contexts().request.get(address, max_redirects=0)
