"""Counting what is looked for: beside the answer, and without a trace of who asked.

No new search is: another page, order or filter of the same one, or a reload; these show in the request itself, so that
nobody's visits need be remembered. What a crawler does is not counted at all. Each process writes in one thread of its
own, so no visitor waits for the database, whoever is writing to it (docs/search-log.md).
"""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import BoundedSemaphore
from urllib.parse import parse_qs, urlsplit

from django.db import Error, connection
from django.urls import reverse
from django.utils import timezone

from library.models import SearchCount
from library.personal import looks_personal

logger = logging.getLogger(__name__)

_ROBOT = re.compile("bot|crawl|spider|slurp|curl|wget|python|scrapy|java/|go-http|libwww|archive|monitor|preview", re.I)
_RELOADS = {"max-age=0", "no-cache"}
_MOST_WAITING = 1000

_writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search-log")
_room = BoundedSemaphore(_MOST_WAITING)


def count_search(request, results):
    """Have a search counted, misprints put right, with how many documents its words find without filters."""
    if results.have_words and _is_counted(request) and not _is_same_search(request, results.typed):
        today, words = timezone.localdate(), kept(results.looked_for)
        _later(partial(SearchCount.objects.add_search, today, words, results.found_count))


def count_asked(request, words):
    """Have it counted that whoever looked for these words has gone on to ask."""
    if kept(words) and _is_counted(request) and _came_from(request).path == reverse("library:list"):
        _later(partial(SearchCount.objects.add_asked, timezone.localdate(), kept(words)))


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


def _later(count):
    """Have count() called in a thread beside those that answer."""
    if _room.acquire(blocking=False):
        _writer.submit(_count_in_thread, count)
    else:
        logger.warning("a search was not counted: too many wait for the database")


def _count_in_thread(count):
    try:
        _count(count)
    finally:
        connection.close()
        _room.release()


def _count(count):
    try:
        count()
    except Error as error:
        # Not the error's text: it may have the words in it.
        logger.warning("a search was not counted (%s)", type(error).__name__)
