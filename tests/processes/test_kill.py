"""kill -9 of the server and the worker while files are uploaded: nothing acknowledged is lost or left half done."""

import hashlib
import random
import threading
import time

import pytest
import requests

pytestmark = pytest.mark.processes

UPLOADS = 50
KILLS = 3  # of each, at the least


def test_kill_9_of_web_and_worker_in_the_middle_of_50_uploads_loses_nothing(site, samples):
    site.start("web")
    site.start("worker")
    site.wait_until_up()
    session = site.librarian()
    original = (samples / "gao-2008-testimony-08-587t.pdf").read_bytes()
    chance = random.Random(20)
    finished = threading.Event()
    kills = {"web": 0, "worker": 0}

    def kill_now_and_then():
        while not finished.wait(chance.uniform(0.3, 1.2)):
            name = chance.choice(["web", "worker"])
            site.kill(name)
            kills[name] += 1
            site.start(name)

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    acknowledged, sent = {}, 0
    until = time.monotonic() + 120
    try:
        while (len(acknowledged) < UPLOADS or min(kills.values()) < KILLS) and time.monotonic() < until:
            sent += 1
            data = original + b"\n%% copy %d\n" % sent  # other bytes, the same document
            try:
                status = site.upload(session, f"copy {sent}.pdf", data)
            except requests.RequestException:
                time.sleep(0.1)  # the server is down: this one was not acknowledged
                continue
            assert status == 302
            acknowledged[hashlib.sha256(data).hexdigest()] = data
    finally:
        finished.set()
        killer.join()

    assert len(acknowledged) >= UPLOADS
    assert min(kills.values()) >= KILLS
    site.wait_until_processed(seconds=90)
    rows = site.rows("select sha256, original, intake_state, page_count, publication_id from library_publicationfile")
    stored = {sha256: row for sha256, *row in rows}
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(rows), "an upload was recorded twice"
    for sha256, (path, state, page_count, _) in stored.items():
        kept = (site.folder / "media" / "originals" / path).read_bytes()
        assert hashlib.sha256(kept).hexdigest() == sha256
        assert (state, page_count) == ("text", 11)
    pages = site.rows("select file_id, count(*) from library_page group by file_id")
    assert len(pages) == len(rows)
    assert {count for _, count in pages} == {11}
    publications = {row[0] for row in site.rows("select id from library_publication")}
    assert publications == {publication for *_, publication in stored.values()}, "a record without its file"
