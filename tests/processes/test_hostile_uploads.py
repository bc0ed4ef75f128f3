"""Documents made to do harm, uploaded to the real server: each has its outcome, and visitors notice nothing."""

import threading
import time
import zipfile
from io import BytesIO

import pikepdf
import pytest
import requests

from tests.library.intake import pdfs
from tests.library.intake.test_bombs import billion_laughs, giant_stream, page_tree_5000_deep

pytestmark = pytest.mark.processes


def word_document():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as docx:
        docx.writestr("[Content_Types].xml", "<Types/>")
        docx.writestr("word/document.xml", "<document/>")
    return archive.getvalue()


def taken_in():
    """Name, bytes and outcome of files that are kept whatever they are."""
    fine = pdfs.written(*[pdfs.SENTENCE] * 3)
    whole = pdfs.saved(fine)
    locked = pdfs.saved(fine, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    return [
        ("encrypted.pdf", locked, "encrypted"),
        ("truncated.pdf", whole[: len(whole) // 10], "broken"),
        ("giant stream.pdf", giant_stream(), "set-aside"),
        ("5000 pages.pdf", pdfs.saved(pdfs.written(*[pdfs.SENTENCE] * 5_000)), "text"),
        ("5001 pages.pdf", pdfs.saved(pdfs.blank(pages=5_001)), "too-large"),
        ("blank.pdf", pdfs.saved(pdfs.blank(pages=2)), "image-only"),
        ("billion laughs.pdf", billion_laughs(), "set-aside"),
        ("deep tree.pdf", page_tree_5000_deep(), "broken"),
        ("fine.pdf", whole, "text"),
    ]


@pytest.fixture
def visitor(site):
    """Reads the home page without a pause; gives the seconds that each answer took."""
    waits, stop = [], threading.Event()

    def read():
        with requests.Session() as session:
            while not stop.wait(0.02):
                begun = time.monotonic()
                assert session.get(f"{site.url}/", timeout=20).status_code == 200
                waits.append(time.monotonic() - begun)

    site.start("web")
    site.start("worker")
    site.wait_until_up()
    reader = threading.Thread(target=read)
    reader.start()
    yield waits
    stop.set()
    reader.join()


def test_every_hostile_document_has_its_outcome_and_the_home_page_never_waits_a_second(site, visitor):
    session = site.librarian()
    documents = taken_in()
    answers = []
    for name, data, _ in documents:
        begun = time.monotonic()
        assert site.upload(session, name, data) == 302
        answers.append(time.monotonic() - begun)
    refused = [("nothing.pdf", b""), ("letter.pdf", word_document()), ("page.pdf", b"<!doctype html><p>Hello")]
    for name, data in refused:
        site.upload(session, name, data)
    site.wait_until_processed(seconds=150)

    found = dict(site.rows("select original_name, intake_state from library_publicationfile"))
    assert found == {name: outcome for name, _, outcome in documents}
    assert dict(site.rows("select original_name, page_count from library_publicationfile"))["5000 pages.pdf"] == 5_000
    assert max(answers) < 2
    assert len(visitor) > 100
    assert max(visitor) < 1
