"""What makes the index's picture of a publication out of date. Each is noted in the transaction that causes it."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from library.models import Author, Authorship, IndexState, Page, Publication, PublicationFile, Topic


@receiver([post_save, post_delete], sender=Publication)
def publication_changed(instance, **_):
    IndexState.objects.mark([instance.pk])


@receiver([post_save, post_delete], sender=PublicationFile)
@receiver([post_save, post_delete], sender=Authorship)
def part_changed(instance, **_):
    IndexState.objects.mark([instance.publication_id])


@receiver([post_save, post_delete], sender=Page)
def page_changed(instance, **_):
    IndexState.objects.mark(Publication.objects.filter(files=instance.file_id).values_list("pk", flat=True))


@receiver(post_save, sender=Topic)
@receiver(post_save, sender=Author)
def name_changed(instance, created, **_):
    if not created:
        IndexState.objects.mark(instance.publications.values_list("pk", flat=True))


@receiver(pre_delete, sender=Topic)
def name_goes(instance, **_):
    IndexState.objects.mark(instance.publications.values_list("pk", flat=True))


@receiver(m2m_changed, sender=Publication.topics.through)
def topics_changed(instance, action, reverse, **_):
    if action.startswith("post_") and not reverse:
        IndexState.objects.mark([instance.pk])
