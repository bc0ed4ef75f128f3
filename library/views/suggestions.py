"""Suggestions for a search: as a page, and as browsers ask for them from their search bar."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from library.forms import BrowseForm
from library.suggestions import suggest

from .trail import trail


@require_safe
def page(request):
    form, words = _typed(request)
    context = {
        "form": form,
        "words": words,
        "suggestions": suggest(words),
        "trail": trail(),
    }
    return render(request, "library/suggestions.html", context)


@require_safe
def for_browsers(request):
    """[what was typed, suggestions, nothing, where each leads], as OpenSearch's extension for suggestions has it."""
    _, words = _typed(request)
    texts = suggest(words).texts
    where = request.build_absolute_uri(reverse("library:list"))
    answer = [words, texts, [], [f"{where}?{urlencode({'q': text})}" for text in texts]]
    kind = "application/x-suggestions+json"
    return JsonResponse(answer, safe=False, content_type=kind, headers={"X-Robots-Tag": "noindex"})


def _typed(request):
    form = BrowseForm({"q": request.GET.get("q", "")})
    form.is_valid()
    return form, form.cleaned_data.get("q", "")
