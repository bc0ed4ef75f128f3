"""The way from the home page to a page of training and assistance, as its breadcrumbs show it."""

from django.urls import reverse


def trail(*steps):
    """[(address, name), …] of the section and the steps below it that lead to a page."""
    return [(reverse("training:home"), "Training and assistance"), *steps]
