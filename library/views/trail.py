"""The way from the home page to a page of the library, as its breadcrumbs show it."""

from django.urls import reverse


def trail(*steps):
    """[(address, name), …] of the library and the steps below it that lead to a page."""
    return [(reverse("library:list"), "Library"), *steps]
