"""The filters of the list of engagements: what each leaves, and how many engagements have each of its values.

A filter cuts by keys of other tables and never joins them, so that no engagement is found twice.
"""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from library.facets import VALUES_SHOWN
from library.models import Publication, Topic
from training.models import Award, Discipline, EngagementKind, Jurisdiction
from training.periods import year_of

_YEARS = range(1900, 2201)  # as the database has them


class Word(NamedTuple):
    """One value of a filter: its key in the database, its form in addresses, its form for people."""

    key: object
    slug: str
    label: str


class KindFilter:
    name, legend = "kind", "Kind of help"

    def find(self, slug):
        """The Word of a form in addresses; None when there is none."""
        return next((word for word in self.words({}) if word.slug == slug), None)

    def cut(self, engagements, word):
        return engagements.filter(kind=word.key)

    def counts(self, engagements):
        """{key: how many of these engagements have it}"""
        return dict(engagements.order_by().values_list("kind").annotate(n=Count("*")))

    def words(self, counts):
        """The vocabulary in the order in which it is offered."""
        return [Word(value, value, label) for value, label in EngagementKind.choices]


class TermFilter:
    """By a vocabulary that engagements have a many-to-many field of."""

    def __init__(self, name, legend, model, field, *, in_given_order=False):
        self.name, self.legend, self._model, self._field = name, legend, model, field
        self._in_given_order = in_given_order

    def find(self, slug):
        term = self._model.objects.filter(slug=slug).first()
        return term and _word(term)

    def cut(self, engagements, word):
        return engagements.having(self._field, word.key)

    def counts(self, engagements):
        having = engagements.order_by().filter(**{f"{self._field}__isnull": False})
        return dict(having.values_list(self._field).annotate(n=Count("*")))

    def words(self, counts):
        words = [_word(term) for term in self._model.objects.all()]
        return words if self._in_given_order else frequent_first(words, counts)


class JurisdictionFilter:
    """By any place served, or by what lies in it. Only states are offered, whose key is their USPS code."""

    name, legend = "jurisdiction", "Place served"

    def find(self, slug):
        return _place(slug)

    def cut(self, engagements, word):
        return engagements.serving(Jurisdiction.objects.at_or_within(word.key))

    def counts(self, engagements):
        """A tribe counts for every state in which its land lies."""
        state = Coalesce("jurisdictions__tribe_states__state", "jurisdictions__parent", "jurisdictions__usps")
        served = engagements.order_by().filter(jurisdictions__isnull=False).annotate(state=state)
        return dict(served.values_list("state").annotate(n=Count("pk", distinct=True)))

    def words(self, counts):
        states = Jurisdiction.objects.statewide().only("usps", "slug", "name")
        return frequent_first([Word(state.usps, state.slug, state.name) for state in states], counts)


class YearFilter:
    """By a year that the engagement touches; what still goes on touches every year from its beginning."""

    name, legend = "year", "Year"

    def find(self, slug):
        year = int(slug) if slug.isascii() and slug.isdecimal() and len(slug) == 4 else 0
        return Word(year, slug, slug) if year in _YEARS else None

    def cut(self, engagements, word):
        return engagements.touching(word.key)

    def counts(self, engagements):
        spans = engagements.order_by().annotate(first=year_of("starts_on"), last=year_of("ends_on"))
        spans = [
            (int(first), last and int(last), number)
            for first, last, number in spans.values_list("first", "last").annotate(n=Count("*"))
        ]
        latest = max([timezone.localdate().year, *(last or first for first, last, _ in spans)])
        counts = Counter()
        for first, last, number in spans:
            for year in range(first, (last or latest) + 1):
                counts[year] += number
        return counts

    def words(self, counts):
        return [Word(year, str(year), str(year)) for year in sorted(counts, reverse=True)]


class HeldFilter:
    """By the place in which it was held, or by what lies in that. Not offered: places' own pages lead here."""

    name, legend = "held", "Held in"

    def find(self, slug):
        return _place(slug)

    def cut(self, engagements, word):
        return engagements.held_in(Jurisdiction.objects.at_or_within(word.key))


class PublicationFilter:
    """By a public document that was used. Not offered: documents' own pages lead here."""

    name, legend = "publication", "Document used"

    def find(self, slug):
        publication = Publication.objects.public().filter(slug=slug).first()
        return publication and Word(publication.pk, publication.slug, publication.title)

    def cut(self, engagements, word):
        return engagements.having("publications", word.key)


class AwardFilter:
    """By the number of the grant that paid for it. Not offered: engagements' own pages lead here."""

    name, legend = "award", "Paid for by"

    def find(self, number):
        award = Award.objects.filter(number=number).first()
        return award and Word(award.pk, award.number, award.number)

    def cut(self, engagements, word):
        return engagements.filter(award=word.key)


BY_KIND = KindFilter()
BY_DISCIPLINE = TermFilter("discipline", "Who took part", Discipline, "disciplines", in_given_order=True)
BY_TOPIC = TermFilter("topic", "Topic", Topic, "topics")
BY_PLACE_SERVED = JurisdictionFilter()
BY_PLACE_HELD = HeldFilter()
OFFERED = [BY_KIND, BY_DISCIPLINE, BY_TOPIC, BY_PLACE_SERVED, YearFilter()]
FILTERS = [*OFFERED, BY_PLACE_HELD, PublicationFilter(), AwardFilter()]


def frequent_first(words, counts):
    """The words, the most frequent of them first; those that are folded away in their own order."""
    first = sorted(words, key=lambda word: -counts.get(word.key, 0))[:VALUES_SHOWN]
    return [*first, *(word for word in words if word not in first)]


def _word(term):
    return Word(term.pk, term.slug, term.name)


def _place(slug):
    place = Jurisdiction.objects.filter(slug=slug).first()
    return place and Word(place, place.slug, str(place))
