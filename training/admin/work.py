"""What waits for a person among the engagements: each kind of work, and the question that finds it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from training.models import Attendance, Engagement

KEPT_LONG = timedelta(days=30)  # to staff, since the record was made


@dataclass(frozen=True)
class Work:
    """One kind of work on engagements."""

    key: str  # in the address of the list
    label: str  # on the start page and in the list's filter
    query: Q

    def of(self, engagements):
        return engagements.filter(self.query).order_by()


def kinds():
    """Every kind of work. A function, because one depends on the day."""
    counted = Attendance.objects.filter(engagement=OuterRef("pk"), people__isnull=False)
    served = Engagement.jurisdictions.through.objects.filter(engagement=OuterRef("pk"))
    return [
        Work("no-people", "Engagements without numbers of people", ~Q(Exists(counted))),
        Work("no-jurisdiction", "Engagements without a jurisdiction", ~Q(Exists(served))),
        Work(
            "not-public",
            f"Engagements kept to staff for more than {KEPT_LONG.days} days",
            Q(is_public=False, created_at__lt=timezone.now() - KEPT_LONG),
        ),
    ]


def counts():
    """[(label, number, query string of the engagement list), …]."""
    return [(work.label, work.of(Engagement.objects.all()).count(), f"work={work.key}") for work in kinds()]
