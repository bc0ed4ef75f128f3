"""What the work reached: the center's stated totals, and the figures counted here with the records behind them."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from library.paging import Pager
from training.demo.presence import has_examples
from training.impact import baseline, counted, tables
from training.impact.report import report_years
from training.tables import csv_answer

_AT_ONCE = 1000  # records read for a CSV table at a time
_TABLES = {
    "stated": lambda: baseline.stated_table(baseline.standing()),
    "counted": lambda: baseline.counted_table(baseline.standing()),
    "engagements-by-year": lambda: tables.by_year(tables.engagements_by("kind")),
    "people-by-discipline": tables.by_discipline,
    "engagements-by-kind": lambda: tables.by_kind(tables.engagements_by("kind")),
}


def trail(*steps):
    return [(reverse("training:impact"), "Impact"), *steps]


@require_safe
def impact(request):
    context = {
        "standing": baseline.standing(),
        "charts": tables.charts(),
        "years": report_years(),
        "today": timezone.localdate(),
        "has_examples": has_examples(),
    }
    return render(request, "training/impact.html", context)


@require_safe
def impact_table(request, slug):
    if slug not in _TABLES:
        raise Http404("There is no such table.")
    table = _TABLES[slug]()
    return csv_answer(f"{table.slug}.csv", table.columns, table.lines)


@require_safe
def figure(request, slug):
    figure, year = _asked(request, slug)
    records = figure.records(year)
    query = f"&year={year}" if year else ""
    address = figure.get_absolute_url()
    pager = Pager(
        records,
        request.GET.get("page"),
        lambda number: f"{address}?{f'page={number}' if number else ''}{query}".rstrip("?"),
    )
    withheld, withheld_sum = figure.withheld(year)
    context = {
        "figure": figure,
        "year": year,
        "number": figure.number(year),
        "pager": pager,
        "lines": figure.lines(pager.page.object_list),
        "withheld": withheld,
        "withheld_sum": withheld_sum,
        "today": timezone.localdate(),
        "has_examples": has_examples(),
        "trail": trail(),
    }
    return render(request, "training/figure.html", context)


@require_safe
def figure_csv(request, slug):
    figure, year = _asked(request, slug)
    columns = ["record", "detail", *([figure.summed.lower()] if figure.summed else []), "address"]
    name = f"{figure.slug}-{year}.csv" if year else f"{figure.slug}.csv"
    return csv_answer(name, columns, _rows(figure, year, request.build_absolute_uri))


def _rows(figure, year, absolute):
    records = figure.records(year)
    for start in range(0, records.count(), _AT_ONCE):
        for line in figure.lines(records[start : start + _AT_ONCE]):
            yield [line.title, line.detail, *([line.number] if figure.summed else []), absolute(line.address)]


def _asked(request, slug):
    """(figure, year or None) of an address; Http404 when there is no such figure. A year that is none is left out."""
    figure = counted.find(slug)
    if figure is None:
        raise Http404("There is no such figure.")
    year = request.GET.get("year", "")
    known = figure.by_year and year.isascii() and year.isdecimal() and len(year) == 4 and 1900 <= int(year) <= 2200
    return figure, int(year) if known else None
