"""Lessons learned."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList

from training.admin.filters import StateServedFilter
from training.admin.records import PublicityAdmin, some_of
from training.admin.searching import ServingAdmin
from training.models import Lesson


class LessonChangeList(ChangeList):
    def apply_select_related(self, queryset):
        return queryset.defer("text", "internal_notes").prefetch_related("jurisdictions", "topics")


@admin.register(Lesson)
class LessonAdmin(ServingAdmin, PublicityAdmin):
    list_display = ["title", "written_on", "served", "about", "is_public"]
    list_filter = ["is_public", StateServedFilter, "topics"]
    looked_in = ("title", "summary")
    search_help_text = "Words of the title and the summary; names of jurisdictions, former names too"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["jurisdictions", "partnerships", "topics", "publications"]
    fieldsets = [
        ("The lesson", {"fields": ["title", "slug", "summary", "text", "written_on"]}),
        ("Where it was learned", {"fields": ["jurisdictions", "partnerships"]}),
        ("What it is about", {"fields": ["topics", "publications"]}),
        ("Who sees it", {"fields": ["is_public", "internal_notes"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.widget.attrs["rows"] = 20
        return field

    def get_changelist(self, request, **kwargs):
        return LessonChangeList

    @admin.display(description="jurisdictions")
    def served(self, lesson):
        return some_of(lesson.jurisdictions.all())

    @admin.display(description="topics")
    def about(self, lesson):
        return some_of(lesson.topics.all())
