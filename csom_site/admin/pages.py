"""Pages that consist of words."""

from django.contrib import admin

from csom_site import content
from csom_site.admin.editing import UNSAVED, ContentAdmin
from csom_site.models import ContentPage


@admin.register(ContentPage)
class ContentPageAdmin(ContentAdmin):
    list_display = ["title", "address", "is_public", "reviewed_on"]
    list_filter = ["is_public"]
    search_fields = ["title", "lead", "text"]
    fieldsets = [
        ("The page", {"fields": ["title", "slug", "lead", "text"]}),
        ("Around it", {"fields": ["description", "reviewed_on", "is_public"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["slug", "is_public"] if obj and obj.is_fixed else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def has_delete_permission(self, request, obj=None):
        return not (obj and obj.is_fixed) and super().has_delete_permission(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("lead", "text"):
            field.widget.attrs["rows"] = 3 if db_field.name == "lead" else 30
        return field

    def preview(self, request, record, form):
        return content.show_page(request, record, preview=UNSAVED)

    @admin.display(ordering="slug")
    def address(self, page):
        return page.get_absolute_url()
