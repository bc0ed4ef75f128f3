"""Looking at a record on the site, from its form."""

import pytest

from training.models import GrantProgram

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "record", [pytest.param("engage", id="engagement"), pytest.param("partner", id="partnership"), "learn"]
)
def test_record_is_looked_at_on_the_site_before_it_is_public(staff_client, client, request, page_of, record):
    kept = request.getfixturevalue(record)(is_public=False, internal_notes="Between us")
    page = staff_client.get(page_of(kept))
    assert page.context["absolute_url"] == kept.get_absolute_url()
    preview = staff_client.get(kept.get_absolute_url())
    assert preview.status_code == 200
    assert "Between us" not in preview.text
    client.logout()
    assert client.get(kept.get_absolute_url()).status_code == 404


def test_grant_program_is_looked_at_on_the_site(staff_client, page_of):
    program = GrantProgram(name="A program", slug="a-program", funder="An office")
    program.set_period("2005")
    program.save()
    assert staff_client.get(page_of(program)).context["absolute_url"] == program.get_absolute_url()
    assert staff_client.get(program.get_absolute_url()).status_code == 200
