"""Fifty people on slow lines download a large file: everybody else reads on."""

import csv
import socket
import statistics
import threading
import time

import pytest
import requests

pytestmark = pytest.mark.processes

SLOW_READERS = 50
SIZE = 20 * 1024 * 1024  # bytes: more than the buffers on the way can hold for them


class SlowReader:
    """A download of which the beginning is read, and then a little now and then."""

    def __init__(self, port, path):
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        self.connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self.begun = self.connection.recv(1024).startswith(b"HTTP/1.1 200 OK")

    def read_a_little(self):
        self.connection.recv(1024)


@pytest.fixture
def large_file(site, samples):
    """The path of a published document's file of some 20 MiB."""
    folder = site.folder / "catalogue"
    folder.mkdir()
    original = (samples / "gao-2008-testimony-08-587t.pdf").read_bytes()
    (folder / "large.pdf").write_bytes(original + b"\n%" + b"x" * SIZE)
    with (folder / "catalogue.csv").open("w", newline="") as catalogue:
        writer = csv.writer(catalogue)
        writer.writerow(["slug", "title", "type", "state", "file"])
        writer.writerow(["large", "A large report", "report", "published", "large.pdf"])
    site.manage("import_library", str(folder / "catalogue.csv"), "--files", str(folder))
    return "/library/large/download/large.pdf"


def test_fifty_slow_downloads_do_not_stop_the_site(site, large_file):
    site.start("web")
    site.wait_until_up()
    readers = []

    def begin():
        readers.append(SlowReader(site.port, large_file))

    threads = [threading.Thread(target=begin) for _ in range(SLOW_READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(reader.begun for reader in readers) == SLOW_READERS

    waits = []
    with requests.Session() as session:
        for turn in range(60):
            readers[turn % SLOW_READERS].read_a_little()
            begun = time.monotonic()
            assert session.get(f"{site.url}/", timeout=20).status_code == 200
            waits.append(time.monotonic() - begun)
            time.sleep(0.02)
    assert statistics.quantiles(waits, n=20)[-1] <= 0.5
    for reader in readers:
        reader.connection.close()
