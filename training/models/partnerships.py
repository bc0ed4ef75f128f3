"""Intensive work with a jurisdiction over years: its phases, its milestones, and what changed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from library.models import Publication, Topic
from training.periods import Period
from training.querysets import PartnershipQuerySet

from .grants import Award
from .jurisdictions import Jurisdiction
from .records import Record, every_change


class Partnership(Record, Period):
    slug = models.SlugField(max_length=120, unique=True, help_text="The lasting part of its address.")
    title = models.CharField(max_length=300, help_text="What it was to reach, and where.")
    jurisdictions = models.ManyToManyField(Jurisdiction, related_name="partnerships", blank=True)
    summary = models.TextField(blank=True, help_text="The problem, the work and the result, in a few sentences.")
    partners = models.CharField(
        max_length=500, blank=True, help_text="Agencies and organizations on the team; no names of persons."
    )
    topics = models.ManyToManyField(Topic, related_name="partnerships", blank=True)
    publications = models.ManyToManyField(
        Publication, related_name="partnerships", blank=True, help_text="Documents that were used, or came out of it."
    )
    award = models.ForeignKey(Award, null=True, blank=True, on_delete=models.PROTECT, related_name="partnerships")

    objects = PartnershipQuerySet.as_manager()
    history = every_change(m2m_fields=[jurisdictions, topics, publications])

    class Meta(Period.Meta):
        abstract = False
        ordering = ["-starts_on", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:partnership", args=[self.slug])


class PhaseKind(models.TextChoices):
    """The order in which a team works, as the center's model has it."""

    ASSESSMENT = "assessment", "Assessment"
    PLAN = "plan", "Plan"
    IMPLEMENTATION = "implementation", "Implementation"


class Phase(Period):
    """A stretch of a partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField("phase", max_length=15, choices=PhaseKind)
    summary = models.TextField(blank=True, help_text="What was done in it.")

    class Meta(Period.Meta):
        abstract = False
        ordering = ["starts_on", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=PhaseKind.values), name="phase_kind_known"),
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                name="phase_once",
                violation_error_message="The partnership has this phase already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.when}"


class Milestone(Period):
    """Something reached in a partnership; a change of policy or practice where it is one."""

    class Change(models.TextChoices):
        NONE = "", "no change by itself"
        LAW = "law", "change of law"
        POLICY = "policy", "change of policy"
        PRACTICE = "practice", "change of practice"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=300, help_text="What was reached, in a sentence.")
    change = models.CharField(
        "tangible change",
        max_length=10,
        choices=Change,
        blank=True,
        default=Change.NONE,
        help_text="Whether a law, a policy or a practice is different since.",
    )
    description = models.TextField(blank=True)

    class Meta(Period.Meta):
        abstract = False
        ordering = ["starts_on", "pk"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(change__in=["", "law", "policy", "practice"]), name="milestone_change_known"
            ),
        ]

    def __str__(self):
        return self.title
