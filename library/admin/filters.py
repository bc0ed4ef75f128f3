"""Filters of the publication list that look past its own columns."""

from django.contrib import admin

from library.admin import work
from library.models import IntakeState, PublicationFile


class WorkFilter(admin.SimpleListFilter):
    title = "work to do"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [(kind.key, kind.label) for kind in work.kinds()]

    def queryset(self, request, queryset):
        chosen = [kind for kind in work.kinds() if kind.key == self.value()]
        # An IN and not a join: rows stay single, and the list keeps its order.
        return queryset.filter(pk__in=chosen[0].of(queryset.model.objects).values("pk")) if chosen else queryset


class FeaturedFilter(admin.BooleanFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "home page"


class AudienceFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "audience"


class FileFilter(admin.SimpleListFilter):
    """By the current file: whether there is one, and how its intake went."""

    title = "file"
    parameter_name = "file"

    def lookups(self, request, model_admin):
        return [
            ("trouble", "Files that need a person"),
            *IntakeState.choices,
            ("held", "File held"),
            ("none", "No file held"),
        ]

    def queryset(self, request, queryset):
        current = PublicationFile.objects.current()
        files = {
            "trouble": current.in_trouble(),
            "held": current,
            "none": current,
            **{state: current.filter(intake_state=state) for state in IntakeState.values},
        }.get(self.value())
        if files is None:
            return queryset
        if self.value() == "none":
            return queryset.exclude(pk__in=files.values("publication"))
        return queryset.filter(pk__in=files.values("publication"))
