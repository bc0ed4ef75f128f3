"""Counting what is looked for: after the answer has been sent, and without a trace of who asked.

No new search is: another page, order or filter of the same one, or a reload; these show in the request itself, so that
nobody's visits need be remembered. What a crawler does is not counted at all. When the database is busy, a search goes
uncounted rather than anybody waits (docs/search-log.md has figures).
"""

import logging
import re
from contextlib import contextmanager
from functools import partial
from urllib.parse import parse_qs, urlsplit

from django.db import Error, connection
from django.urls import reverse
from django.utils import timezone

from library.models import SearchCount
from library.personal import looks_personal
from library.results import RELEVANCE

logger = logging.getLogger(__name__)

_ROBOT = re.compile("bot|crawl|spider|slurp|curl|wget|python|scrapy|java/|go-http|libwww|archive|monitor|preview", re.I)
_BUSY_MILLISECONDS = 200  # how long to wait for a database that somebody else is writing to
_RELOADS = {"max-age=0", "no-cache"}


def count_search(request, response, results):
    """Have a search counted, with how many documents its words find without filters, once its response has gone out."""
    if results.have_words and _is_counted(request) and not _is_same_search(request, results.typed):
        found = results.members(RELEVANCE).bit_count()
        add = partial(SearchCount.objects.add_search, timezone.localdate(), kept(results.typed), found)
        _after(response, partial(_write, add))


def count_asked(request, response, words):
    """Have it counted that whoever looked for these words has gone on to ask."""
    if kept(words) and _is_counted(request) and _came_from(request).path == reverse("library:list"):
        _after(response, partial(_write, partial(SearchCount.objects.add_asked, timezone.localdate(), kept(words))))


def kept(words):
    """The words as they are kept: one form for capitals and spaces, and nothing when they may be about a person."""
    return "" if looks_personal(words) else " ".join(words.casefold().split())[:200]


def _is_counted(request):
    agent = request.headers.get("User-Agent", "")
    ahead_of_time = "prefetch" in request.headers.get("Sec-Purpose", "")
    is_reload = request.headers.get("Cache-Control") in _RELOADS
    return request.method == "GET" and agent and not _ROBOT.search(agent) and not ahead_of_time and not is_reload


def _is_same_search(request, words):
    before = _came_from(request)
    asked = parse_qs(before.query).get("q", [""])[0]
    return before.path == reverse("library:list") and kept(asked) == kept(words)


def _came_from(request):
    try:
        return urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # what is sent there is anybody's guess
        return urlsplit("")


def _after(response, count):
    """Call count() when the server has sent the response and closes it."""
    close = response.close

    def count_and_close():
        try:
            count()
        finally:
            close()

    response.close = count_and_close


def _write(add):
    try:
        with _short_wait():
            add()
    except Error as error:
        # Not the error's text: it may have the words in it.
        logger.warning("a search was not counted (%s)", type(error).__name__)


@contextmanager
def _short_wait():
    """On SQLite, where one writer keeps all others waiting, give up soon."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
