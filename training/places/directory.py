"""Places by name and kind: what an address asks for, and what each further choice would leave."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse

from training.asked import words_of
from training.models import Jurisdiction, TribeState

from .entries import entries_of
from .reach import Reach

PER_PAGE = 100

# Forms in addresses, what they are called, and the kinds that each has.
KINDS = {
    "state": ("States and territories", Jurisdiction.STATEWIDE),
    "county": ("Counties and their equivalents", [Jurisdiction.Kind.COUNTY]),
    "city": ("Cities and towns", [Jurisdiction.Kind.CITY]),
    "tribe": ("Tribes", [Jurisdiction.Kind.TRIBE]),
    "federal": ("Federal judicial districts", [Jurisdiction.Kind.FEDERAL]),
}
ORDERS = {"name": "name", "records": "most records"}
DEFAULT_ORDER = "name"


class Choice(NamedTuple):
    """One link that narrows the list or, where it is on, takes that back."""

    label: str
    count: int
    address: str
    is_on: bool


class Directory:
    """A list of entries, by slices. What can't be understood in the address is left out of account."""

    def __init__(self, data):
        self.q, _ = words_of(data)
        self.kind = data.get("kind") if data.get("kind") in KINDS else ""
        self.within = self._state(data.get("within", ""))
        self.with_records = bool(data.get("records"))
        self.sort = data.get("sort") if data.get("sort") in ORDERS else DEFAULT_ORDER
        self._reach = Reach()

    def _state(self, slug):
        slug = slug.replace("\x00", "")
        return Jurisdiction.objects.statewide().filter(slug=slug).first() if slug else None

    @property
    def is_asked_for(self):
        """Whether the address asks for a list at all; else the overview is the answer."""
        return bool(self.q or self.kind or self.within or self.with_records)

    @property
    def words(self):
        return [word for word in (word.strip(",;") for word in self.q.split()) if word]

    def __len__(self):
        return len(self._places)

    def __getitem__(self, some):
        places = self._places[some]
        entries = entries_of(places, self._reach)
        if self.words:
            prefetch_related_objects(places, "other_names")
            for entry in entries:
                entry.also = self._other_names(entry.place)
        return entries

    def _other_names(self, place):
        words = [word.casefold() for word in self.words]
        return [name for name in place.other_names.all() if any(word in name.name.casefold() for word in words)]

    @cached_property
    def _named(self):
        """The places that the words and the state leave, of any kind."""
        places = Jurisdiction.objects.all()
        if self.within:
            places = places.at_or_within(self.within).exclude(pk=self.within.pk)
        if self.q:
            places = _matching(places, self.words)
        return list(places)

    def _left(self, *, kind, with_records):
        """The same, of a kind, and of those with records only."""
        kinds = KINDS[kind][1] if kind else None
        return [
            place
            for place in self._named
            if (not kinds or place.kind in kinds) and (not with_records or self._reach.of(place).records)
        ]

    @cached_property
    def _places(self):
        places = self._left(kind=self.kind, with_records=self.with_records)
        if self.q:
            places.sort(key=self._distance)
        if self.sort == "records":
            places.sort(key=lambda place: -self._reach.of(place).records)
        return places

    def _distance(self, place):
        """Small where the words are the name or the code, begin the name, are all in it; and for states."""
        name, looked_for = place.name.casefold(), " ".join(self.words).casefold()
        is_meant = looked_for in (name, (place.usps or "").casefold())
        missing = sum(word not in name for word in looked_for.split())
        return not is_meant, not name.startswith(looked_for), missing, not place.usps

    @property
    def kinds(self):
        """The Choices of kinds; those without a place are left out."""
        left = self._left(kind="", with_records=self.with_records)
        counts = Counter(form for place in left for form, (_, kinds) in KINDS.items() if place.kind in kinds)
        for form, (label, _) in KINDS.items():
            if counts[form] or form == self.kind:
                is_on = form == self.kind
                yield Choice(label, counts[form], self.address(kind=None if is_on else form), is_on)

    @property
    def only_with_records(self):
        count = len(self._left(kind=self.kind, with_records=True))
        address = self.address(records=None if self.with_records else "yes")
        return Choice("Only places with records", count, address, self.with_records)

    @property
    def orders(self):
        """(label, address, whether the list has it now) of each order."""
        for name, label in ORDERS.items():
            yield label, self.address(sort=None if name == DEFAULT_ORDER else name), name == self.sort

    @property
    def parameters(self):
        """[(name in the address, value), …] of everything that is on."""
        pairs = [
            ("q", self.q),
            ("kind", self.kind),
            ("within", self.within and self.within.slug),
            ("records", self.with_records and "yes"),
            ("sort", self.sort != DEFAULT_ORDER and self.sort),
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def other_parameters(self):
        """Those that a form for the words has to carry along."""
        return [(name, value) for name, value in self.parameters if name != "q"]

    def query(self, **changes):
        """“?…” of this list with parameters changed; None takes one away. Empty when nothing is left."""
        pairs = {name: value for name, value in (dict(self.parameters) | changes).items() if value}
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes):
        return reverse("training:jurisdictions") + self.query(**changes)

    @property
    def address_anywhere(self):
        return self.address(within=None)

    @property
    def title(self):
        """What the list is called."""
        kind = KINDS[self.kind][0] if self.kind else "Places"
        where = f" in {self.within}" if self.within else ""
        which = " with records" if self.with_records else ""
        return f"{kind}{where}{which}"


def _matching(places, words):
    """Those with every word in a name of theirs or of their state, and at least one in a name of their own."""
    own = [Q(pk__in=Jurisdiction.objects.named_like([word]).values("pk")) for word in words]
    of_state = [_in_state(word) for word in words]
    at_least_one = Q(pk__in=[])
    for named in own:
        at_least_one |= named
    for named, lies_in in zip(own, of_state, strict=True):
        places = places.filter(named | lies_in)
    return places.filter(at_least_one)


def _in_state(word):
    tribes = TribeState.objects.filter(Q(state=word.upper()) | Q(state__name__icontains=word))
    return Q(parent=word.upper()) | Q(parent__name__icontains=word) | Q(pk__in=tribes.values("tribe"))
