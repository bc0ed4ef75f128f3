from django.conf import settings
from django.urls import reverse

# URL name and label of each place in the header, in order.
MAIN_NAVIGATION = [
    ("library:list", "Library"),
    ("approach", "Approach"),
    ("training:home", "Our work"),
    ("training:impact", "Impact"),
    ("about", "About"),
    ("ask", "Ask us"),
]


def center(request):
    """What every page says of the center that runs the site."""
    return {
        "site_name": settings.SITE_NAME,
        "site_short_name": settings.SITE_SHORT_NAME,
        "main_navigation": list(navigation(request.path)),
        "site_tagline": settings.SITE_TAGLINE,
        "contact_email": settings.CONTACT_EMAIL,
    }


def navigation(path):
    """Each place with the value of its aria-current: “page” when it is this page, “true” when this page lies in it.

    Where addresses lie below one another, the longest that fits is the section.
    """
    places = [(reverse(name), label) for name, label in MAIN_NAVIGATION]
    section = max((address for address, _ in places if path.startswith(address)), key=len, default=None)
    for address, label in places:
        current = "page" if address == path else "true" if address == section else ""
        yield {"address": address, "label": label, "current": current}
