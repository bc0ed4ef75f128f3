"""What visitors look for: the report that staff learn from which words the search lacks."""

import csv
from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode

from library.importing.cells import guard
from library.models import SearchCount

from .machine_kept import MachineKept

_PER_PAGE = 100
_USUAL_PERIOD = timedelta(days=30)
NOTHING, ASKED = "nothing", "asked"
_KINDS = [("", "All searches"), (NOTHING, "Searches that found nothing"), (ASKED, "Searches followed by an inquiry")]
_COLUMNS = {"words": "words", "times": "times", "days": "on days", "found": "found last", "asked": "went on to ask"}


class PeriodForm(forms.Form):
    """Which searches: from one day to another, and of what kind. Days that aren't given are filled in."""

    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="Show", required=False, choices=_KINDS)

    def __init__(self, data):
        today = timezone.localdate()
        usual = {"first": (today - _USUAL_PERIOD).isoformat(), "last": today.isoformat(), "kind": ""}
        super().__init__({name: data.get(name) or usual[name] for name in self.base_fields})

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", "This day is before the first one.")


class Report:
    """The searches of a valid PeriodForm."""

    def __init__(self, form):
        self.first, self.last, self.kind = (form.cleaned_data[name] for name in ("first", "last", "kind"))
        self._counts = SearchCount.objects.filter(day__range=(self.first, self.last))

    @property
    def rows(self):
        """A dictionary of _COLUMNS for each words, most frequent first."""
        rows = self._counts.exclude(words="").by_words()
        if self.kind == NOTHING:
            rows = rows.filter(found=0)
        elif self.kind == ASKED:
            rows = rows.filter(asked__gt=0)
        return rows.order_by("-asked" if self.kind == ASKED else "-times", "words")

    def totals(self):
        """{"times", "not_kept", "asked"} of all kinds together."""
        not_kept = self._counts.filter(words="").aggregate(times=Sum("times", default=0))["times"]
        return {
            **self._counts.aggregate(times=Sum("times", default=0), asked=Sum("asked", default=0)),
            "not_kept": not_kept,
        }


@admin.register(SearchCount)
class SearchesAdmin(MachineKept, admin.ModelAdmin):
    def get_urls(self):
        pages = [("", self.report, "changelist"), ("csv/", self.table, "csv")]
        return [
            path(route, self.admin_site.admin_view(page), name=f"library_searchcount_{name}")
            for route, page, name in pages
        ]

    def report(self, request):
        form = self._form(request)
        report = Report(form) if form.is_valid() else None
        context = {
            **self.admin_site.each_context(request),
            "title": "What visitors look for",
            "form": form,
            "report": report,
            "page": Paginator(report.rows, _PER_PAGE).get_page(request.GET.get("page")) if report else None,
            "query": urlencode(form.data),
        }
        return TemplateResponse(request, "admin/library/searches.html", context)

    def table(self, request):
        """The report as CSV, safe to open in spreadsheets."""
        form = self._form(request)
        if not form.is_valid():
            return HttpResponse("Write both days as 2026-01-31, the earlier one first.", "text/plain", status=400)
        report = Report(form)
        name = f"searches-{report.first}-to-{report.last}.csv"
        response = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}", "text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        writer = csv.writer(response, quoting=csv.QUOTE_ALL)
        writer.writerow(_COLUMNS.values())
        writer.writerows([guard(str(row[column])) for column in _COLUMNS] for row in report.rows.iterator())
        return response

    def _form(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return PeriodForm(request.GET)


def without_answer():
    """How many different searches of the usual period found nothing, the last time."""
    form = PeriodForm({"kind": NOTHING})
    form.is_valid()
    return Report(form).rows.count()
