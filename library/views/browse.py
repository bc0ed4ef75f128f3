"""Finding documents: the list with its filters, and the topics."""

from django.shortcuts import get_object_or_404, render

from library.models import Publication, Topic


def publication_list(request):
    publications = Publication.objects.public().newest_first().for_lists()[:20]
    return render(request, "library/publication_list.html", {"publications": publications})


def topics(request):
    return render(request, "library/topics.html", {"topics": Topic.objects.all()})


def topic(request, slug):
    return render(request, "library/topic.html", {"topic": get_object_or_404(Topic, slug=slug)})
