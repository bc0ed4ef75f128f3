"""Grants that paid for the center's work, and programs with the grantees it supported."""

from django.contrib import admin
from django.db.models import Count

from training.admin.forms import PeriodForm
from training.admin.records import PARTS_FOLLOW, PublicityAdmin, RecordAdmin, StackOfParts, lines
from training.models import Award, Grantee, GrantProgram


@admin.register(Award)
class AwardAdmin(RecordAdmin):
    form = PeriodForm
    list_display = ["number", "title", "funder", "period"]
    list_display_links = ["number", "title"]
    list_filter = ["funder"]
    search_fields = ["number", "title", "funder"]
    search_help_text = "Number, title, funder"
    fields = ["number", "title", "funder", ("begins", "ends")]

    @admin.display(description="when", ordering="starts_on")
    def period(self, award):
        return award.when


class GranteeInline(StackOfParts):
    model = Grantee
    form = PeriodForm
    extra = 0
    fields = ["name", "award_number", ("begins", "ends"), "sites", "publications", "summary"]
    autocomplete_fields = ["sites", "publications"]
    verbose_name_plural = "Grantees"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("sites", "publications")


@admin.register(GrantProgram)
class GrantProgramAdmin(PublicityAdmin):
    form = PeriodForm
    list_display = ["name", "funder", "period", "number_of_grantees", "is_public"]
    list_filter = ["is_public", "funder"]
    search_fields = ["name", "funder", "grantees__name", "grantees__award_number"]
    search_help_text = "Name, funder, names and award numbers of grantees"
    inlines = [GranteeInline]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (
            "The program",
            {"classes": [PARTS_FOLLOW], "fields": ["name", "slug", "funder", ("begins", "ends"), "summary"]},
        ),
        ("Who sees it", {"fields": ["is_public", "internal_notes"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("grantees"))

    def parts(self, program):
        return {"Grantees": lines(program.grantees.prefetch_related("sites", "publications"), _grantee)}

    @admin.display(description="when", ordering="starts_on")
    def period(self, program):
        return program.when

    @admin.display(description="grantees", ordering="number")
    def number_of_grantees(self, program):
        return program.number


def _grantee(grantee):
    return ", ".join(
        filter(
            None,
            [
                grantee.name,
                grantee.award_number,
                grantee.when,
                *map(str, grantee.sites.all()),
                *(f"“{publication}”" for publication in grantee.publications.all()),
                grantee.summary,
            ],
        )
    )
