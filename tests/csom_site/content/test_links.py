"""Checks of links to other websites, against real servers that do what servers do."""

import socket
import ssl
import subprocess
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from csom_site import links
from csom_site.models import RelatedResource
from library.intake.housekeeping import day_began

pytestmark = pytest.mark.django_db
STATUSES = {"/gone": 404, "/fails": 500, "/people-only": 403, "/here": 200, "/": 200}
REDIRECTS = {
    "/far": f"/{'x' * 5000}",
    "/moved": "/here",
    "/loop": "/loop",
    "/to-file": "file:///etc/passwd",
    "/odd": "/h%65re é",
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str, str]]

    def answer(self):
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/hangs":
            time.sleep(3)
        elif self.path == "/drips":
            self.drip()
        elif self.path == "/no-head":
            self.send(405 if self.command == "HEAD" else 200)
        elif self.path in REDIRECTS:
            self.send(301, REDIRECTS[self.path])
        elif self.path == "/rubbish":
            self.wfile.write(b"\x00\x01 what?\r\n\r\n")
        else:
            self.send(STATUSES.get(self.path, 404))

    do_HEAD = do_GET = answer

    def send(self, status, location=None):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self):
        """A header that never ends, one sign at a time."""
        try:
            for sign in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
                self.wfile.write(bytes([sign]))
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    """server("/path") → the address of a local server; server.asked: what it was asked."""
    settings.LINK_CHECK_PRIVATE_ADDRESSES = True
    handler = type("Recording", (Handler,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()

        def address(path):
            return f"http://127.0.0.1:{running.server_port}{path}"

        address.asked = handler.asked
        yield address
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/here", "works", 200),
        ("/no-head", "works", 200),
        ("/moved", "moved", 200),
        ("/gone", "gone", 404),
        ("/fails", "error", 500),
        ("/people-only", "refused", 403),
        ("/loop", "error", 301),
        ("/odd", "gone", 404),
        ("/to-file", "unreachable", None),
        ("/rubbish", "unreachable", None),
    ],
)
def test_what_the_server_does_is_told(server, path, outcome, status):
    finding = links.check(server(path))
    assert (finding.outcome, finding.status) == (outcome, status)


def test_redirects_are_followed_to_their_end(server):
    assert links.check(server("/moved")).final_url == server("/here")
    assert links.check(server("/here")).final_url == ""


def test_redirects_have_a_bound(server):
    links.check(server("/loop"))
    assert len(server.asked) == links.MOST_REDIRECTS + 1


@pytest.mark.parametrize("path", ["/hangs", "/drips"])
def test_slow_server_is_given_up_in_time(server, path):
    begun = time.monotonic()
    assert links.check(server(path), timeout=0.5).outcome == "unreachable"
    assert time.monotonic() - begun < 2


def test_asks_for_little_and_says_who_asks(server, settings):
    settings.SITE_NAME, settings.CONTACT_EMAIL = "Centro para la niñez", "library@example.org"
    links.check(server("/here"))
    assert server.asked == [("HEAD", "/here", "Centro para la niez link check (library@example.org)")]


def test_nobody_at_that_address(settings):
    settings.LINK_CHECK_PRIVATE_ADDRESSES = True
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert links.check(f"http://127.0.0.1:{port}/").outcome == "unreachable"
    assert links.check("http://no-such-host.invalid/").outcome == "unreachable"


def test_certificate_that_nobody_vouches_for_is_no_safe_connection(settings, tmp_path):
    settings.LINK_CHECK_PRIVATE_ADDRESSES = True
    with socket.create_server(("127.0.0.1", 0)) as listening:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self_signed(tmp_path))

        def serve():
            accepted, _ = listening.accept()
            with accepted, pytest.raises(OSError):
                context.wrap_socket(accepted, server_side=True)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert links.check(f"https://127.0.0.1:{listening.getsockname()[1]}/").outcome == "unsafe"
        thread.join(5)


