"""Lists of publications as Atom feeds (RFC 4287), in pages (RFC 5005), with OpenSearch's totals."""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a list changed that has been empty ever since
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lasting_id(of):
    """A tag: URI (RFC 4151), which stays the same when addresses and titles change."""
    return f"tag:{settings.TAGGING_ENTITY}:{of}"


def updated(publication):
    """When it became public, its record last changed, or it last got a file, whichever came last."""
    file = publication.current_file
    return max(publication.public_from, publication.modified_at, *([file.uploaded_at] if file else []))


class PublicationFeed(Atom1Feed):
    """One page of a list. `links`: {relation: absolute address}. `total`, `start` (from 1), `per_page`: of the list."""

    def __init__(self, title, identity, links, *, total, start, per_page):
        super().__init__(
            title=_printable(title),
            link=links["alternate"],
            description=None,
            language="en",
            feed_url=links["self"],
            feed_guid=lasting_id(identity),
            author_name=_printable(settings.SITE_NAME),
        )
        self._links = {relation: links[relation] for relation in links.keys() - {"alternate", "self"}}
        self._numbers = {"totalResults": total, "startIndex": start, "itemsPerPage": per_page}

    def add_publication(self, publication, absolute):
        """`absolute(address)` makes an address of this site absolute."""
        file = publication.current_file
        enclosures = [Enclosure(absolute(file.get_absolute_url()), str(file.size), "application/pdf")] if file else []
        self.add_item(
            title=_printable(publication.full_title),
            link=absolute(publication.get_absolute_url()),
            description=escape(_printable(publication.summary)) or None,
            unique_id=lasting_id(f"publication/{publication.pk}"),
            pubdate=publication.public_from,
            updateddate=updated(publication),
            categories=[_printable(topic.name) for topic in publication.topics.all()],
            enclosures=enclosures,
            authors=[_printable(str(author)) for author in publication.printed_authors],
        )

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def root_attributes(self):
        return {**super().root_attributes(), "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/"}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in sorted(self._links.items()):
            handler.addQuickElement("link", "", {"rel": relation, "href": address})
        for name, number in self._numbers.items():
            handler.addQuickElement(f"opensearch:{name}", str(number))

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def _printable(text):
    """Without the characters that no XML document may have."""
    return _NOT_XML.sub("", text)
