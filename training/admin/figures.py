"""Figures that the center stated about itself."""

from django.contrib import admin
from django.db import models

from training.admin.records import RecordAdmin
from training.models import StatedFigure


@admin.register(StatedFigure)
class StatedFigureAdmin(RecordAdmin):
    list_display = ["label", "said", "years", "source", "position"]
    formfield_overrides = {**RecordAdmin.formfield_overrides, models.URLField: {"assume_scheme": "https"}}
    search_fields = ["label", "slug", "source"]
    fieldsets = [
        ("The figure", {"fields": ["label", "slug", ("exactness", "number"), ("first_year", "last_year")]}),
        ("Where it comes from", {"fields": ["definition", "source", "source_url"]}),
        ("On the page", {"fields": ["position"]}),
    ]

    @admin.display(description="number", ordering="number")
    def said(self, figure):
        return figure.said

    @admin.display(description="years", ordering="first_year")
    def years(self, figure):
        return f"{figure.first_year} to {figure.last_year}"
