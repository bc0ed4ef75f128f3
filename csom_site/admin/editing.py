"""What all forms for the site's own words have: a preview, a history, and no overwriting of what others saved."""

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from csom_site.admin.versions import VersionsAdmin
from library.admin.history import ReadableValues, one_entry

UNSAVED = "Not saved. Close this tab to go on editing."


def latest(record):
    """The key of the newest entry in a record's history, as a string; empty when there is none."""
    entry = record.history.first()
    return str(entry.pk) if entry else ""


class ContentForm(forms.ModelForm):
    """Knows which version the person began with, and tells when somebody else has saved another one meanwhile."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = latest(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            # Whoever saves this record at the same moment waits here, or makes us wait.
            list(type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk))
            if (now := latest(self.instance)) != cleaned.get("seen", ""):
                self.add_error(None, self._saved_meanwhile(cleaned.get("seen", "")))
                self.data = self.data.copy()
                self.data[self.add_prefix("seen")] = now  # who has read the message may save
        return cleaned

    def _saved_meanwhile(self, seen):
        entry = self.instance.history.first()
        return format_html(
            "{} saved this on {}, while you were editing. Nothing of yours is lost: it stands below, and is not saved "
            "yet. Take over what you want to keep of the changes, then save again. {}",
            entry.history_user or "A command",
            date_format(timezone.localtime(entry.history_date), "F j, Y, g:i a"),
            self._changes(entry, self.instance.history.filter(pk=seen).first() if seen.isdecimal() else None),
        )

    def _changes(self, entry, earlier):
        if earlier is None:
            return ""
        delta = entry.diff_against(earlier, foreign_keys_are_objs=True)
        shown = ReadableValues(type(self.instance), entry, max_displayed_delta_change_chars=2000)
        changes = [(c["field"], c["old"], c["new"]) for c in shown.context_for_delta_changes(delta)]
        rows = format_html_join("", "<dt>{}</dt><dd><del>{}</del> became <ins>{}</ins></dd>", changes)
        return format_html('<dl class="changes">{}</dl>', rows)


class ContentAdmin(VersionsAdmin):
    form = ContentForm
    change_form_template = "admin/csom_site/change_form.html"
    actions = None
    show_full_result_count = False

    def preview(self, request, record, form):
        """The public page with this record as the form has it, which is not saved."""
        raise NotImplementedError

    def get_fieldsets(self, request, obj=None):
        """With the hidden field, for those who can save."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (name, options), *others = fieldsets
        return [(name, {**options, "fields": [*options["fields"], "seen"]}), *others]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_preview" in request.POST:
            record = self.get_object(request, unquote(object_id)) if object_id else None
            if (record or not object_id) and (answer := self._preview(request, record)):
                return answer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _preview(self, request, record):
        """None when there are errors in the form, which the form then shows."""
        may = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        with transaction.atomic():
            form = self.get_form(request, record, change=record is not None)(request.POST, instance=record)
            if form.is_valid():
                return self.preview(request, form.save(commit=False), form)

    def view_on_site(self, record):
        return record.get_absolute_url()

    def save_related(self, request, form, formsets, change):
        related = {field.name for field in self.model._meta.many_to_many}
        changed = form.has_changed() if change else not related.isdisjoint(form.changed_data)
        with one_entry(form.instance, changed):
            super().save_related(request, form, formsets, change)
