"""The yearly report: a page, a CSV table and a tagged PDF of the same numbers."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from training.demo.presence import has_examples
from training.impact import printing
from training.impact.report import Report, report_years
from training.tables import csv_answer

from .impact import trail

_TRY_AGAIN_AFTER = 30  # seconds


@require_safe
def reports(request):
    return render(
        request, "training/reports.html", {"years": report_years(), "trail": trail(), "has_examples": has_examples()}
    )


@require_safe
def report(request, year):
    steps = (reverse("training:reports"), "Yearly reports")
    return render(request, "training/report.html", {**_context(year), "trail": trail(steps)})


@require_safe
def report_csv(request, year):
    report = _context(year)["report"]
    return csv_answer(_name(year, "csv"), ["section", "item", "measure", "value"], report.lines)


@require_safe
def report_pdf(request, year):
    context = {**_context(year), "root": request.build_absolute_uri("/")[:-1]}
    html = render_to_string("training/report_printed.html", context, request)
    try:
        pdf = printing.printed(str(year), html)
    except printing.PressBusy:
        told = "The report is being printed. Ask again in half a minute."
        headers = {"Retry-After": str(_TRY_AGAIN_AFTER), "Cache-Control": "no-store"}
        return HttpResponse(told, content_type="text/plain; charset=utf-8", status=503, headers=headers)
    return FileResponse(pdf, filename=_name(year, "pdf"), content_type="application/pdf")


def _context(year):
    if year not in report_years():
        raise Http404("There are no records of this year.")
    return {"report": Report(year), "today": timezone.localdate(), "has_examples": has_examples()}


def _name(year, ending):
    return f"report-{year}.{ending}"
