"""Walking through the documents of a segment that have a word or a phrase, from lower to higher numbers."""

from whoosh.formats import Positions

from .analysis import STOP_WORDS, term

_places_of = Positions().decode_positions


def terms(leaf, field, word, exact):
    """The indexed terms (bytes) that a word finds in a field: itself, or all forms of its root."""
    own = term(word)
    return [own.encode()] if exact else leaf.reader.expand_prefix(field, own[: own.index("\t") + 1])


class WordCursor:
    """The documents that have a word in any of its forms. Stands before the first until seek() is called."""

    def __init__(self, leaf, field, word, exact=False):
        found = (leaf.postings(field, text) for text in terms(leaf, field, word, exact))
        self._matchers = [matcher for matcher in found if matcher]
        self.number = -1

    def seek(self, target):
        """Go to the first document numbered `target` or higher. Returns its number; None at the end."""
        active = []
        for matcher in self._matchers:
            if matcher.id() < target:
                matcher.skip_to(target)
            if matcher.is_active():
                active.append(matcher)
        self._matchers = active
        self.number = min((matcher.id() for matcher in active), default=None)
        return self.number

    @property
    def count(self):
        """How often the word stands in the present document."""
        return sum(matcher.weight() for matcher in self._matchers if matcher.id() == self.number)

    @property
    def places(self):
        return {place for one in self._matchers if one.id() == self.number for place in _places_of(one.value())}


class PhraseCursor:
    """The documents in which words follow one another. Stop words among them stand for any word."""

    def __init__(self, leaf, field, words, exact=False):
        telling = [(offset, word) for offset, word in enumerate(words) if word not in STOP_WORDS]
        chosen = telling or list(enumerate(words))
        self._cursors = [(offset, WordCursor(leaf, field, word, exact)) for offset, word in chosen]
        self.number, self.count = -1, 0

    def seek(self, target):
        """Go to the first document numbered `target` or higher. Returns its number; None at the end."""
        while target is not None:
            found = target
            for _, cursor in self._cursors:
                number = cursor.seek(found)
                if number is None:
                    self.number = None
                    return None
                found = number
            if found == target and self._count():
                self.number = target
                return target
            target = found + 1 if found == target else found
        return None

    def _count(self):
        starts = [{place - offset for place in cursor.places} for offset, cursor in self._cursors]
        self.count = len(set.intersection(*starts))
        return self.count


def cursor(leaf, field, option):
    """The cursor that fits an option (library.search.question)."""
    if len(option.words) == 1:
        return WordCursor(leaf, field, option.words[0], option.exact)
    return PhraseCursor(leaf, field, option.words, option.exact)
