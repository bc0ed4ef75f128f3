"""Who changed what: one entry in a record's history each time its form is saved, with the differences."""

from contextlib import contextmanager
from itertools import pairwise

from django.contrib.admin.utils import display_for_field
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

LONGEST_VALUE_SHOWN = 2000  # characters; longer texts are shortened around their first difference


@contextmanager
def one_entry(record, changed, parts=lambda record: {}):
    """Keeps what is saved inside out of the history; then writes one entry for all of it, if there was anything.

    `changed`: whether the record itself has changed. `parts`: {name: text} of what the record holds in tables that the
    history does not follow. Yields a list for sentences on what else was done (files, say); they become the entry's
    reason, with the parts that changed.
    """
    sentences = []
    before = parts(record)
    record.skip_history_when_saving = True
    yield sentences
    del record.skip_history_when_saving
    after = parts(record)
    sentences[:0] = [f"{name}: {before[name]} → {after[name]}." for name in after if after[name] != before[name]]
    if changed or sentences:
        record._change_reason = " ".join(sentences) or None
        record.save()


class ReadableValues(HistoricalRecordContextHelper):
    """Values as the forms name them: “Published” and not “published”, yes and no, moments in the site's time zone."""

    def prepare_delta_change_value(self, change, value):
        prepared = super().prepare_delta_change_value(change, value)
        if isinstance(prepared, list):
            return ", ".join(map(str, prepared)) or "none"
        if isinstance(prepared, bool):
            return "yes" if prepared else "no"
        return display_for_field(prepared, self.model._meta.get_field(change.field), "empty") or "empty"


class HistoryAdmin(SimpleHistoryAdmin):
    """The history page, without the way back into an old version.

    simple_history's page for an old version saves what is posted to it without asking for the right to change, and past
    the allowed moves between states. What a record said before is in the list of changes, in full.
    """

    object_history_template = "admin/library/history.html"
    history_list_per_page = 50

    def get_urls(self):
        return super(SimpleHistoryAdmin, self).get_urls()

    def save_model(self, request, obj, form, change):
        if change:
            obj.skip_history_when_saving = True  # one_entry() writes the entry when all is saved
        super().save_model(request, obj, form, change)

    def history_view_title(self, request, obj):
        return f"History: {obj}"

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Gives every entry its differences to the one before it, the oldest of this page too."""
        entries = list(historical_records)
        if entries and entries[-1].prev_record:
            entries.append(entries[-1].prev_record)
        for entry, earlier in pairwise(entries):
            delta = entry.diff_against(
                earlier, foreign_keys_are_objs=foreign_keys_are_objs, excluded_fields=["modified_at"]
            )
            shown = ReadableValues(self.model, entry, max_displayed_delta_change_chars=LONGEST_VALUE_SHOWN)
            entry.history_delta_changes = shown.context_for_delta_changes(delta)
