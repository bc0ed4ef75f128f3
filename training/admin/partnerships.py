"""Partnerships with their phases and milestones."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone

from training.admin.filters import StateServedFilter
from training.admin.forms import PeriodForm
from training.admin.records import PARTS_FOLLOW, PublicityAdmin, StackOfParts, lines, some_of
from training.admin.searching import ServingAdmin
from training.models import Milestone, Partnership, Phase


class PartnershipChangeList(ChangeList):
    def apply_select_related(self, queryset):
        return queryset.prefetch_related("jurisdictions")


class MilestoneForm(PeriodForm):
    """A milestone is reached in the partnership or after it: what was planned may become law years later."""

    def clean(self):
        cleaned = super().clean()
        partnership, part = cleaned.get("partnership"), self.instance
        if partnership and partnership.starts_on and part.starts_on and _before(part.begins, partnership.begins):
            self.add_error("begins", f"The partnership begins later: {partnership.begins}. Correct one of the two.")
        return cleaned


class PhaseForm(MilestoneForm):
    """A phase lies within the partnership; one that still goes on has lasted until today."""

    def clean(self):
        cleaned = super().clean()
        partnership, part = cleaned.get("partnership"), self.instance
        if partnership and partnership.ends_on and part.starts_on:
            last = part.ends if part.ends_on else str(timezone.localdate())
            if _before(partnership.ends, last):
                self.add_error("ends", f"The partnership ends sooner: {partnership.ends}. Correct one of the two.")
        return cleaned


def _before(date, other):
    """Whether one written date is surely before the other: 2001 is not before 2001-06."""
    known = min(len(date), len(other))
    return date[:known] < other[:known]


class PhaseInline(StackOfParts):
    model = Phase
    form = PhaseForm
    fields = ["kind", ("begins", "ends"), "summary"]
    verbose_name_plural = "Phases"


class MilestoneInline(StackOfParts):
    model = Milestone
    form = MilestoneForm
    fields = ["title", ("begins", "ends"), "change", "description"]
    verbose_name_plural = "Milestones, and what changed"


@admin.register(Partnership)
class PartnershipAdmin(ServingAdmin, PublicityAdmin):
    form = PeriodForm
    list_display = ["title", "period", "served", "is_public"]
    list_filter = ["is_public", StateServedFilter, "topics", "award"]
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
