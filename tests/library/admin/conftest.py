"""Forms sent as a browser sends them."""

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def pdf(samples):
    """pdf("name.pdf") → a real PDF under this name, to be uploaded; the second argument chooses another sample."""

    def make(name="guidance.pdf", sample="doj-2022-guidance-on-web-accessibility.pdf"):
        return SimpleUploadedFile(name, (samples / sample).read_bytes(), content_type="application/pdf")

    return make


def fields(page, form_id):
    """{name: value or [values]} of the form in an answer, as a browser sends it when no button is pressed."""
    tree = html5lib.parse(page.content, namespaceHTMLElements=True)
    form = next(element for element in tree.iter(f"{XHTML}form") if element.get("id") == form_id)
    found = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type", "")
        if not name or element.tag == f"{XHTML}button" or kind in ("submit", "file", "button"):
            continue
        if kind in ("checkbox", "radio") and element.get("checked") is None:
            continue
        found[name] = _value(element)
    return found


def _value(element):
    if element.tag == f"{XHTML}textarea":
        return (element.text or "").removeprefix("\n")
    if element.tag == f"{XHTML}select":
        options = list(element.iter(f"{XHTML}option"))
        chosen = [option.get("value", "") for option in options if option.get("selected") is not None]
        if element.get("multiple") is not None:
            return chosen
        return chosen[0] if chosen else options[0].get("value", "") if options else ""
    return element.get("value", "on" if element.get("type") == "checkbox" else "")


@pytest.fixture
def save():
    """save(browser, address, **changes) → the answer to the publication form at that address, sent with changes.

    A change to None leaves the field out, as unticking a box does.
    """

    def send(browser, address, **changes):
        data = {**fields(browser.get(address), "publication_form"), **changes}
        return browser.post(address, {name: value for name, value in data.items() if value is not None})

    return send


@pytest.fixture
def form_of():
    """form_of(publication) → the address of its form."""
    return lambda publication: f"/admin/library/publication/{publication.pk}/change/"


@pytest.fixture
def told():
    """told(answer) → what the messages on the page that the answer leads to say, as one text."""

    def read(answer):
        page = answer.client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
        return " | ".join(str(message) for message in page.context["messages"])

    return read
