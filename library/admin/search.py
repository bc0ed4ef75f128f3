"""What staff teach the search, and how its index stands."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from library.models import IndexState, PromotedResult, Synonyms
from library.search.status import index_status
from library.search.tasks import queue_rebuild, rebuild_is_due

from .machine_kept import MachineKept


@admin.register(Synonyms)
class SynonymsAdmin(admin.ModelAdmin):
    list_display = ["line", "note"]
    search_fields = ["line", "note"]


@admin.register(PromotedResult)
class PromotedResultAdmin(admin.ModelAdmin):
    list_display = ["query", "publication", "position"]
    list_select_related = ["publication"]
    search_fields = ["query", "publication__title"]
    autocomplete_fields = ["publication"]


@admin.register(IndexState)
class IndexAdmin(MachineKept, admin.ModelAdmin):
    """One page on the index as a whole."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.index_page)
        return [path("", page, name="library_indexstate_changelist")]

    def has_view_permission(self, request, obj=None):
        return may_rebuild(request) or super().has_view_permission(request, obj)

    def index_page(self, request):
        """How the index stands; a POST has it built anew."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._rebuild(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "Search index",
            "status": index_status(),
            "rebuild_is_due": rebuild_is_due(),
            "may_rebuild": may_rebuild(request),
        }
        return TemplateResponse(request, "admin/library/search_index.html", context)

    def _rebuild(self, request):
        if not may_rebuild(request):
            raise PermissionDenied
        if queue_rebuild():
            messages.success(request, "The index will be built anew. Searches are answered from the old one meanwhile.")
        else:
            messages.info(request, "The index is about to be built anew already.")
        return redirect("admin:library_indexstate_changelist")


def may_rebuild(request):
    return request.user.has_perm("library.rebuild_index")
