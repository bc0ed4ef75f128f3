from django.conf import settings

# URL name and label of each place in the header, in order.
MAIN_NAVIGATION = [
    ("library:list", "Library"),
    ("about", "About the center"),
    ("ask", "Ask us"),
]


def center(request):
    """What every page says of the center that runs the site."""
    return {
        "site_name": settings.SITE_NAME,
        "site_short_name": settings.SITE_SHORT_NAME,
        "main_navigation": MAIN_NAVIGATION,
        "site_tagline": settings.SITE_TAGLINE,
        "contact_email": settings.CONTACT_EMAIL,
    }
