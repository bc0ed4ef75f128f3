"""Support for grantees: the programs, their table, and the page of one with its grantees."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.importing.cells import join_names
from training.linked import public_documents
from training.models import Grantee, GrantProgram
from training.record_lists import RecordList

from .access import record_view
from .record_lists import list_page, list_table
from .trail import trail

COLUMNS = [
    "program", "funder", "program begins", "program ends", "program address",
    "grantee", "award number", "begins", "ends", "sites", "resources made", "summary",
]  # fmt: skip


def _selection(request):
    return RecordList(
        GrantProgram, "training:grant-programs", request.GET, filters=("jurisdiction",), places="grantees__sites"
    )


@require_safe
def program_list(request):
    return list_page(request, "training/program_list.html", _selection(request))


@require_safe
def program_csv(request):
    """All grantees of the programs that the list holds; a program without any has one row."""

    def rows(programs):
        prefetch_related_objects(programs, _grantees())
        for program in programs:
            address = request.build_absolute_uri(program.get_absolute_url())
            own = [program.name, program.funder, program.begins, program.ends, address]
            for grantee in program.shown_grantees:
                yield own + _cells(grantee)
            if not program.shown_grantees:
                yield own + [None] * (len(COLUMNS) - len(own))

    return list_table("grants.csv", _selection(request), COLUMNS, rows)


def _cells(grantee):
    sites = join_names(map(str, grantee.sites.all()))
    resources = join_names(document.full_title for document in grantee.documents)
    return [grantee.name, grantee.award_number, grantee.begins, grantee.ends, sites, resources, grantee.summary]


@record_view(GrantProgram)
def program(request, program):
    prefetch_related_objects([program], _grantees())
    context = {
        "program": program,
        "record": program,
        "address": request.build_absolute_uri(program.get_absolute_url()),
        "trail": trail((reverse("training:grant-programs"), "Support for grantees")),
    }
    return render(request, "training/program.html", context)


def _grantees():
    """As `shown_grantees` of a program, each with its sites and its public `documents`."""
    grantees = Grantee.objects.prefetch_related("sites", public_documents())
    return Prefetch("grantees", grantees, to_attr="shown_grantees")
