"""Earlier versions: what is different in them, and the way back."""

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format

from library.admin.history import LONGEST_VALUE_SHOWN, HistoryAdmin, ReadableValues


class VersionsAdmin(HistoryAdmin):
    """A page for each entry of the history; who may change the record can take that version up again there.

    It becomes the newest version and the history keeps all others, so nothing is lost by it.
    """

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<path:object_id>/history/<int:version>/", view, name=name), *super().get_urls()]

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_version"
        for entry in historical_records:
            entry.version_address = reverse(name, args=[entry.id, entry.pk])

    def version_view(self, request, object_id, version):
        with transaction.atomic():
            record = self.get_queryset(request).select_for_update().filter(pk=unquote(object_id)).first()
            if record is None:
                raise Http404
            if not self.has_view_or_change_permission(request, record):
                raise PermissionDenied
            entry, newest = get_object_or_404(record.history, pk=version), record.history.first()
            if request.method == "POST":
                if not self.has_change_permission(request, record):
                    raise PermissionDenied
                if self._restore(request, record, entry, newest):
                    return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        return self._show_version(request, record, entry, newest)

    def _restore(self, request, record, entry, newest):
        """Whether it was done; otherwise the person is told why not."""
        if request.POST.get("seen") != str(newest.pk):
            messages.error(
                request, f"Not restored: {newest.history_user or 'a command'} has saved a newer version meanwhile. "
                "The differences below are those to the newer one.",
            )  # fmt: skip
            return False
        fields = flatten_fieldsets(self.get_fieldsets(request, record))
        editable = [f for f in self.opts.fields if f.name in fields and f.name not in self.get_readonly_fields(request)]
        for field in editable:
            setattr(record, field.attname, getattr(entry, field.attname))
        try:
            record.full_clean()
        except ValidationError as error:
            messages.error(request, f"Not restored: {' '.join(error.messages)}")
            record.refresh_from_db()
            return False
        self._save_as_newest(request, record, entry)
        return True

    def _save_as_newest(self, request, record, entry):
        moment = date_format(timezone.localtime(entry.history_date), "F j, Y, g:i a")
        record.skip_history_when_saving = True
        for field in self.opts.many_to_many:
            name = field.related_model._meta.model_name
            there = field.related_model._default_manager.filter(pk__in=getattr(entry, field.name).values(name))
            getattr(record, field.name).set(there)
        del record.skip_history_when_saving
        record._change_reason = f"The version of {moment} restored."
        record.save()
        self.log_change(request, record, record._change_reason)
        messages.success(request, f"The version of {moment} is the newest one again.")

    def _show_version(self, request, record, entry, newest):
        shown = ReadableValues(self.model, entry, max_displayed_delta_change_chars=LONGEST_VALUE_SHOWN)
        context = {
            **self.admin_site.each_context(request),
            "title": f"An earlier version of {record}",
            "opts": self.opts,
            "original": record,
            "entry": entry,
            "newest": newest,
            "changes": shown.context_for_delta_changes(entry.diff_against(newest, foreign_keys_are_objs=True)),
            "may_restore": self.has_change_permission(request, record),
        }
        return TemplateResponse(request, "admin/csom_site/version.html", context)
