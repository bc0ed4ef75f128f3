"""What visitors are told when something is not as they or we expected."""

import re
from urllib.parse import unquote

from django.shortcuts import render

from csom_site.context import center
from library.intake.uploads import UploadTooLarge
from library.models import Publication

_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_ADDRESSES = {"docs", "files", "htm", "html", "index", "library", "pages", "pdf", "php", "topics", "www"}
_OF_ALL_TITLES = {"and", "for", "from", "the", "with"}
_MOST_WORDS = 8
_MOST_SUGGESTIONS = 5


def not_found(request, exception):
    """404, with documents whose titles look like the address."""
    found = dict.fromkeys(_WORD.findall(unquote(request.path).lower()))
    words = [word for word in found if word not in _OF_ADDRESSES | _OF_ALL_TITLES][:_MOST_WORDS]
    suggestions = Publication.objects.public().titled_like(words).for_lists()[:_MOST_SUGGESTIONS] if words else []
    context = {"words": " ".join(words), "suggestions": suggestions}
    return render(request, "404.html", context, status=404)


def bad_request(request, exception):
    """400, or 413 with the figures when more was sent than is taken."""
    if isinstance(exception, UploadTooLarge):
        return render(request, "413.html", {"reason": str(exception)}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def server_error(request):
    """500, from a page that asks nothing of the database, the session or the visitor."""
    return render(None, "500.html", center(request), status=500)
