"""Finding documents: the list with its filters, and the topics."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from library.catalog import current_catalog
from library.exports import MOST, other_forms
from library.facets import Selection
from library.models import Topic
from library.paging import Pager
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
    }
    if selection.results.is_away:
        answer = render(request, "library/publication_list.html", context, status=503)
        answer["Retry-After"] = TRY_AGAIN_AFTER
        return answer
    if pager.page.number == 1:
        count_search(request, selection.results)
    return render(request, "library/publication_list.html", context)


def topics(request):
    return render(request, "library/topics.html", {"topics": topics_in(current_catalog()), "trail": trail()})


def topic(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    page = TopicPage(topic, current_catalog())
    if not page.count:
        raise Http404("No public document has this topic.")
    context = {"topic": topic, "page": page, "trail": trail((reverse("library:topics"), "Topics"))}
    return render(request, "library/topic.html", context)
