"""Numbers that example records are counted in say so, in every form for people."""

import pypdfium2
import pytest

NOTE = "Example records are among these."
PAGES = ["/impact/", "/impact/engagements/", "/impact/reports/", "/impact/reports/2004/"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_say_that_examples_are_counted(client, center, engage, address):
    assert NOTE not in client.get(address).text
    engage("Example: A seminar", number="EX-001")
    assert NOTE in client.get(address).text


def test_the_printed_report_says_so_too(client, center, engage):
    engage("Example: A seminar", number="EX-001")
    pdf = pypdfium2.PdfDocument(b"".join(client.get("/impact/reports/2004.pdf")))
    assert NOTE in " ".join(pdf[0].get_textpage().get_text_range().split())


def test_examples_that_are_not_public_are_no_matter(client, center, engage):
    engage("Example: A seminar", number="EX-001", is_public=False)
    assert NOTE not in client.get("/impact/").text
