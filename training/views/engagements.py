"""Training and assistance given: the list of it, the same as a table, and the page of one engagement."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.models import Publication
from library.paging import Pager
from training import engagement_table
from training.lists import EngagementList
from training.models import Engagement, Partnership
from training.related import related_to
from training.small_numbers import hide_people
from training.tables import csv_answer

from .access import record_view
from .trail import trail


@require_safe
def engagement_list(request):
    selection = EngagementList(request.GET)
    pager = Pager(selection.lines, request.GET.get("page"), lambda number: selection.address(page=number))
    context = {
        "selection": selection,
        "pager": pager,
        # The same list in another order is the same list.
        "canonical": request.build_absolute_uri(selection.address(page=pager.number_in_address, sort=None)),
        "trail": trail(),
    }
    return render(request, "training/engagement_list.html", context)


@require_safe
def engagement_csv(request):
    """The whole list at the same parameters, in its order."""
    rows = engagement_table.rows(EngagementList(request.GET).engagements, request.build_absolute_uri)
    return csv_answer("engagements.csv", engagement_table.COLUMNS, rows)


@record_view(Engagement)
def engagement(request, engagement):
    publications = Publication.objects.public().select_related("type").newest_first()
    prefetch_related_objects(
        [engagement], "places", "jurisdictions", "disciplines", "topics", Prefetch("publications", publications)
    )
    hide_people([engagement])
    context = {
        "engagement": engagement,
        "record": engagement,
        "address": request.build_absolute_uri(engagement.get_absolute_url()),
        "partnership": Partnership.objects.public().filter(pk=engagement.partnership_id).first(),
        "related": related_to(engagement),
        "trail": trail((reverse("training:engagements"), "Engagements")),
    }
    return render(request, "training/engagement.html", context)
