"""The Comprehensive Approach: the center's model, part by part."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import resolve, reverse
from simple_history.models import HistoricalRecords

from library.models import Publication, Topic

from .pages import LONGEST_TEXT


class ApproachPart(models.Model):
    """A component of the approach, or a principle that holds for all components."""

    class Kind(models.TextChoices):
        COMPONENT = "component", "Component"
        PRINCIPLE = "principle", "Principle"

    kind = models.CharField(max_length=10, choices=Kind, help_text="A principle holds for every component.")
    position = models.PositiveSmallIntegerField(help_text="Its place among the others of its kind: 1 comes first.")
    slug = models.SlugField("address", max_length=60, unique=True, help_text="The lasting part of its address.")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200, help_text="One line, for the list of all parts.")
    text = models.TextField(
        max_length=LONGEST_TEXT,
        help_text="In Markdown, under the headings “What it means”, “What good practice looks like” and “Questions a "
        "team can ask itself”, each with ## before it.",
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="approach_parts", help_text="Where readers find more of it in the library."
    )
    publications = models.ManyToManyField(
        Publication,
        blank=True,
        related_name="approach_parts",
        help_text="The documents to read on it. Those that are not public are not shown.",
    )

    history = HistoricalRecords(
        m2m_fields=[topics, publications], history_change_reason_field=models.TextField(blank=True, null=True)
    )

    class Meta:
        ordering = ["kind", "position", "title"]  # components come before principles
        verbose_name = "part of the approach"
        verbose_name_plural = "parts of the approach"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["component", "principle"]), name="approach_part_kind_known"),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="approach_part_position_from_1",
                violation_error_message="Places are counted from 1.",
            ),
            models.UniqueConstraint(
                F("kind"),
                F("position"),
                name="approach_part_place_once",
                violation_error_message="Another part of this kind has this place.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("approach-part", args=[self.slug])

    def clean(self):
        super().clean()
        if self.slug and resolve(self.get_absolute_url()).view_name != "approach-part":
            raise ValidationError({"slug": "Another page of the approach has this address."})