def self_signed(folder):
    """A key and a certificate in one file, made on the spot."""
    both = folder / "both.pem"
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    made = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(["openssl", "req", "-x509", *options, *made], check=True, capture_output=True)
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both


OWN = ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"]


@pytest.mark.parametrize("host", OWN)
def test_own_network_is_never_asked(server, settings, host):
    settings.LINK_CHECK_PRIVATE_ADDRESSES = False
    port = server("/").split(":")[-1]
    assert links.check(f"http://{host}:{port}").outcome == "unreachable"
    assert server.asked == []


def test_finding_is_kept_and_address_and_history_stay(resource, server):
    resource.url = server("/moved")
    resource.save()
    entries = resource.history.count()
    call_command("check_links", verbosity=0)
    resource.refresh_from_db()
    assert (resource.url, resource.final_url) == (server("/moved"), server("/here"))
    assert (resource.outcome, resource.status, resource.failures) == ("moved", 200, 0)
    assert timezone.now() - resource.checked_at < timedelta(minutes=1)
    assert resource.history.count() == entries


def test_address_of_any_length_can_be_kept(resource, server):
    resource.url = server("/far")
    resource.save()
    call_command("check_links", verbosity=0)
    resource.refresh_from_db()
    assert len(resource.final_url) == 2000
    resource.clean_fields()


def test_failures_in_a_row_are_counted_and_end_with_a_success(resource, server):
    failures = []
    for path in ("/gone", "/fails", "/people-only", "/here", "/gone"):
        RelatedResource.objects.update(url=server(path))
        call_command("check_links", "--all", verbosity=0)
        failures.append(RelatedResource.objects.get().failures)
    assert failures == [1, 2, 2, 0, 1]


def test_command_checks_what_is_due_and_no_more_than_asked(resource, server):
    group = resource.group
    resource.delete()
    for number, days in enumerate([None, 1, 8, 30]):
        checked = timezone.now() - timedelta(days=days) if days else None
        RelatedResource.objects.create(
            name=str(number), url=server(f"/{number}"), group=group, checked_at=checked, failures=0
        )
    out = StringIO()
    call_command("check_links", "--limit", "2", stdout=out)
    assert [line.split("/")[-1] for line in out.getvalue().splitlines()] == ["0", "3"]
    assert out.getvalue().startswith("No such page (404): ")
    call_command("check_links", verbosity=0)
    assert RelatedResource.objects.due().count() == 0


def test_command_gives_each_link_the_time_it_is_told(resource, server):
    RelatedResource.objects.update(url=server("/hangs"))
    begun = time.monotonic()
    call_command("check_links", "--timeout", "0.3", verbosity=0)
    assert time.monotonic() - begun < 2
    assert RelatedResource.objects.get().outcome == "unreachable"


def test_changed_address_has_not_been_checked(resource):
    resource.record_check("gone", 404)
    resource.refresh_from_db()
    resource.url = "https://institute.example/"
    resource.save()
    resource.refresh_from_db()
    assert (resource.checked_at, resource.outcome, resource.failures) == (None, "", 0)


def test_worker_checks_each_week_what_is_due(resource, server, settings):
    settings.LINK_CHECKS = True
    RelatedResource.objects.update(url=server("/here"))
    day_began.send_robust(sender=None)
    call_command("worker", "--batch", verbosity=0)
    assert RelatedResource.objects.get().outcome == "works"
    before = len(server.asked)
    day_began.send_robust(sender=None)
    call_command("worker", "--batch", verbosity=0)
    assert len(server.asked) == before


def test_installation_may_leave_other_websites_alone(resource, server, settings):
    settings.LINK_CHECKS = False
    RelatedResource.objects.update(url=server("/here"))
    day_began.send_robust(sender=None)
    call_command("worker", "--batch", verbosity=0)
    assert server.asked == []
