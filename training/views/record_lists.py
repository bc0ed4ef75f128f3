"""What the lists of lessons, partnerships and grant programs have in common: their page, and their table."""

from django.shortcuts import render
from django.urls import reverse

from library.paging import Pager
from library.views.not_now import TRY_AGAIN_AFTER, not_now
from training.tables import csv_answer

from .trail import trail


def list_page(request, template, selection):
    """One page of a training.record_lists.RecordList. 503 where words can be looked for in descriptions only."""
    pager = Pager(selection, request.GET.get("page"), lambda number: selection.address(page=number))
    context = {
        "selection": selection,
        "pager": pager,
        "action": reverse(selection.name),
        "canonical": request.build_absolute_uri(selection.address(page=pager.number_in_address)),
        "trail": trail(),
    }
    answer = render(request, template, context, status=503 if selection.is_away else 200)
    if selection.is_away:
        answer["Retry-After"] = TRY_AGAIN_AFTER
    return answer


def list_table(name, selection, columns, rows):
    """The whole list as CSV; `rows(records)` gives those of the table. While the search is away, programs ask again."""
    if selection.is_away:
        return not_now("The search is being put in order. Ask again in a minute.")
    return csv_answer(name, columns, rows(selection[:]))
