"""Partnerships with their phases and milestones."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList

from training.admin.filters import StateFilter
from training.admin.forms import PeriodForm
from training.admin.records import PARTS_FOLLOW, PublicityAdmin, StackOfParts, lines, some_of
from training.admin.searching import ServingAdmin
from training.models import Milestone, Partnership, Phase


class PartnershipChangeList(ChangeList):
    def apply_select_related(self, queryset):
        return queryset.prefetch_related("jurisdictions")


class PhaseInline(StackOfParts):
    model = Phase
    form = PeriodForm
    fields = ["kind", ("begins", "ends"), "summary"]
    verbose_name_plural = "Phases"


class MilestoneInline(StackOfParts):
    model = Milestone
    form = PeriodForm
    fields = ["title", ("begins", "ends"), "change", "description"]
    verbose_name_plural = "Milestones, and what changed"


@admin.register(Partnership)
class PartnershipAdmin(ServingAdmin, PublicityAdmin):
    form = PeriodForm
    list_display = ["title", "period", "served", "is_public"]
    list_filter = ["is_public", StateFilter, "topics", "award"]
    looked_in = ("title", "partners")
    search_help_text = "Words of the title and the partners; names of jurisdictions, former names too"
    inlines = [PhaseInline, MilestoneInline]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["jurisdictions", "topics", "publications", "award"]
    fieldsets = [
        ("What it was", {"fields": ["title", "slug", ("begins", "ends"), "summary"]}),
        ("With whom", {"classes": [PARTS_FOLLOW], "fields": ["jurisdictions", "partners", "award"]}),
        ("What was used", {"fields": ["topics", "publications"]}),
        ("Who sees it", {"fields": ["is_public", "internal_notes"]}),
    ]

    def get_changelist(self, request, **kwargs):
        return PartnershipChangeList

    def parts(self, partnership):
        return {
            "Phases": lines(partnership.phases.all(), _phase),
            "Milestones": lines(partnership.milestones.all(), _milestone),
        }

    @admin.display(description="when", ordering="starts_on")
    def period(self, partnership):
        return partnership.when

    @admin.display(description="jurisdictions")
    def served(self, partnership):
        return some_of(partnership.jurisdictions.all())


def _phase(phase):
    return ": ".join(filter(None, [str(phase), phase.summary]))


def _milestone(milestone):
    what = ", ".join(filter(None, [milestone.title, milestone.when, milestone.change]))
    return ": ".join(filter(None, [what, milestone.description]))
