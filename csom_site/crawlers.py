"""What programs read that come to the site by themselves: crawlers, and browsers that learn to search it."""

from django.conf import settings
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from library.facets import FACETS
from library.forms import BrowseForm

_FOR_A_DAY = cache_control(public=True, max_age=86400)


@require_safe
@_FOR_A_DAY
def robots(request):
    context = {"narrowing": [*BrowseForm.base_fields, *FACETS], "asking": ["q", "document", "format"]}
    return render(request, "csom_site/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
@_FOR_A_DAY
def opensearch(request):
    """How to search the library (OpenSearch 1.1), for browsers and for programs that gather from many libraries."""
    absolute = request.build_absolute_uri
    context = {
        "short_name": settings.SITE_SHORT_NAME[:16],
        "long_name": settings.SITE_NAME[:48],
        "description": f"The library of the {settings.SITE_NAME}: documents and their pages."[:1024],
        "icon": absolute(static("img/icon.svg")),
        "library": absolute(reverse("library:list")),
        "feed": absolute(reverse("library:feed")),
        "suggestions": absolute(reverse("library:suggest-json")),
        "itself": absolute(reverse("opensearch")),
    }
    return render(request, "csom_site/opensearch.xml", context, content_type="application/opensearchdescription+xml")
