"""The pages that are about the center and its site."""

from urllib.parse import quote

from django.conf import settings
from django.shortcuts import render

from csom_site.home import Home
from library.models import Publication, Topic
from library.search_log import count_asked


def home(request):
    home = Home()
    start_here, added = home.shelves()
    return render(request, "csom_site/home.html", {"home": home, "start_here": start_here, "added": added})


def accessibility(request):
    return render(request, "csom_site/accessibility.html")


def ask(request):
    """How to ask. `document`, `topic` (slugs), `format` and `q` (words) go along into the letter's subject."""
    document = Publication.objects.public().filter(slug=request.GET.get("document", "")[:120]).first()
    topic = Topic.objects.filter(slug=request.GET.get("topic", "")[:100]).first()
    words = " ".join(request.GET.get("q", "").split())[:200]
    wants_format = "format" in request.GET
    subject = _subject(document, topic, words, wants_format)
    context = {
        "document": document,
        "topic": topic,
        "words": words,
        "wants_format": wants_format,
        "letter": f"mailto:{settings.CONTACT_EMAIL}?subject={quote(subject)}" if settings.CONTACT_EMAIL else "",
    }
    count_asked(request, words)
    return render(request, "csom_site/ask.html", context)


def _subject(document, topic, words, wants_format):
    if document:
        return f"{'Another format of' if wants_format else 'Question about'}: {document.title}"
    if wants_format:
        return "A document in another format"
    if topic:
        return f"Question about the topic: {topic}"
    return f"Looking for: {words}" if words else "Question to the library"
