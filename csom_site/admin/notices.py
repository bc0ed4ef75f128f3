"""Notices above the pages."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.shortcuts import render
from django.utils import timezone

from csom_site.admin.editing import UNSAVED, ContentAdmin
from csom_site.models import Notice


@admin.register(Notice)
class NoticeAdmin(ContentAdmin):
    list_display = ["text", "kind", "where", "shown_from", "shown_until", "is_shown_now"]
    list_filter = ["kind", "where"]
    fieldsets = [("The notice", {"fields": ["text", "kind", "where", "shown_from", "shown_until"]})]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 4})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name.startswith("shown_"):  # one label for two boxes is none
            for box, name in zip(field.widget.widgets, ("date", "time"), strict=True):
                box.attrs["aria-label"] = f"{field.label}: {name}"
        return field

    def preview(self, request, record, form):
        return render(request, "csom_site/notice_preview.html", {"notices": [record], "preview": UNSAVED})

    @admin.display(boolean=True, description="shown now")
    def is_shown_now(self, notice):
        return notice.is_shown(timezone.now(), at_home=True)
