"""Places: the map and table of all states, every place by name, and the page of one with all work for it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.paging import Pager
from training.demo.presence import has_examples
from training.models import Jurisdiction
from training.places.directory import PER_PAGE, Directory
from training.places.entries import COLUMNS
from training.places.overview import Overview
from training.places.record import PlaceRecord
from training.tables import csv_answer

from .trail import trail


@require_safe
def jurisdictions(request):
    """The overview; places by name or kind when the address asks for them."""
    directory = Directory(request.GET)
    return _directory(request, directory) if directory.is_asked_for else _overview(request, directory)


def _overview(request, directory):
    context = {
        "overview": Overview(request.GET.get("sort")),
        "directory": directory,
        "has_examples": has_examples(),
        "canonical": request.build_absolute_uri(reverse("training:jurisdictions")),
        "trail": trail(),
    }
    return render(request, "training/jurisdictions.html", context)


def _directory(request, directory):
    number = request.GET.get("page")
    pager = Pager(directory, number, lambda number: directory.address(page=number), per_page=PER_PAGE)
    canonical = request.build_absolute_uri(directory.address(page=pager.number_in_address, sort=None))
    context = {"directory": directory, "pager": pager, "canonical": canonical, "trail": trail(_places())}
    return render(request, "training/jurisdiction_list.html", context)


@require_safe
def jurisdictions_csv(request):
    """The same places as on the page at the same parameters, all of them, in its order."""
    directory = Directory(request.GET)
    entries = directory[:] if directory.is_asked_for else Overview(request.GET.get("sort")).entries
    return csv_answer("places.csv", COLUMNS, (entry.row(request.build_absolute_uri) for entry in entries))


@require_safe
def jurisdiction(request, slug):
    place = get_object_or_404(Jurisdiction.objects.select_related("parent"), slug=slug)
    above = [(place.parent.get_absolute_url(), place.parent.name)] if place.parent_id else []
    context = {"place": place, "record": PlaceRecord(place), "trail": trail(_places(), *above)}
    return render(request, "training/jurisdiction.html", context)


def _places():
    return reverse("training:jurisdictions"), "Places"
