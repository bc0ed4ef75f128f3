"""The records that a catalogue of engagements names: found by what is written in a cell, or refused with a reason."""

from collections import defaultdict
from difflib import get_close_matches

from library.importing.cells import one_line
from training.models import Jurisdiction, JurisdictionName, TribeState

_LISTED = 5  # candidates named in one reason
_LIKENESS = 0.75  # of names that a misprint is taken for (difflib's ratio)
_MOST_GUESSES = 50  # in one import: looking for a likeness takes a hundredth of a second


def _plain(name):
    return one_line(name).replace("’", "'").casefold()


class Jurisdictions:
    """By slug; by a state's code; by name, with that code where there are several (“Cook County, IL”).

    Names may be former ones. Codes are read in capitals only: “or” and “in” are words.
    """

    def __init__(self):
        fields = ["pk", "kind", "name", "slug", "usps", "parent"]
        self._known = {place.pk: place for place in Jurisdiction.objects.only(*fields).order_by("pk")}
        self._by_slug = {place.slug: place for place in self._known.values()}
        self._by_code = {place.usps: place for place in self._known.values() if place.usps}
        states = self._states()
        present, former = defaultdict(set), defaultdict(set)
        self._exact = defaultdict(set)  # as they are written here
        for place in self._known.values():
            self._exact[_plain(str(place))].add(place.pk)
            for name in _with_states(place.name, states[place.pk]):
                present[name].add(place.pk)
        for pk, name in JurisdictionName.objects.values_list("jurisdiction", "name"):
            for written in _with_states(name, states[pk]):
                former[written].add(pk)
        # A name that somebody has now goes before one that somebody had.
        self._rounds = [self._exact, present, former]
        self._refused = {}

    def _states(self):
        """{pk: codes of the states that it lies in}."""
        states = defaultdict(list)
        for place in self._known.values():
            if place.parent_id:
                states[place.pk].append(place.parent_id)
        for tribe, code in TribeState.objects.values_list("tribe", "state"):
            states[tribe].append(code)
        return states

    def find(self, text):
        """The Jurisdiction. Raises ValueError, naming the candidates, for a name of several or of none."""
        if text in self._by_slug:
            return self._by_slug[text]
        if text in self._by_code:
            return self._by_code[text]
        name = _plain(text)
        if name not in self._refused:
            found = next((names[name] for names in self._rounds if name in names), set())
            if len(found) == 1:
                return self._known[next(iter(found))]
            self._refused[name] = self._several(text, found) if found else self._none(text, name)
        raise ValueError(self._refused[name])

    def as_written(self, place):
        """The name as find() reads it: “Cook County, IL”; the slug where others are written alike."""
        name = str(place)
        return name if len(self._exact[_plain(name)]) == 1 and name not in self._by_slug else place.slug

    def news(self):
        """Nothing: jurisdictions are added on the staff pages."""
        return []

    def _several(self, text, found):
        return f"“{text}” may be {self._candidates(found)}. Write one of them, or what stands in brackets"

    def _none(self, text, name):
        like = self._like(name) if len(self._refused) < _MOST_GUESSES else set()
        hint = f". Is it {self._candidates(like)}?" if like else ""
        return f"there is no jurisdiction “{text[:100]}”{hint}"

    def _like(self, name):
        words = {word for names in self._rounds for word in names}
        close = get_close_matches(name, words, n=3, cutoff=_LIKENESS)
        return {pk for word in close for names in self._rounds for pk in names.get(word, ())}

    def _candidates(self, found):
        places = sorted((self._known[pk] for pk in found), key=str)
        named = [f"{place} ({place.slug})" for place in places[:_LISTED]]
        more = f" or {len(places) - _LISTED} more" if len(places) > _LISTED else ""
        return (", ".join(named) if more else " or ".join(named)) + more


def _with_states(name, states):
    yield _plain(name)
    for state in states:
        yield _plain(f"{name}, {state}")


class ByCode:
    """Records of a model by the code that one of their fields has; each is asked for once."""

    def __init__(self, records, field):
        self._records, self._field = records, field
        self._found = {}

    def find(self, code):
        """The record. Raises ValueError when there is none."""
        if code not in self._found:
            self._found[code] = self._records.filter(**{self._field: code}).first()
        if self._found[code] is None:
            meta = self._records.model._meta
            raise ValueError(f"there is no {meta.verbose_name} “{code[:100]}”")
        return self._found[code]

    def news(self):
        """Nothing: such records are added on the staff pages."""
        return []
