"""The staff pages of the site's own words in a real browser."""

import pytest

from csom_site.models import ApproachPart, ContentPage, Notice, RelatedResource, ResourceGroup
from tests.browser.test_admin import faults_of_ours, messages, office, types

__all__ = ["office", "types"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADMIN = "/admin/csom_site"


@pytest.fixture
def records(types, publish):
    """One of each kind, with long words, whether or not those of the migrations are there."""
    page = ContentPage.objects.create(slug="history", title="History", text="## When\n\nIn 1996.", description="When.")
    page.title = "A longer history"
    page.save()
    part = ApproachPart.objects.create(
        kind="component", position=99, slug="part", title="Part", summary="S.", text="T."
    )
    part.publications.add(publish("Managing people who have committed sex offenses in rural jurisdictions"))
    group = ResourceGroup.objects.create(name="Institutes", position=1)
    resource = RelatedResource.objects.create(
        name="An institute", url=f"https://institute.example/{'long/' * 30}", offers="Figures.", group=group
    )
    resource.record_check("moved", 200, f"https://institute.example/{'longer/' * 40}")
    return [page, part, resource, group, Notice.objects.create(text="Read **this**. " * 20)]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_has_a_fault_of_ours_or_scrolls_sideways(office, records, width):
    office.set_viewport_size({"width": width, "height": 900})
    addresses = ["/admin/"]
    for record in records:
        there = f"{ADMIN}/{record._meta.model_name}"
        addresses += [f"{there}/", f"{there}/add/", f"{there}/{record.pk}/change/", f"{there}/{record.pk}/history/"]
    page = records[0]
    addresses.append(f"{ADMIN}/contentpage/{page.pk}/history/{page.history.last().pk}/")
    found = {}
    for address in addresses:
        office.goto(address)
        assert office.evaluate("document.documentElement.scrollWidth") <= width, address
        found |= {(address, rule): element for rule, element in faults_of_ours(office).items()}
    assert found == {}


def test_preview_opens_beside_the_form_which_stays_as_it_is(office, records):
    page = records[0]
    office.goto(f"{ADMIN}/contentpage/{page.pk}/change/")
    office.fill("#id_text", "## Another heading\n\nOther words.")
    with office.context.expect_page() as opened:
        office.click("button:has-text('Preview')")
    assert opened.value.inner_text("main h2") == "Another heading"
    assert "Not saved." in opened.value.inner_text("[role=note]")
    opened.value.close()
    assert office.input_value("#id_text").startswith("## Another heading")
    office.press("#id_title", "Enter")  # saves, and does not preview
    assert "was changed successfully" in messages(office)
    page.refresh_from_db()
    assert page.text.startswith("## Another heading")


def test_earlier_version_is_found_compared_and_restored(office, records):
    page = records[0]
    office.goto(f"{ADMIN}/contentpage/{page.pk}/change/")
    office.click(".historylink")
    office.click("text=Compare this version")
    assert office.inner_text(".changes del") == "A longer history"
    assert office.inner_text(".changes ins") == "History"
    office.click("button:has-text('Make this version the newest one')")
    assert "is the newest one again" in messages(office)
    assert office.input_value("#id_title") == "History"
