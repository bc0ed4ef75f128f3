"""The parts of the Comprehensive Approach."""

from django.contrib import admin

from csom_site import content
from csom_site.admin.editing import UNSAVED, ContentAdmin
from csom_site.models import ApproachPart


@admin.register(ApproachPart)
class ApproachPartAdmin(ContentAdmin):
    list_display = ["title", "kind", "position", "summary"]
    list_filter = ["kind"]
    search_fields = ["title", "summary", "text"]
    autocomplete_fields = ["topics", "publications"]
    fieldsets = [
        ("The part", {"fields": ["title", "slug", "kind", "position", "summary", "text"]}),
        ("In the library", {"fields": ["topics", "publications"]}),
    ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.widget.attrs["rows"] = 30
        return field

    def preview(self, request, record, form):
        topics, publications = form.cleaned_data["topics"], form.cleaned_data["publications"]
        return content.show_part(request, record, topics, publications, preview=UNSAVED)
