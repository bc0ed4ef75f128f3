"""The places that an installation starts with: what the public lists say there must be."""

from collections import Counter

import pytest
from django.db.models import Count, F, Q
from django.db.models.functions import Length, Substr

from training.models import Jurisdiction, JurisdictionName, TribeState
from training.places.borders import neighbors

pytestmark = pytest.mark.django_db

# How many counties and equivalents the Census Bureau lists for each state. Connecticut: eight counties of before 2022,
# nine planning regions since.
COUNTIES = """AL 67 AK 30 AZ 15 AR 75 CA 58 CO 64 CT 17 DE 3 FL 67 GA 159 HI 5 ID 44 IL 102 IN 92 IA 99 KS 105 KY 120
LA 64 ME 16 MD 24 MA 14 MI 83 MN 87 MS 82 MO 115 MT 56 NE 93 NV 17 NH 10 NJ 21 NM 33 NY 62 NC 100 ND 53 OH 88 OK 77
OR 36 PA 67 RI 5 SC 46 SD 66 TN 95 TX 254 UT 29 VT 14 VA 133 WA 39 WV 55 WI 72 WY 23 PR 78 AS 5 MP 4 VI 3"""


def of_kind(kind):
    return Jurisdiction.objects.filter(kind=kind)


def test_there_are_as_many_of_each_kind_as_the_lists_have():
    assert Counter(Jurisdiction.objects.values_list("kind", flat=True)) == {
        "state": 50,
        "capital": 1,
        "territory": 5,
        "county": 3_241,
        "city": 309,
        "federal": 94,
        "tribe": 577,
    }


def test_each_state_has_as_many_counties_as_the_census_bureau_lists():
    listed = COUNTIES.split()
    counted = of_kind("county").values_list("parent_id").annotate(Count("pk"))
    assert dict(counted) == dict(zip(listed[::2], map(int, listed[1::2]), strict=True))


def test_every_state_and_four_territories_are_federal_districts_or_hold_them():
    per_state = Counter(of_kind("federal").values_list("parent_id", flat=True))
    everywhere = set(Jurisdiction.objects.statewide().values_list("usps", flat=True))
    assert everywhere - set(per_state) == {"AS"}
    assert {usps for usps, count in per_state.items() if count == 4} == {"CA", "NY", "TX"}


def test_codes_are_complete_and_as_long_as_the_kind_has_them():
    lengths = Jurisdiction.objects.annotate(length=Length("fips")).values_list("kind", "length").distinct()
    assert set(lengths) == {
        ("state", 2),
        ("capital", 2),
        ("territory", 2),
        ("county", 5),
        ("city", 7),
        ("federal", 0),
        ("tribe", 0),
    }


def test_the_code_of_a_county_or_city_begins_with_its_state():
    coded = Jurisdiction.objects.filter(kind__in=["county", "city"]).annotate(of_state=Substr("fips", 1, 2))
    assert not coded.exclude(of_state=F("parent__fips")).exists()


def test_names_are_unique_within_a_kind_and_state():
    places = Jurisdiction.objects.values_list("kind", "name", "parent_id")
    assert [place for place, count in Counter(places).items() if count > 1] == []


def test_addresses_say_what_and_where_in_small_letters():
    slugs = {"cook-county-illinois", "orleans-parish-louisiana", "anchorage-municipality-alaska", "alabama"}
    slugs |= {"dona-ana-county-new-mexico", "northern-district-of-california", "navajo-nation"}
    slugs |= {"district-of-columbia", "district-of-columbia-judicial-district", "los-angeles-california"}
    assert set(Jurisdiction.objects.filter(slug__in=slugs).values_list("slug", flat=True)) == slugs


def test_names_keep_their_accents():
    named = ["Doña Ana County", "Mayagüez Municipio", "Bayamón Municipio", "Rincón Municipio"]
    assert of_kind("county").filter(name__in=named).count() == 4


def test_every_tribe_lies_in_a_state_and_only_tribes_do():
    assert not of_kind("tribe").filter(states=None).exists()
    assert not TribeState.objects.exclude(tribe__kind="tribe").exists()
    assert of_kind("tribe").filter(states__usps="AK").count() == 229


def test_a_tribe_may_lie_in_several_states():
    navajo = Jurisdiction.objects.get(slug="navajo-nation")
    assert set(navajo.states.values_list("usps", flat=True)) == {"AZ", "NM", "UT"}
    assert of_kind("tribe").annotate(count=Count("states")).filter(count__gt=1).count() == 30


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("shannon", "oglala-lakota-county-south-dakota"),
        ("navajo tribe", "navajo-nation"),
        ("wade hampton", "kusilvak-census-area-alaska"),
        ("dade county", "miami-dade-county-florida"),
        ("brooklyn", "kings-county-new-york"),
        ("san juan pueblo", "ohkay-owingeh"),
        ("leech lake", "minnesota-chippewa-tribe"),
        ("yakima", "confederated-tribes-and-bands-of-the-yakama-nation"),
        ("washington, d.c.", "district-of-columbia"),
        ("cnmi", "northern-mariana-islands"),
    ],
)
def test_places_are_found_by_names_of_before(words, slug):
    found = Jurisdiction.objects.named_like([words]).values_list("slug", flat=True)
    assert slug in found


def test_what_was_split_is_found_in_both_parts():
    found = Jurisdiction.objects.named_like(["valdez-cordova"]).values_list("slug", flat=True)
    assert set(found) == {"chugach-census-area-alaska", "copper-river-census-area-alaska"}


def test_no_other_name_repeats_the_name():
    assert not JurisdictionName.objects.filter(name__iexact=F("jurisdiction__name")).exists()


def test_borders_are_between_states_and_run_both_ways():
    beside = neighbors()
    inland = Jurisdiction.objects.filter(Q(kind="state") | Q(kind="capital")).exclude(usps__in=["AK", "HI"])
    assert set(beside) == set(inland.values_list("usps", flat=True))
    assert all(usps in beside[other] for usps, others in beside.items() for other in others)
    assert all(usps not in others for usps, others in beside.items())


@pytest.mark.parametrize(
    ("usps", "others"),
    [("ME", "NH"), ("DC", "MD VA"), ("MI", "IL IN MN OH WI"), ("TN", "AL AR GA KY MO MS NC VA"), ("RI", "CT MA NY")],
)
def test_borders_are_those_on_the_map(usps, others):
    assert neighbors()[usps] == set(others.split())


def test_corners_that_only_touch_are_no_border():
    assert "CO" not in neighbors()["AZ"]
    assert "UT" not in neighbors()["NM"]
