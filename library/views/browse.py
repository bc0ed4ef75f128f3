"""Finding documents: the list with its filters, and the topics."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from library.beside import beside
from library.catalog import current_catalog
from library.exports import MOST, other_forms
from library.facets import Selection
from library.models import Topic
from library.paging import Pager
from library.search.beside import find_beside
from library.search_log import count_search
from library.topics import TopicPage, topics_in

from .not_now import TRY_AGAIN_AFTER
from .trail import trail


def publication_list(request):
    selection = Selection(request.GET, current_catalog())
    pager = Pager(selection.publications, request.GET.get("page"), lambda number: selection.address(page=number))
    selection.results.explain(pager.page.object_list)
    context = {
        "selection": selection,
        "form": selection.form,
        "pager": pager,
        "count": len(selection.publications),
        # The same list in another order is the same list.
        "canonical": request.build_absolute_uri(selection.address(page=pager.number_in_address, sort="")),
        "topics": topics_in(selection.catalog) if not selection.publications else [],
        "other_forms": other_forms(selection),
        "most_in_a_file": MOST,
        "found_beside": _found_beside(selection) if pager.page.number == 1 else [],
    }
    if selection.results.is_away:
        answer = render(request, "library/publication_list.html", context, status=503)
        answer["Retry-After"] = TRY_AGAIN_AFTER
        return answer
    if pager.page.number == 1:
        count_search(request, selection.results)
    return render(request, "library/publication_list.html", context)


def _found_beside(selection):
    """What the words find of other kinds of records; nothing where documents are narrowed down."""
    return [] if selection.filters else find_beside(selection.results.readings)


def topics(request):
    return render(request, "library/topics.html", {"topics": topics_in(current_catalog()), "trail": trail()})


def topic(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    page, sections = TopicPage(topic, current_catalog()), beside(topic)
    if not page.count and not sections:
        raise Http404("Nothing public has this topic.")
    context = {"topic": topic, "page": page, "beside": sections, "trail": trail((reverse("library:topics"), "Topics"))}
    return render(request, "library/topic.html", context)
