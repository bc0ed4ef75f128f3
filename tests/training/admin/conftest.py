"""Staff with chosen rights, and the forms of these records sent as a browser sends them."""

import pytest
from django.urls import reverse

from tests.library.admin.conftest import fields


@pytest.fixture
def page_of():
    """page_of(record, "change") → the address of a page on the record; page_of(model, "changelist") of one without."""

    def address(subject, page="change"):
        opts = subject._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_{page}"
        return reverse(name, args=[] if page in ("changelist", "add") else [subject.pk])

    return address


@pytest.fixture
def save():
    """save(browser, address, **changes) → the answer to the form at that address, sent with changes."""

    def send(browser, address, **changes):
        page = browser.get(address)
        form = f"{page.context['opts'].model_name}_form"
        data = {**fields(page, form), **changes}
        return browser.post(address, {name: value for name, value in data.items() if value is not None})

    return send


@pytest.fixture
def told():
    """told(answer) → what the messages on the page that the answer leads to say, as one text."""

    def read(answer):
        page = answer.client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
        return " | ".join(str(message) for message in page.context["messages"])

    return read
