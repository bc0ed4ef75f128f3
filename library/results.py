"""What words find in the library: through the search or, while that is away, in what the database says of documents."""

from functools import cached_property, reduce
from operator import or_

from library.passages import quoted
from library.search import SearchUnavailable, find, page_hits, understand

RELEVANCE = "relevance"  # the order that only a search has


class Results:
    """What was found for the words of an address.

    Words and filters are told apart: `filters` and `years` are those that stood among the words, as in
    library.search.Found.
    """

    def __init__(self, typed, catalog, as_typed=False):
        self._catalog, self.as_typed = catalog, as_typed
        self._found, self.is_away = None, False
        if typed:
            try:
                self._found = find(typed, catalog, as_typed)
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
        """The words as they were typed: others than `looked_for` when there were misprints among them."""
        return self.instead_of or self.looked_for

    @property
    def readings(self):
        """The words as typed, where they were put right, and as they were looked for: each with text and question."""
        typed = [understand(self.instead_of)] if self.instead_of else []
        return [*typed, self._understood]

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
        """Whether they leave anything out; “&” or a filter alone doesn't."""
        return self._understood.question.has_words or bool(self._understood.left_out)

    @property
    def are_ranked(self):
        """Whether some of what was found answers better than other."""
        return bool(self._found and self._understood.question.wanted)

    @property
    def found_count(self):
        """How many publications the words have found, whatever filters are on."""
        return self.members(RELEVANCE).bit_count() if self._found else 0

    def members(self, order):
        """The catalog's set of what was found. Orders other than by relevance bring to the top what has few of the
        words, so they are given what has all of them, if anything has."""
        if self._found is None:
            return self._without_left_out(self._catalog.matching(self._plain_words()))
        return (order != RELEVANCE and self.complete) or self._all

    @cached_property
    def _all(self):
        return self._without_left_out(self._catalog.set_of(self._found.pks))

    @cached_property
    def complete(self):
        """The set of those that have everything asked for."""
        return self._without_left_out(self._catalog.set_of(self._found.complete))

    def _without_left_out(self, members):
        """A set without what has filters that stood among the words with a minus before them."""
        for name, values in self._understood.left_out.items():
            if name == "year":
                members &= ~reduce(or_, (self._catalog.between_years(*years) for years in values))
            else:
                members &= ~self._catalog.having(name, *values)
        return members

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
