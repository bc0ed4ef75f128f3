"""What a search could be for: titles, topics, and what others have looked for with success."""

from dataclasses import dataclass

from library.catalog import current_catalog
from library.models import Publication, SearchCount, Topic
from library.topics import topics_in

MOST = 8  # of each kind
_WORDS = 8  # of a query


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
    searches = SearchCount.objects.shareable().order_by("-times", "words").values_list("words", flat=True)
    for word in words:
        searches = searches.filter(words__contains=word)
    return Suggestions(list(documents), topics[:MOST], list(searches[:MOST]))


def _has_all(name, words):
    return all(word in name.casefold() for word in words)
