"""What a search could be for: titles, topics, and what others have looked for with success."""

from dataclasses import dataclass
from itertools import islice

from django.core.cache import cache

from library.catalog import current_catalog
from library.models import Publication, SearchCount, Topic
from library.topics import topics_in

MOST = 8  # of each kind
_WORDS = 8  # of a query
_MOST_FREQUENT = 2000
_CACHE_KEY = "library:frequent-searches:1"
_CACHE_SECONDS = 600


@dataclass(frozen=True)
class Suggestions:
    documents: list[Publication]
    topics: list[tuple[Topic, int]]  # with the number of their documents
    searches: list[str]

    def __bool__(self):
        return bool(self.documents or self.topics or self.searches)

    @property
    def texts(self):
        """All of them in words, each once: what others looked for, topics, titles."""
        topics = [topic.name for topic, _ in self.topics]
        return list(dict.fromkeys([*self.searches, *topics, *(document.title for document in self.documents)]))


def suggest(text):
    """Suggestions for what somebody has typed so far: what has all its words, whole or in part."""
    words = text.casefold().split()[:_WORDS]
    if not words:
        return Suggestions([], [], [])
    topics = [(topic, count) for topic, count in topics_in(current_catalog()) if _has_all(topic.name, words)]
    documents = Publication.objects.public().titled_with(words).select_related("type").by_title()[:MOST]
    searches = (search for search in _frequent_searches() if _has_all(search, words))
    return Suggestions(list(documents), topics[:MOST], list(islice(searches, MOST)))


def _frequent_searches():
    """What others have looked for with success, most frequent first; from the cache for some minutes."""
    counted = SearchCount.objects.shareable().order_by("-times", "words").values_list("words", flat=True)
    return cache.get_or_set(_CACHE_KEY, lambda: list(counted[:_MOST_FREQUENT]), _CACHE_SECONDS)


def _has_all(name, words):
    return all(word in name.casefold() for word in words)
