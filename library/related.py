"""What else to read: public documents that share topics with one, and why each is named."""

from django.db.models import Count, F, Q
from django.db.models.functions import Abs

from library.models import Publication

HOW_MANY = 5


def related_to(publication, topics):
    """Up to HOW_MANY publications, each with a `reason`, in a fixed number of queries.

    First those that share the most of the topics, then those of the same type, then those nearest in date. One that
    has been replaced is left out: its successor is the one to read.
    """
    names = {topic.pk: topic.name for topic in topics}
    nearest = _nearest(publication, list(names))
    found = Publication.objects.for_lists().in_bulk(nearest)
    for other in found.values():
        other.reason = _reason(publication, other, [topic.name for topic in other.topics.all() if topic.pk in names])
    return [found[pk] for pk in nearest]


def _nearest(publication, topics):
    if not topics:
        return []
    others = Publication.objects.public().filter(topics__in=topics, replaced_by=None).exclude(pk=publication.pk)
    ordered = others.annotate(
        shared=Count("topics"),
        another_type=~Q(type=publication.type_id),
        away=Abs(F("published_sort") - publication.published_sort),
    ).order_by("-shared", "another_type", "away", "pk")
    return list(ordered.values_list("pk", flat=True)[:HOW_MANY])


def _reason(publication, other, shared):
    reason = f"Same topic{'s' if len(shared) > 1 else ''}: {', '.join(shared)}"
    return f"{reason}; newer" if publication.year and (other.year or 0) > publication.year else reason
