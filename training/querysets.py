"""The questions to the records of training and assistance, by name."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from training.periods import under_way


class RecordQuerySet(models.QuerySet):
    def public(self):
        """What visitors may see. Internal notes are not even read."""
        return self.filter(is_public=True).defer("internal_notes")


class JurisdictionQuerySet(models.QuerySet):
    def statewide(self):
        """States, territories and the capital."""
        return self.filter(usps__isnull=False)

    def named_like(self, words):
        """Those with every one of the words in their name, or in one of their former and other names."""
        found = self
        for word in words:
            other = self.model.other_names.rel.related_model.objects.filter(
                jurisdiction=OuterRef("pk"), name__icontains=word
            )
            found = found.filter(Q(name__icontains=word) | Q(usps__iexact=word) | Exists(other))
        return found

    def with_state(self):
        """Each with `state`: the USPS code of the state it is or lies in; None for tribes."""
        return self.annotate(state=Coalesce("parent_id", "usps"))

    def at_or_within(self, jurisdiction):
        """The jurisdiction itself, its parts and, for a state, the tribes whose land lies in it."""
        if not jurisdiction.usps:
            return self.filter(pk=jurisdiction.pk)
        return self.filter(
            Q(pk=jurisdiction.pk)
            | Q(parent=jurisdiction.usps)
            | Q(pk__in=self.model.states.through.objects.filter(state=jurisdiction.usps).values("tribe"))
        )


class ServingQuerySet(RecordQuerySet):
    """Records that serve jurisdictions, through their field `jurisdictions`."""

    def serving(self, jurisdictions):
        """Those that serve any of the jurisdictions (a queryset), each once."""
        served = self.model.jurisdictions.through.objects.filter(jurisdiction__in=jurisdictions)
        return self.filter(pk__in=served.values(self.model._meta.model_name))


class EngagementQuerySet(ServingQuerySet):
    def matching(self, words):
        """Those with every one of the words in title, number, venue, or the name of a place or of its state."""
        engagements, places = self, self.model.places.rel.model.objects
        for word in words:
            named = places.filter(Q(pk__in=places.named_like([word]).values("pk")) | Q(parent__name__icontains=word))
            engagements = engagements.filter(
                Q(title__icontains=word)
                | Q(number__icontains=word)
                | Q(venue__icontains=word)
                | Q(pk__in=self._linked("places", named))
                | Q(pk__in=self._linked("jurisdictions", named))
            )
        return engagements

    def held_in(self, jurisdictions):
        """Those held in any of the jurisdictions (a queryset), each once."""
        return self.filter(pk__in=self._linked("places", jurisdictions))

    def held_for_others(self, jurisdictions):
        """Those held in any of the jurisdictions that serve none of them: but others, or no place in particular."""
        return self.held_in(jurisdictions).exclude(pk__in=self._linked("jurisdictions", jurisdictions))

    def having(self, field, pk):
        """Those whose many-to-many field has this record."""
        return self.filter(pk__in=self._linked(field, [pk]))

    def _linked(self, field, targets):
        """Keys of the engagements whose field has one of the targets. Nothing is joined, so that each comes once."""
        target = self.model._meta.get_field(field).m2m_reverse_field_name()
        links = getattr(self.model, field).through.objects
        return links.filter(**{f"{target}__in": targets}).values("engagement")

    def for_lists(self):
        """With what one line of a list shows; four queries for any number of engagements."""
        return self.with_people().prefetch_related("jurisdictions", "topics", "disciplines")

    def with_people(self):
        """Each with `people` and `new_people`: the sums over its disciplines, None where nothing was recorded."""
        return self.annotate(people=self._sum("people"), new_people=self._sum("new_people"))

    def _sum(self, field):
        attendances = self.model.attendances.rel.related_model.objects.filter(engagement=OuterRef("pk"))
        return Subquery(attendances.order_by().values("engagement").annotate(sum=Sum(field)).values("sum"))

    def touching(self, year):
        """Those that began before the year's end and had not ended before it began."""
        return self.filter(under_way(year))

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")

    def oldest_first(self):
        return self.order_by(F("starts_on").asc(), "pk")


class DescribedQuerySet(ServingQuerySet):
    """Records that the search finds by their words."""

    def for_lists(self):
        return self.prefetch_related("jurisdictions", "topics")

    def described_with(self, words):
        """Those with every one of the words in title and summary, as it is written: while the search is away."""
        found = self
        for word in words:
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return found


class PartnershipQuerySet(DescribedQuerySet):
    pass


class LessonQuerySet(DescribedQuerySet):
    pass


class GrantProgramQuerySet(RecordQuerySet):
    def for_lists(self):
        return self.prefetch_related("grantees__sites")
