"""What words find in the library: through the search or, while that is away, in what the database says of documents."""

from functools import cached_property

from library.passages import quoted
from library.search import SearchUnavailable, find, page_hits, understand

RELEVANCE = "relevance"  # the order that only a search has


class Results:
    """What was found for the words of an address.

    Words and filters are told apart: `filters` and `years` are those that stood among the words, as in
    library.search.Found.
    """

    def __init__(self, typed, catalog):
        self._catalog = catalog
        self._found, self.is_away = None, False
        if typed:
            try:
                self._found = find(typed, catalog)
            except SearchUnavailable:
                self.is_away = True
        self._understood = self._found or understand(typed)
        self.filters, self.years = self._understood.filters, self._understood.years or (None, None)

    @property
    def looked_for(self):
        """The words that were searched for, as they are written into addresses of pages."""
        return self._understood.text

    @property
    def typed(self):
        """The words as they were typed: others than `looked_for` when those found nothing and were put right."""
        return self.instead_of or self.looked_for

    @property
    def quoted(self):
        return quoted(self.looked_for)

    @property
    def instead_of(self):
        return self._found.instead_of if self._found else None

    @property
    def suggestion(self):
        """The words with misprints put right, where that has not been done already."""
        return self._found.suggestion if self._found and not self._found.instead_of else None

    @property
    def have_words(self):
        return self._understood.question.has_words

    @property
    def are_ranked(self):
        return bool(self._found and self.have_words)

    @property
    def found_count(self):
        """How many publications the words have found, whatever filters are on."""
        return len(self._found.pks) if self._found else 0

    def members(self, order):
        """The catalog's set of what was found. Orders other than by relevance bring to the top what has few of the
        words, so they are given what has all of them, if anything has."""
        if self._found is None:
            return self._catalog.matching(self._plain_words())
        return (order != RELEVANCE and self.complete) or self._all

    @cached_property
    def _all(self):
        return self._catalog.set_of(self._found.pks)

    @cached_property
    def complete(self):
        """The set of those that have everything asked for."""
        return self._catalog.set_of(self._found.complete)

    def in_order(self, members):
        """The primary keys of a set's publications, best first."""
        return self._catalog.in_given_order(members, self._found.pks)

    def explain(self, publications):
        """Give publications on screen what they are shown for: `page_hits` (None without any), and `is_promoted`."""
        hits = self._page_hits([publication.pk for publication in publications])
        for publication in publications:
            publication.page_hits = hits.get(publication.pk)
            publication.is_promoted = bool(self._found) and publication.pk in self._found.promoted

    def _page_hits(self, pks):
        if not self.are_ranked:
            return {}
        try:
            return page_hits(self._found, pks)
        except SearchUnavailable:  # gone since the documents were found; they are worth showing without their pages
            return {}

    def _plain_words(self):
        return [word for clause in self._understood.question.wanted for word in clause.options[0].words]
