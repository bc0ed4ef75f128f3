"""Adds the places of the data folder that have never been among the jurisdictions."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_places(apps):
    """Add what is missing; returns how many jurisdictions were added.

    What staff have changed, renamed or deleted stays as they left it: a place is missing only if neither its code nor
    its slug has ever been used, as the history tells, and no jurisdiction of its kind and state has its name. Takes the
    registry of apps, so that a migration can hand in its own.
    """
    jurisdiction = apps.get_model("training", "Jurisdiction")
    history = apps.get_model("training", "HistoricalJurisdiction")
    known = {key for records in (jurisdiction, history) for key in _keys_in_use(records)}
    missing = [place for place in _places() if not known.intersection(_keys(place))]
    parents = set(jurisdiction.objects.exclude(usps=None).values_list("usps", flat=True))
    parents.update(place["usps"] for place in missing if place["usps"])
    missing = [place for place in missing if (place["parent_id"] or "") in {"", *parents}]

    added = jurisdiction.objects.bulk_create([jurisdiction(**place) for place in missing], batch_size=500)
    _remember(history, added)
    _add_states(apps, added, parents)
    _add_names(apps, added)
    return len(added)


def _keys_in_use(records):
    return _all_keys(records.objects.values("kind", "name", "slug", "usps", "fips", "parent_id"))


def _all_keys(places):
    for place in places:
        yield from _keys(place)


def _keys(place):
    """By what a place is known: its codes, its address, and its name among those of its kind in its state."""
    keys = {place["slug"], (place["kind"], place["parent_id"], place["name"].casefold())}
    return keys | {code for code in (place["usps"], place["fips"]) if code}


def _places():
    """The fields of each place, states first; a kind's rows are in the order of its file."""
    states = {row["usps"]: row for row in rows("states")}
    by_fips = {row["fips"]: usps for usps, row in states.items()}
    for row in states.values():
        yield _place(row["kind"], row["name"], row["name"], usps=row["usps"], fips=row["fips"])
    for kind, file in (("county", "counties"), ("city", "cities")):
        for row in rows(file):
            usps = by_fips[row["fips"][:2]]
            yield _place(kind, row["name"], f"{row['name']} {states[usps]['name']}", fips=row["fips"], parent_id=usps)
    for row in rows("federal"):
        yield _place("federal", row["name"], row["name"], parent_id=row["parent"])
    for row in rows("tribes"):
        yield _place("tribe", row["name"], row["slug"])


def _place(kind, name, address, usps=None, fips="", parent_id=None):
    return {"kind": kind, "name": name, "slug": slugify(address), "usps": usps, "fips": fips, "parent_id": parent_id}


def _remember(history, added):
    """The first entry of each one's history. Without it, nothing would tell of a slug that staff change later."""
    now = timezone.now()
    history.objects.bulk_create(
        (
            history(
                id=place.pk,
                **{field: getattr(place, field) for field in ("kind", "name", "slug", "usps", "fips", "parent_id")},
                history_date=now,
                history_type="+",
                history_change_reason="From the public lists",
            )
            for place in added
        ),
        batch_size=500,
    )


def _add_states(apps, added, states):
    tribe_state = apps.get_model("training", "TribeState")
    tribes = {place.name: place.pk for place in added if place.kind == "tribe"}
    tribe_state.objects.bulk_create(
        tribe_state(tribe_id=tribes[row["name"]], state_id=usps)
        for row in rows("tribes")
        if row["name"] in tribes
        for usps in row["states"].split()
        if usps in states
    )


def _add_names(apps, added):
    name = apps.get_model("training", "JurisdictionName")
    places = {place.slug: place.pk for place in added}
    name.objects.bulk_create(
        name(jurisdiction_id=places[row["slug"]], name=row["name"], note=row["note"])
        for row in rows("names")
        if row["slug"] in places
    )


def rows(file):
    """The rows of one file of the data folder, each a dict by column."""
    with (DATA / f"{file}.csv").open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
