"""Jurisdictions, their other names, and the states that tribes lie in."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from training.admin.filters import StateFilter
from training.admin.records import PARTS_FOLLOW, RecordAdmin, TableOfParts, lines
from training.admin.searching import words_of
from training.models import Engagement, Jurisdiction, JurisdictionName, TribeState


class OtherNameInline(TableOfParts):
    model = JurisdictionName
    verbose_name = "former or other name"
    verbose_name_plural = "Former and other names, by which it is found too"


class TribeStateInline(TableOfParts):
    model = TribeState
    fk_name = "tribe"
    extra = 0
    autocomplete_fields = ["state"]
    verbose_name = "state"
    verbose_name_plural = "States that a tribe’s land lies in"


class StateOfFilter(StateFilter):
    title = "state or territory"

    def within(self, jurisdictions, state):
        return jurisdictions.at_or_within(state)


@admin.register(Jurisdiction)
class JurisdictionAdmin(RecordAdmin):
    list_display = ["full_name", "kind", "state", "fips", "served"]
    list_filter = ["kind", StateOfFilter]
    search_fields = ["name"]  # turns searching on; get_search_results() says where is looked
    search_help_text = "Words of its names, former names too; the code of its state: “cook IL”"
    inlines = [OtherNameInline, TribeStateInline]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["parent"]
    fieldsets = [(None, {"classes": [PARTS_FOLLOW], "fields": ["kind", "name", "slug", "parent", "usps", "fips"]})]

    def get_queryset(self, request):
        served = Engagement.jurisdictions.through.objects.filter(jurisdiction=OuterRef("pk")).order_by()
        number = Subquery(served.values("jurisdiction").annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(number=Coalesce(number, 0))

    def get_search_results(self, request, queryset, search_term):
        for word in words_of(search_term):
            named = Jurisdiction.objects.named_like([word])
            queryset = queryset.filter(Q(pk__in=named.values("pk")) | Q(parent=word.upper()))
        return queryset, False

    def parts(self, jurisdiction):
        return {
            "Other names": lines(jurisdiction.other_names.all(), _other_name),
            "Lies in": lines(jurisdiction.tribe_states.all(), lambda lies_in: lies_in.state_id),
        }

    @admin.display(description="name", ordering="name")
    def full_name(self, jurisdiction):
        return jurisdiction.name

    @admin.display(description="state")
    def state(self, jurisdiction):
        return jurisdiction.parent_id or jurisdiction.usps or ""

    @admin.display(description="engagements", ordering="number")
    def served(self, jurisdiction):
        return f"{jurisdiction.number:,}"


def _other_name(other):
    return f"{other.name} ({other.note})" if other.note else other.name
