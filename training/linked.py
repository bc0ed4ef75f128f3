"""What a record's page shows of others: only what is public, under names of its own so that nothing else is shown."""

from django.db.models import Prefetch

from library.models import Publication
from training.models import Engagement, Lesson, Partnership


def public_documents(path="publications"):
    """As `documents` of the record, the newest first."""
    publications = Publication.objects.public().select_related("type").newest_first()
    return Prefetch(path, publications, to_attr="documents")


def public_partnerships():
    """As `shown_partnerships` of a lesson."""
    return Prefetch("partnerships", Partnership.objects.public(), to_attr="shown_partnerships")


def public_lessons():
    """As `shown_lessons` of a partnership."""
    return Prefetch("lessons", Lesson.objects.public(), to_attr="shown_lessons")


def public_engagements():
    """As `shown_engagements` of a partnership, in order of time."""
    return Prefetch("engagements", Engagement.objects.public().oldest_first(), to_attr="shown_engagements")
