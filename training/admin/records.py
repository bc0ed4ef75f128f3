"""What the staff pages of all these records have in common."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models, transaction
from django.utils.text import capfirst

from library.admin.history import HistoryAdmin, one_entry
from training.admin.protecting import ProtectingAdmin

FIRST_NAMED = 3  # places that a line of a list names
PARTS_FOLLOW = "parts-follow"  # class of the fieldset that a record's lines stand behind
_TEXTS = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 5})}}


class RecordAdmin(ProtectingAdmin, HistoryAdmin):
    """A history entry for every change, with the lines of the form; deleted only when nothing names it."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    save_on_top = True
    change_form_template = "admin/training/change_form.html"
    formfield_overrides = _TEXTS

    def parts(self, record):
        """{name: text} of the lines that belong to the record; the history tells how they changed."""
        return {}

    def save_related(self, request, form, formsets, change):
        many = {field.name for field in self.opts.many_to_many}
        changed = form.has_changed() if change else not many.isdisjoint(form.changed_data)
        with one_entry(form.instance, changed, self.parts):
            super().save_related(request, form, formsets, change)

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def view_on_site(self, record):
        """The public page; before it is public, the preview of it that staff see at the same address."""
        return record.get_absolute_url() if hasattr(record, "get_absolute_url") else None


class PublicityAdmin(RecordAdmin):
    """Of records that visitors see once they are public."""

    actions = ["make_public", "keep_to_staff", *RecordAdmin.actions]

    @admin.action(description="Make public", permissions=["change"])
    def make_public(self, request, queryset):
        self._show(request, queryset, True, "made public")

    @admin.action(description="Keep to staff", permissions=["change"])
    def keep_to_staff(self, request, queryset):
        self._show(request, queryset, False, "kept to staff")

    def _show(self, request, queryset, is_public, done):
        whole = queryset.defer(None).prefetch_related(None)  # the history keeps every field
        chosen = self.few_enough(request, whole)
        if not chosen:
            return
        others = [record for record in chosen if record.is_public != is_public]
        with transaction.atomic():
            for record in others:
                record.is_public = is_public
                record.save()
                self.log_change(request, record, f"{done.capitalize()}.")
        name = self.opts.verbose_name if len(others) == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{len(others)} {name} {done}.", messages.SUCCESS)


class PartInline(admin.options.InlineModelAdmin):
    """Lines that are part of a record: who may see or change the one may see or change the other."""

    extra = 1
    formfield_overrides = _TEXTS

    def has_view_permission(self, request, obj=None):
        return self._may(request, "view") or self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, "change" if obj else "add")

    has_add_permission = has_delete_permission = has_change_permission

    def _may(self, request, what):
        opts = self.parent_model._meta
        return request.user.has_perm(f"{opts.app_label}.{what}_{opts.model_name}")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:  # a table's heading is no label to a screen reader
            field.widget.attrs.setdefault("aria-label", str(field.label))
        return field


class TableOfParts(PartInline, admin.TabularInline):
    pass


class StackOfParts(PartInline, admin.StackedInline):
    pass


def some_of(records):
    """The first few of them in words, for a line of a list."""
    records = list(records)
    more = len(records) - FIRST_NAMED
    names = ", ".join(map(str, records[:FIRST_NAMED]))
    return f"{names} and {more} more" if more > 0 else names


def lines(records, line=str):
    """The records as one text for the history; “none” without any."""
    return "; ".join(map(line, records)) or "none"
