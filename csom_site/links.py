"""Whether a link to another website works: asked politely, within bounds, and never of a machine in our own network."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from csom_site.models import RelatedResource

Outcome = RelatedResource.Outcome

TIMEOUT = 10.0  # seconds for a link, all redirects together
MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_FOR_PROGRAMS = {401, 403, 405, 406, 429, 451}


class Finding(NamedTuple):
    """What a check found: the outcome, the last status and where the redirects led, if anywhere."""

    outcome: str
    status: int | None = None
    final_url: str = ""


class _NotAllowed(Exception):
    """An address that is none of the public web."""


def check(url, timeout=TIMEOUT):
    """The Finding on a link, after `timeout` seconds (and what the look-up of a name takes) at the latest.

    Raises nothing, whatever the other side does.
    """
    until = time.monotonic() + timeout
    try:
        return _follow(url, until)
    except ssl.SSLError:
        return Finding(Outcome.UNSAFE)
    except (OSError, http.client.HTTPException, _NotAllowed, ValueError):
        return Finding(Outcome.UNREACHABLE)


def _follow(url, until):
    address = url
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _ask("HEAD", address, until)
        if status >= 400:  # not every site knows HEAD
            status, location = _ask("GET", address, until)
        if status not in _REDIRECTS or not location:
            return Finding(_outcome(status, url, address), status, address if address != url else "")
        address = urljoin(address, iri_to_uri(location))
    return Finding(Outcome.ERROR, status, address)


def _outcome(status, url, address):
    if status in (404, 410):
        return Outcome.GONE
    if status in _NOT_FOR_PROGRAMS:
        return Outcome.REFUSED
    if not 200 <= status < 300:
        return Outcome.ERROR
    return Outcome.WORKS if address == url else Outcome.MOVED


def _ask(method, url, until):
    """(status, where it redirects to) of one request; nothing of the body is read."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _NotAllowed(url)
    connection = _connect(parts, until)
    # A timeout of a socket begins anew with every byte; this ends what is sent drop by drop.
    alarm = threading.Timer(_left(until), _hang_up, [connection.sock])
    alarm.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={"User-Agent": _who_we_are(), "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        alarm.cancel()
        connection.close()


def _connect(parts, until):
    """A connection to an address that has been looked at: the name can't lead elsewhere between check and use."""
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [where[4][0] for where in found]
    if not all(_is_allowed(address) for address in addresses):
        raise _NotAllowed(parts.hostname)
    connection = http.client.HTTPConnection(parts.hostname, port)
    connection.sock = socket.create_connection((addresses[0], port), timeout=_left(until))
    if parts.scheme == "https":
        try:
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=parts.hostname)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_allowed(address):
    return settings.LINK_CHECK_PRIVATE_ADDRESSES or ipaddress.ip_address(address.split("%")[0]).is_global


def _left(until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _hang_up(sock):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        sock.close()


def _who_we_are():
    """So that who reads a server's log knows who came, why, and whom to write to."""
    name = settings.SITE_NAME.encode("ascii", "ignore").decode()
    return f"{name} link check ({settings.CONTACT_EMAIL or 'once a week'})"
