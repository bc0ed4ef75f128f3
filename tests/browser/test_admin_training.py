"""The staff pages of training and assistance in a real browser."""

import os
from pathlib import Path

import pytest

from library.models import Topic
from tests.browser.test_admin import faults_of_ours, messages, office
from tests.training.conftest import engage, learn, partner, place
from training.models import Attendance, Award, Discipline, Engagement, GrantProgram, Jurisdiction, StatedFigure

__all__ = ["engage", "learn", "office", "partner", "place"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TRAINING = "/admin/training"


@pytest.fixture
def records(publish, place, engage, partner, learn):
    """{name: a record} of every kind, with what makes lines long. The first test has those of migrations too."""
    for slug, name in {"judges": "Judges", "victim-advocacy": "Victim advocacy", "treatment": "Treatment"}.items():
        Discipline.objects.get_or_create(slug=slug, defaults={"name": name})
    oregon = place("Oregon", "state", usps="OR")
    places = [oregon, *(place(f"{name} County") for name in ("Lane", "Multnomah", "Clackamas", "Deschutes"))]
    tribe = place("Confederated Tribes of the Long River and of the Warm Plains of Oregon", "tribe")
    tribe.other_names.create(name="Warm Plains Agency", note="until 1938")
    tribe.tribe_states.create(state=oregon)
    topics = [Topic.objects.create(name=name, slug=name.lower()) for name in ("Supervision", "Treatment")]
    many = {"jurisdictions": [*places, tribe], "topics": topics}
    engagement = engage(
        "Supervision skills for teams that begin to work together in rural counties",
        **many,
        number="2004-OR-017",
        begins="2004-03-15",
        ends="2004-03-17",
        trained={"judges": (12, 5), "victim-advocacy": None},
        summary="What was asked for and what was done. " * 5,
    )
    engage("Housing and reentry", begins="2010", is_public=False, kind="webinar")
    partnership = partner(**many)
    for kind, begins in (("assessment", "2001"), ("plan", "2002")):
        phase = partnership.phases.model(partnership=partnership, kind=kind)
        phase.set_period(begins)
        phase.save()
    award = Award(number="1998-WP-1", title="Resource center", funder="An office of the Department of Justice")
    program = GrantProgram(name="Comprehensive approaches", slug="comprehensive", funder="An office", is_public=True)
    for record in (award, program):
        record.set_period("1998", "2003")
        record.save()
    grantee = program.grantees.model(program=program, name="Lane County")
    grantee.set_period("2000")
    grantee.save()
    figure = StatedFigure.objects.create(
        slug="hours",
        label="hours of training",
        number=9000,
        exactness="more-than",
        first_year=1996,
        last_year=2019,
    )
    return {
        "engagement": engagement,
        "partnership": partnership,
        "lesson": learn(**many),
        "grantprogram": program,
        "award": award,
        "jurisdiction": tribe,
        "discipline": Discipline.objects.get(slug="judges"),
        "statedfigure": figure,
    }


def test_no_page_has_a_fault_of_ours_or_scrolls_sideways(office, records):
    addresses = ["/admin/", f"{TRAINING}/engagement/import/", f"{TRAINING}/engagement/export/"]
    for name, record in records.items():
        addresses += [f"{TRAINING}/{name}/", f"{TRAINING}/{name}/{record.pk}/change/"]
    oregon = Jurisdiction.objects.get(slug="oregon")
    addresses += [f"{TRAINING}/jurisdiction/{oregon.pk}/delete/", f"{TRAINING}/award/add/"]
    found = {}
    for address in addresses:
        before = len(office.faults)
        office.goto(address)
        if address.endswith("/delete/"):  # the browser reports the 403 that a refused deletion is
            del office.faults[before:]
        for width in (390, 1280):
            office.set_viewport_size({"width": width, "height": 900})
            assert office.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            _picture(office, address, width)
        found |= {(address, rule): element for rule, element in faults_of_ours(office).items()}
    assert found == {}


def _picture(page, address, width):
    """Into the folder PICTURES of the environment, to be looked at."""
    if folder := os.environ.get("PICTURES"):
        name = f"{address.strip('/').replace('/', '-')}-{width}.png"
        page.screenshot(path=Path(folder) / name, full_page=True)


def test_engagement_is_kept_with_places_and_people_and_made_public(office, records):
    office.goto("/admin/")
    office.click("a:text-is('Engagements')")
    office.click("text=Add engagement")
    office.fill("#id_number", "2005-OR-001")
    office.fill("#id_title", "Skills for judges")
    office.select_option("#id_kind", label="Training")
    office.fill("#id_begins", "May 2005")
    for field, words, chosen in (
        ("jurisdictions", "lane or", "Lane County, OR"),
        ("jurisdictions", "warm plains agency", "Long River"),
        ("topics", "superv", "Supervision"),
    ):
        office.click(f".field-{field} .select2-selection")
        office.locator(f".field-{field} .select2-search__field").press_sequentially(words)
        office.wait_for_selector(f".select2-results li:only-child:has-text('{chosen}')")
        office.click(f".select2-results li:has-text('{chosen}')")
    office.select_option("#id_attendances-0-discipline", label="Judges")
    office.fill("#id_attendances-0-people", "12")
    office.fill("#id_attendances-0-new_people", "5")
    office.click("input[name=_save] >> nth=0")
    assert "Write 2004, 2004-03 or 2004-03-15" in office.inner_text(".field-begins")
    assert office.input_value("#id_attendances-0-people") == "12"
    office.fill("#id_begins", "2005-05")
    office.click("input[name=_save] >> nth=0")
    assert "was added" in messages(office)
    engagement = Engagement.objects.get(number="2005-OR-001")
    assert {str(place) for place in engagement.jurisdictions.all()} == {
        "Lane County, OR",
        "Confederated Tribes of the Long River and of the Warm Plains of Oregon",
    }
    assert Attendance.objects.get(engagement=engagement).new_people == 5

    office.check(f"input[name=_selected_action][value='{engagement.pk}']")
    office.select_option("select[name=action]", "make_public")
    office.click("button:text-is('Go')")
    assert "1 engagement made public." in messages(office)


def test_catalogue_is_tried_and_then_imported(office, records, tmp_path):
    path = tmp_path / "engagements.csv"
    path.write_text("number,title,kind,begins,ends,jurisdictions,people_judges\nA,Skills,training,2005,,Oregon,12\n")
    office.goto(f"{TRAINING}/engagement/")
    office.click("a:text-is('Import')")
    office.set_input_files("#id_import_file", path)
    office.click("input[value='Trial run']")
    assert "Trial run: 1 new" in office.inner_text("#trial-heading")
    office.click("input[value=Import]")
    assert "Imported: 1 new." in messages(office)
    assert Engagement.objects.get(number="A").attendances.get().people == 12


@pytest.mark.parametrize("width", [1280, 390])
def test_times_have_their_labels_beside_or_right_above_them(office, width):
    office.set_viewport_size({"width": width, "height": 900})
    office.goto(f"{TRAINING}/engagement/add/")
    edge = office.locator("label[for=id_title]").bounding_box()["x"]
    for name in ("begins", "ends"):
        label = office.locator(f"label[for=id_{name}]").bounding_box()
        field = office.locator(f"#id_{name}").bounding_box()
        assert label["x"] == pytest.approx(edge, abs=1), name
        assert field["y"] - (label["y"] + label["height"]) < 20, name
        assert field["x"] - (label["x"] + label["width"]) < 20, name
