"""What makes the search's picture of lessons and partnerships out of date, noted in the transaction that causes it."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from library.models import RecordChange, Topic
from training.models import Jurisdiction, JurisdictionName, Lesson, Milestone, Partnership, Phase


@receiver([post_save, post_delete], sender=Lesson)
@receiver(m2m_changed, sender=Lesson.topics.through)
@receiver(m2m_changed, sender=Lesson.jurisdictions.through)
def lesson_changed(**_):
    RecordChange.objects.note("lessons")


@receiver([post_save, post_delete], sender=Partnership)
@receiver([post_save, post_delete], sender=Phase)
@receiver([post_save, post_delete], sender=Milestone)
@receiver(m2m_changed, sender=Partnership.topics.through)
@receiver(m2m_changed, sender=Partnership.jurisdictions.through)
def partnership_changed(**_):
    RecordChange.objects.note("partnerships")


@receiver(post_save, sender=Topic)
@receiver(post_save, sender=Jurisdiction)
def name_changed(created, **_):
    if not created:
        RecordChange.objects.note("lessons", "partnerships")


@receiver(pre_delete, sender=Topic)
@receiver([post_save, post_delete], sender=JurisdictionName)
def name_came_or_went(**_):
    RecordChange.objects.note("lessons", "partnerships")
