"""The real server and the real worker, as processes that can be killed."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "correct horse battery"


class Site:
    """One installation in a folder of its own: SQLite, files, gunicorn, worker."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes = {}
        self.commands = {
            "web": ["-m", "gunicorn", "csom_site.wsgi", "--config", "deploy/gunicorn.conf.py", "--bind", self.url[7:]],
            "worker": ["manage.py", "worker"],
        }

    @property
    def environment(self):
        return {
            **os.environ,
            "VAR_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "csom_site.settings.dev",
            "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            "LOG_LEVEL": "WARNING",
        }

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def start(self, name):
        """In a process group of its own, so that all of it can be killed at one blow."""
        self.processes[name] = subprocess.Popen(
            [sys.executable, *self.commands[name]],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"{name}.log").open("ab"),
        )

    def kill(self, name):
        with suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def wait_until_up(self, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with suppress(requests.RequestException):
                return requests.get(f"{self.url}/about/", timeout=5)
            time.sleep(0.1)
        raise AssertionError((self.folder / "web.log").read_text()[-2000:])

    def rows(self, sql):
        """What the database holds, read past the site."""
        with sqlite3.connect(self.folder / "db.sqlite3", timeout=20) as database:
            return database.execute(sql).fetchall()

    def librarian(self):
        """A session logged in to the admin."""
        session = requests.Session()
        page = session.get(f"{self.url}/admin/login/", timeout=20)
        assert page.status_code == 200
        form = {"username": "librarian", "password": PASSWORD, "csrfmiddlewaretoken": session.cookies["csrftoken"]}
        answer = session.post(f"{self.url}/admin/login/?next=/about/", data=form, timeout=20)
        assert answer.url.endswith("/about/")
        return session

    def upload(self, session, name, data):
        """The status of an upload through the page for many files; 302 acknowledges it."""
        kind = self.rows("select id from library_publicationtype where slug = 'report'")[0][0]
        return session.post(
            f"{self.url}/admin/library/publication/upload/",
            data={"type": kind, "csrfmiddlewaretoken": session.cookies["csrftoken"]},
            files=[("files", (name, data, "application/pdf"))],
            allow_redirects=False,
            timeout=20,
        ).status_code

    def unfinished(self):
        return self.rows(
            "select count(*) from library_publicationfile where intake_state in ('waiting', 'processing')"
        )[0][0]

    def wait_until_processed(self, seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.unfinished():
            time.sleep(0.25)
        assert self.unfinished() == 0


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.manage("migrate", "-v0")
    site.manage("collectstatic", "--noinput", "-v0")
    site.manage("createsuperuser", "--noinput", "--username", "librarian", "--email", "")
    yield site
    for name in site.processes:
        site.kill(name)
