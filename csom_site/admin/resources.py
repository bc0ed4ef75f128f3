"""Related resources, and what the checks of their links found."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from csom_site import content, tasks
from csom_site.admin.editing import UNSAVED, ContentAdmin
from csom_site.models import ContentPage, RelatedResource, ResourceGroup


class LinkFilter(admin.SimpleListFilter):
    title = "link"
    parameter_name = "link"

    def lookups(self, request, model_admin):
        return [
            ("failing", "Failed when last checked"),
            ("moved", "Leads to another address"),
            ("never", "Not checked"),
        ]

    def queryset(self, request, queryset):
        kinds = {"failing": {"failures__gt": 0}, "moved": {"outcome": "moved"}, "never": {"checked_at": None}}
        return queryset.filter(**kinds.get(self.value(), {}))


def work():
    """[(label, number, query string of the list), …]: what waits for a person."""
    resources = RelatedResource.objects
    return [
        ("Links of related resources that failed", resources.failing().count(), "link=failing"),
        ("Links that lead to another address", resources.filter(outcome="moved").count(), "link=moved"),
    ]


@admin.register(RelatedResource)
class RelatedResourceAdmin(ContentAdmin):
    list_display = ["name", "group", "is_public", "link", "checked"]
    list_filter = [LinkFilter, "is_public", "group"]
    list_select_related = ["group"]
    search_fields = ["name", "organization", "url", "offers"]
    actions = ["check_links"]
    readonly_fields = ["link", "checked", "leads_to"]
    fieldsets = [
        ("The resource", {"fields": ["name", "organization", "url", "offers", "group", "position", "is_public"]}),
        ("Its link", {"fields": ["link", "checked", "leads_to"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "offers":
            field.widget.attrs["rows"] = 3
        return field

    def preview(self, request, record, form):
        page = get_object_or_404(ContentPage, slug="related-resources")
        return content.show_page(request, page, **content.resources_by_group(record), preview=UNSAVED)

    @admin.action(description="Check the links of the chosen ones", permissions=["change"])
    def check_links(self, request, queryset):
        for resource in queryset:
            tasks.check_link.enqueue(resource.pk)
        number = f"{len(queryset)} link{'s' * (len(queryset) != 1)}"
        messages.success(request, f"{number} will be checked by the worker in a moment.")

    @admin.display(ordering="failures")
    def link(self, resource):
        if not resource.outcome:
            return "Not checked yet"
        status = f" ({resource.status})" if resource.status else ""
        times = f", {resource.failures} times in a row" if resource.failures > 1 else ""
        trouble = "trouble" if resource.failures else "fine"
        return format_html('<span class="{}">{}{}{}</span>', trouble, resource.get_outcome_display(), status, times)

    @admin.display(description="last check", ordering="checked_at", empty_value="")
    def checked(self, resource):
        return resource.checked_at and date_format(timezone.localtime(resource.checked_at), "M j, Y, g:i A")

    @admin.display(description="leads to")
    def leads_to(self, resource):
        return resource.final_url or "the address itself"


@admin.register(ResourceGroup)
class ResourceGroupAdmin(admin.ModelAdmin):
    list_display = ["name", "position"]
