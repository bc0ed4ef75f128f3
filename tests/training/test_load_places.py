"""manage.py load_places: adds what is missing and leaves alone what staff have done."""

import pytest
from django.core.management import call_command

from training.models import Jurisdiction, JurisdictionName, TribeState

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(capsys):
    """load() → what the command says."""

    def run():
        call_command("load_places")
        return capsys.readouterr().out

    return run


@pytest.fixture
def nothing():
    """Jurisdictions as before the first load: none, and no history of any."""
    Jurisdiction.objects.filter(parent__isnull=False).delete()
    Jurisdiction.objects.filter(kind="tribe").delete()
    Jurisdiction.objects.all().delete()
    Jurisdiction.history.all().delete()


def place(slug):
    return Jurisdiction.objects.get(slug=slug)


def everything():
    return [set(model.objects.values_list()) for model in (Jurisdiction, JurisdictionName, TribeState)]


def test_after_the_migrations_nothing_is_missing(load):
    before = everything()
    assert load() == "Places: 0 added.\n"
    assert everything() == before


def test_an_empty_table_is_filled_and_the_second_run_changes_nothing(nothing, load):
    assert load() == "Places: 4277 added.\n"
    before = everything()
    assert all(before)
    assert load() == "Places: 0 added.\n"
    assert everything() == before


def test_a_renamed_place_keeps_the_name_that_staff_gave_it(load):
    tribe = place("yurok-tribe-of-the-yurok-reservation")
    tribe.name, tribe.slug = "Yurok Tribe", "yurok-tribe"
    tribe.save()
    assert load() == "Places: 0 added.\n"
    assert place("yurok-tribe").name == "Yurok Tribe"


def test_a_deleted_place_stays_deleted(load):
    place("cook-county-illinois").delete()
    assert load() == "Places: 0 added.\n"
    assert not Jurisdiction.objects.filter(fips="17031").exists()


def test_a_deleted_or_added_name_stays_so(load):
    tribe = place("ohkay-owingeh")
    tribe.other_names.all().delete()
    tribe.other_names.create(name="San Juan")
    load()
    assert [str(name) for name in tribe.other_names.all()] == ["San Juan"]


def test_the_states_of_a_tribe_stay_as_staff_set_them(load):
    tribe = place("navajo-nation")
    tribe.states.remove(place("utah"))
    load()
    assert set(tribe.states.values_list("usps", flat=True)) == {"AZ", "NM"}


def test_a_place_that_staff_had_before_the_load_is_not_added_again(nothing, load):
    Jurisdiction.objects.create(kind="state", name="Illinois", slug="illinois", usps="IL", fips="17")
    Jurisdiction.objects.create(kind="county", name="Cook", slug="cook", fips="17031", parent_id="IL")
    Jurisdiction.objects.create(kind="county", name="DuPage County", slug="dupage", parent_id="IL")
    assert load() == "Places: 4274 added.\n"
    assert Jurisdiction.objects.filter(kind="county", parent="IL").count() == 102
    assert place("cook").name == "Cook"


def test_a_new_place_of_staff_stays(load):
    Jurisdiction.objects.create(kind="city", name="Oak Park", slug="oak-park-illinois", parent_id="IL")
    load()
    assert place("oak-park-illinois").name == "Oak Park"


def test_the_history_of_a_place_begins_with_the_load(nothing, load):
    load()
    entry = place("alabama").history.get()
    assert (entry.history_type, entry.history_change_reason) == ("+", "From the public lists")
