"""Deleting records: only those that no other record names."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_after_asking
from django.contrib.admin.utils import unquote
from django.template.response import TemplateResponse

from library.admin.publishing import MOST_AT_ONCE
from library.admin.references import references

MOST_NAMED = 20  # of those that were refused


class ProtectingAdmin(admin.ModelAdmin):
    actions = ["delete_selected"]

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_delete_permission(request, record):
            return super().delete_view(request, object_id, extra_context)
        others, parts = references(record, request, self.admin_site)
        if others:
            return self._refuse(request, record, {"references": others, "parts": parts})
        return super().delete_view(request, object_id, extra_context)

    def _refuse(self, request, record, context):
        context = {
            **self.admin_site.each_context(request),
            "title": f"This {self.opts.verbose_name} can’t be deleted",
            "object": record,
            "opts": self.opts,
            **context,
        }
        return TemplateResponse(request, "admin/training/delete_refused.html", context, status=403)

    @admin.action(description="Delete those that no other record names", permissions=["delete"])
    def delete_selected(self, request, queryset):
        """In place of Django's action, which would take them out of the records that name them without a word."""
        chosen = self.few_enough(request, queryset)
        named = [record for record in chosen if references(record, request, self.admin_site)[0]]
        for record in named[:MOST_NAMED]:
            text = f"“{record}” is named in other records, so it can’t be deleted. Its own page, Delete, says which."
            self.message_user(request, text, messages.ERROR)
        if more := len(named[MOST_NAMED:]):
            self.message_user(request, f"{more:,} more are named in other records.", messages.ERROR)
        return delete_after_asking(self, request, queryset) if chosen and not named else None

    def few_enough(self, request, queryset):
        """The chosen records; none, with a message, when they are too many for one go."""
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) <= MOST_AT_ONCE:
            return chosen
        text = f"Choose at most {MOST_AT_ONCE:,} records at a time. Nothing was changed."
        self.message_user(request, text, messages.ERROR)
        return []
