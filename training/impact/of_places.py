"""Figures of the places that training and assistance reached."""

from django.db.models import Exists, OuterRef, Q

from training import periods
from training.models import Engagement, Jurisdiction, Partnership

from .counted import Figure, Line

_METHOD = (
    "A place counts once, however often it was served. What is not public does not count. In a single year, an "
    "engagement counts where it began in that year, a partnership where it was under way."
)
_GAPS = "Records name the places that were served only as far as they were written down at the time."


def under_way(records, year):
    """The records of a period, or those under way in a year."""
    return records.filter(periods.under_way(year)) if year else records


def engagements_of(year):
    """Public engagements, or those that began in a year."""
    engagements = Engagement.objects.public()
    return engagements.filter(starts_on__year=year) if year else engagements


def partnerships_of(year):
    """Public partnerships, or those under way in a year."""
    return under_way(Partnership.objects.public(), year)


def links_of_engagements(year):
    """The links of engagements_of() to the jurisdictions that they served."""
    links = Engagement.jurisdictions.through.objects.filter(engagement__is_public=True)
    return links.filter(engagement__starts_on__year=year) if year else links


def links_of_partnerships(year):
    """The links of partnerships_of() to the jurisdictions that they served."""
    links = Partnership.jurisdictions.through.objects.filter(partnership__is_public=True)
    return links.filter(periods.under_way(year, "partnership__")) if year else links


def served(year=None):
    """The jurisdictions that public engagements and partnerships name as served."""
    if year:  # few links of many: the database begins with them; else it begins with the places
        links = links_of_engagements(year), links_of_partnerships(year)
        return Jurisdiction.objects.filter(
            Q(pk__in=links[0].values("jurisdiction")) | Q(pk__in=links[1].values("jurisdiction"))
        )
    by_engagements = Exists(links_of_engagements(None).filter(jurisdiction=OuterRef("pk")))
    by_partnerships = Exists(links_of_partnerships(None).filter(jurisdiction=OuterRef("pk")))
    return Jurisdiction.objects.filter(by_engagements | by_partnerships)


class _Places(Figure):
    method, gaps = _METHOD, _GAPS

    def lines(self, records):
        return [Line(place.name, place.get_absolute_url(), self._detail(place)) for place in records]

    def _detail(self, place):
        return ""


class _Statewide(_Places):
    """Counted as reached when the place itself or anything in it was served."""

    kinds = ()

    def records(self, year=None):
        states = served(year).order_by().with_state().filter(state__isnull=False).values("state")
        return Jurisdiction.objects.filter(kind__in=self.kinds, usps__in=states)


class States(_Statewide):
    slug, label, stated, position = "states", "states reached", "states", 10
    kinds = [Jurisdiction.Kind.STATE]
    definition = (
        "States of which the state itself, a county, a city or a federal district was served by an engagement or a "
        "partnership. Tribes count apart, wherever their lands lie."
    )


class Territories(_Statewide):
    slug, label, stated, position = "territories", "territories reached", "tribes-and-territories", 20
    kinds = [Jurisdiction.Kind.TERRITORY, Jurisdiction.Kind.CAPITAL]
    definition = "Territories and the District of Columbia, served themselves or in one of their parts."

    def _detail(self, place):
        return place.get_kind_display()


class Tribes(_Places):
    slug, label, stated, position = "tribes", "tribes reached", "tribes-and-territories", 30
    definition = "Tribes that an engagement or a partnership names as served."

    def records(self, year=None):
        return served(year).filter(kind=Jurisdiction.Kind.TRIBE)


class Jurisdictions(_Places):
    slug, label, stated, position = "jurisdictions", "jurisdictions served", "jurisdictions", 40
    definition = (
        "States, territories, counties, cities, tribes and federal districts that an engagement or a partnership "
        "names as served. A state and a county in it are two when both are named."
    )

    def records(self, year=None):
        return served(year).select_related("parent")

    def _detail(self, place):
        return f"{place.get_kind_display()}{f' in {place.parent.name}' if place.parent else ''}"


FIGURES = [States(), Territories(), Tribes(), Jurisdictions()]
