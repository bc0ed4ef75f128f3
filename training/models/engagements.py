"""Training and assistance given: what, when, where, for whom, and how many people it reached."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from library.models import Publication, Topic
from library.models.terms import Term, once
from training.periods import Period
from training.querysets import EngagementQuerySet

from .grants import Award
from .jurisdictions import Jurisdiction
from .partnerships import Partnership
from .records import Record, every_change


class Discipline(Term):
    """A profession or role of the people who are trained."""

    position = models.PositiveSmallIntegerField(default=100, help_text="Its place in lists: small numbers first.")

    history = every_change()

    class Meta(Term.Meta):
        ordering = ["position", "name"]
        constraints = [once("discipline_name_once", "name")]


class EngagementKind(models.TextChoices):
    TRAINING = "training", "Training"
    ON_SITE = "on-site", "On-site assistance"
    REMOTE = "remote", "Remote assistance"
    CONFERENCE = "conference", "Conference"
    WEBINAR = "webinar", "Webinar"
    PEER_VISIT = "peer-visit", "Peer visit"
    DOCUMENT_REVIEW = "document-review", "Document review"


class Engagement(Record, Period):
    """One piece of training or technical assistance (T/TA)."""

    number = models.CharField(
        max_length=40, unique=True, help_text="The center’s own file number. Imports know the record by it."
    )
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=EngagementKind)
    venue = models.CharField(max_length=200, blank=True, help_text="Where, as text: “State capitol, Salem”.")
    places = models.ManyToManyField(
        Jurisdiction, related_name="engagements_held", blank=True, help_text="The places in which it was held."
    )
    jurisdictions = models.ManyToManyField(
        Jurisdiction, related_name="engagements", blank=True, verbose_name="jurisdictions served"
    )
    disciplines = models.ManyToManyField(Discipline, through="Attendance", related_name="engagements", blank=True)
    topics = models.ManyToManyField(Topic, related_name="engagements", blank=True)
    publications = models.ManyToManyField(
        Publication, related_name="engagements", blank=True, verbose_name="publications used"
    )
    partners = models.CharField(
        max_length=500, blank=True, help_text="Organizations that worked with us on it; no names of persons."
    )
    award = models.ForeignKey(
        Award,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="engagements",
        help_text="The funder’s grant that paid for it.",
    )
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="engagements"
    )
    summary = models.TextField(blank=True, help_text="What was asked for and what was done.")
    result = models.TextField(blank=True, help_text="What came of it.")

    objects = EngagementQuerySet.as_manager()
    history = every_change(m2m_fields=[places, jurisdictions, topics, publications])

    class Meta(Period.Meta):
        abstract = False
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["is_public", "-starts_on", "-id"], name="engagement_newest"),
            models.Index(fields=["is_public", "kind"], name="engagement_kind"),
            models.Index(fields=["is_public", "modified_at"], name="engagement_changed"),
        ]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=EngagementKind.values), name="engagement_kind_known"),
            models.CheckConstraint(condition=~Q(number=""), name="engagement_has_a_number"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:engagement", args=[self.pk])


class Attendance(models.Model):
    """How many people of one discipline an engagement reached. Empty numbers were not recorded.

    `new_people` are those whom no earlier engagement had reached: their sum counts every person once.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="attendances")
    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="attendances")
    people = models.PositiveIntegerField("people trained", null=True, blank=True)
    new_people = models.PositiveIntegerField(
        "people new to us", null=True, blank=True, help_text="Of them, those whom we had not trained before."
    )

    class Meta:
        ordering = ["discipline__position", "discipline__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "discipline"],
                name="attendance_once",
                violation_error_message="This discipline has a line already.",
            ),
            models.CheckConstraint(
                condition=Q(new_people__isnull=True) | Q(people__isnull=False, people__gte=F("new_people")),
                name="attendance_new_people_among_people",
                violation_error_message="People new to us can’t be more than the people trained.",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__range=(0, 1_000_000)),
                name="attendance_people_plausible",
                violation_error_message="A number of people is from 0 to 1,000,000.",
            ),
        ]

    def __str__(self):
        return f"{self.discipline}: {self.people if self.people is not None else 'not recorded'}"
