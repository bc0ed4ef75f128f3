"""What was learned in one place and is of use in others."""

from django.db import models
from django.urls import reverse

from library.models import Publication, Topic
from training.querysets import LessonQuerySet

from .jurisdictions import Jurisdiction
from .partnerships import Partnership
from .records import Record, every_change


class Lesson(Record):
    slug = models.SlugField(max_length=120, unique=True, help_text="The lasting part of its address.")
    title = models.CharField(max_length=300, help_text="The lesson itself, in a sentence.")
    summary = models.TextField(help_text="For lists: for whom it is, and what follows from it.")
    text = models.TextField(blank=True, help_text="In Markdown: what was tried, what happened, what others can use.")
    written_on = models.DateField(help_text="When it was written down.")
    jurisdictions = models.ManyToManyField(Jurisdiction, related_name="lessons", blank=True)
    partnerships = models.ManyToManyField(Partnership, related_name="lessons", blank=True)
    topics = models.ManyToManyField(Topic, related_name="lessons", blank=True)
    publications = models.ManyToManyField(Publication, related_name="lessons", blank=True)

    objects = LessonQuerySet.as_manager()
    history = every_change(m2m_fields=[jurisdictions, partnerships, topics, publications])

    class Meta:
        ordering = ["-written_on", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:lesson", args=[self.slug])
