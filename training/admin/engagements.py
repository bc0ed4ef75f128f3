"""Engagements with the people they reached, and the disciplines."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from training.admin.filters import DisciplineFilter, StateServedFilter, WorkFilter, YearFilter
from training.admin.forms import PeriodForm
from training.admin.records import PARTS_FOLLOW, PublicityAdmin, RecordAdmin, TableOfParts, lines, some_of
from training.admin.searching import ServingAdmin
from training.importing.admin import EngagementCatalogueAdmin
from training.models import Attendance, Discipline, Engagement


def people_in_words(attendance):
    """“Judges 12 (5 new to us)”."""
    people = "not recorded" if attendance.people is None else f"{attendance.people:,}"
    new = "" if attendance.new_people is None else f" ({attendance.new_people:,} new to us)"
    return f"{attendance.discipline} {people}{new}"


class EngagementChangeList(ChangeList):
    def apply_select_related(self, queryset):
        """What one row shows, in two more queries for any number of rows. Notes and texts stay where they are."""
        return queryset.defer("summary", "result", "internal_notes").prefetch_related("jurisdictions", "attendances")


class AttendanceInline(TableOfParts):
    model = Attendance
    verbose_name = "discipline"
    verbose_name_plural = "People, by discipline"

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else 4

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("discipline")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.choices = list(field.choices)  # read once, not once a line
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "discipline":  # disciplines are seldom added, and have pages of their own
            field.widget = field.widget.widget
        if db_field.name == "people":
            field.help_text = "Empty when nobody counted them; 0 when there was nobody."
        return field


@admin.register(Engagement)
class EngagementAdmin(EngagementCatalogueAdmin, ServingAdmin, PublicityAdmin):
    form = PeriodForm
    list_display = ["number", "title", "kind", "period", "served", "people", "is_public"]
    list_display_links = ["number", "title"]
    list_filter = [
        WorkFilter,
        "is_public",
        "kind",
        YearFilter,
        StateServedFilter,
        DisciplineFilter,
        "topics",
        "award",
    ]
    looked_in = ("number", "title")
    search_help_text = "Words of the number and the title; names of jurisdictions, former names too"
    inlines = [AttendanceInline]
    autocomplete_fields = ["places", "jurisdictions", "topics", "publications", "award", "partnership"]
    fieldsets = [
        ("What it was", {"fields": ["number", "title", "kind", ("begins", "ends"), "summary", "result"]}),
        (
            "Where and for whom",
            {"classes": [PARTS_FOLLOW], "fields": ["jurisdictions", "places", "venue", "partners"]},
        ),
        ("What was used", {"fields": ["topics", "publications", "award", "partnership"]}),
        ("Who sees it", {"fields": ["is_public", "internal_notes"]}),
    ]

    def get_changelist(self, request, **kwargs):
        return EngagementChangeList

    def parts(self, engagement):
        return {"People": lines(engagement.attendances.select_related("discipline"), people_in_words)}

    @admin.display(description="when", ordering="starts_on")
    def period(self, engagement):
        return engagement.when

    @admin.display(description="jurisdictions")
    def served(self, engagement):
        return some_of(engagement.jurisdictions.all())

    @admin.display(description="people", empty_value="not recorded")
    def people(self, engagement):
        recorded = [line.people for line in engagement.attendances.all() if line.people is not None]
        return f"{sum(recorded):,}" if recorded else None


@admin.register(Discipline)
class DisciplineAdmin(RecordAdmin):
    list_display = ["name", "slug", "position", "used_by"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description", "position"]

    def get_queryset(self, request):
        attendances = Attendance.objects.filter(discipline=OuterRef("pk")).order_by().values("discipline")
        number = Coalesce(Subquery(attendances.annotate(number=Count("pk")).values("number")), 0)
        return super().get_queryset(request).annotate(number=number)

    @admin.display(description="engagements", ordering="number")
    def used_by(self, discipline):
        address = reverse("admin:training_engagement_changelist")
        return format_html('<a href="{}?discipline={}">{}</a>', address, discipline.slug, f"{discipline.number:,}")
