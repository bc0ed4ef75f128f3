"""The site's own words as the migration brought them, staff with chosen rights, and forms as browsers send them."""

import pytest

from csom_site.models import ApproachPart, ContentPage, Notice, RelatedResource, ResourceGroup
from tests.library.admin.conftest import fields


@pytest.fixture
def page(db):
    return ContentPage.objects.create(
        slug="history", title="History", text="## When\n\nIn *1996*.", description="When it was.", is_public=True
    )


@pytest.fixture
def part(db):
    """A second component between others, so that it has neighbors."""
    ApproachPart.objects.all().delete()
    parts = [
        ApproachPart.objects.create(
            kind=kind, position=position, slug=slug, title=slug.title(), summary=f"{slug} in short.", text="## Meaning"
        )
        for kind, position, slug in [("component", 1, "one"), ("component", 2, "two"), ("principle", 1, "rule")]
    ]
    return parts[1]


@pytest.fixture
def notice(db):
    Notice.objects.all().delete()
    return Notice.objects.create(text="Read **this**.")


@pytest.fixture
def resource(db):
    RelatedResource.objects.all().delete()
    group = ResourceGroup.objects.create(name="Research", position=1)
    return RelatedResource.objects.create(
        name="An institute", url="http://institute.example/", offers="Figures.", group=group
    )


@pytest.fixture
def form_of():
    """form_of(record) → the address of its form in the admin."""
    return lambda record: f"/admin/csom_site/{record._meta.model_name}/{record.pk}/change/"


@pytest.fixture
def send(form_of):
    """send(browser, record, button, **changes) → the answer to the record's form, sent with what it shows changed."""

    def send(browser, record, button="_save", opened=None, **changes):
        opened = opened or browser.get(form_of(record))
        data = fields(opened, f"{record._meta.model_name}_form")
        return browser.post(form_of(record), {**data, **changes, button: "1"})

    return send
