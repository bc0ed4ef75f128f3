"""A gunicorn of its own on a free port, with a folder of its own to write in."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BENCHMARK_SETTINGS = "csom_site.benchmarks.settings"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var_dir):
    return {**os.environ, "VAR_DIR": str(var_dir), "DJANGO_SETTINGS_MODULE": BENCHMARK_SETTINGS}


def manage(var_dir, *arguments):
    """Run a management command against that folder. Raises CalledProcessError with what it printed."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, env=environment(var_dir), check=True)  # noqa: S603


@contextmanager
def gunicorn(var_dir):
    """Start the site with deploy/gunicorn.conf.py; yields the port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "csom_site.wsgi", "--config", "deploy/gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(var_dir))  # noqa: S603
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait_for(port, process, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not start within {seconds} s")


class Client:
    """One connection, kept open as browsers keep it; times whole answers."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def timed(self, path):
        """(seconds, queries) of one GET. Raises RuntimeError unless it answers 200."""
        started = time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self.connection.getresponse()
        answer.read()
        took = time.perf_counter() - started
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return took, int(answer.headers["X-Query-Count"])
