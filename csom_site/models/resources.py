"""Other organizations' websites, and whether their links still work."""

from datetime import timedelta

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

CHECKED_EVERY = timedelta(days=7)
DEAD_AFTER = 2  # failures in a row: once can be bad luck


class ResourceGroup(models.Model):
    """A heading on the page of related resources."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=1, help_text="Its place on the page: 1 comes first.")

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "group of related resources"
        verbose_name_plural = "groups of related resources"

    def __str__(self):
        return self.name


class RelatedResourceQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def due(self):
        """Those whose link nobody has checked for a week, the longest unchecked first."""
        before = timezone.now() - CHECKED_EVERY
        unchecked = Q(checked_at__isnull=True) | Q(checked_at__lte=before)
        return self.filter(unchecked).order_by(models.F("checked_at").asc(nulls_first=True), "pk")

    def failing(self):
        """Those whose link failed when it was last checked."""
        return self.filter(failures__gt=0)


class RelatedResource(models.Model):
    """A website that helps where this library ends."""

    class Outcome(models.TextChoices):
        """What came of the last check of a link."""

        WORKS = "works", "Works"
        MOVED = "moved", "Leads to another address"
        REFUSED = "refused", "Answers, but not to programs"
        GONE = "gone", "No such page"
        ERROR = "error", "The site reports an error"
        UNREACHABLE = "unreachable", "No answer"
        UNSAFE = "unsafe", "No safe connection"

    FAILURES = {Outcome.GONE, Outcome.ERROR, Outcome.UNREACHABLE, Outcome.UNSAFE}

    name = models.CharField(max_length=150, help_text="What it is called, as it calls itself.")
    organization = models.CharField(max_length=150, blank=True, help_text="Who runs it, when the name doesn’t say.")
    url = models.URLField(
        "address",
        max_length=500,
        validators=[URLValidator(["http", "https"])],
        help_text="The page to lead to. Its link is checked every week.",
    )
    offers = models.TextField(max_length=600, help_text="What readers find there, in one or two sentences.")
    group = models.ForeignKey(ResourceGroup, on_delete=models.PROTECT, related_name="resources")
    position = models.PositiveSmallIntegerField(default=1, help_text="Its place in the group: 1 comes first.")
    is_public = models.BooleanField("public", default=True, help_text="Untick to keep it to staff.")

    checked_at = models.DateTimeField("last check", null=True, editable=False)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, editable=False)
    status = models.PositiveSmallIntegerField("HTTP status", null=True, editable=False)
    final_url = models.URLField("leads to", max_length=2000, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("failures in a row", default=0, editable=False)

    CHECK_FIELDS = ["checked_at", "outcome", "status", "final_url", "failures"]

    objects = RelatedResourceQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=CHECK_FIELDS, history_change_reason_field=models.TextField(blank=True, null=True)
    )

    class Meta:
        ordering = ["group", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                name="related_resource_url_once",
                violation_error_message="There is a related resource with this address already.",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, **options):
        """What was found at one address says nothing of another."""
        if getattr(self, "_loaded_url", self.url) != self.url:
            self.checked_at, self.outcome, self.status, self.final_url, self.failures = None, "", None, "", 0
        super().save(**options)
        self._loaded_url = self.url

    def get_absolute_url(self):
        return f"{reverse('related-resources')}#resource-{self.pk}"

    @classmethod
    def from_db(cls, db, field_names, values):
        loaded = super().from_db(db, field_names, values)
        loaded._loaded_url = loaded.__dict__.get("url")
        return loaded

    @property
    def is_dead(self):
        return self.failures >= DEAD_AFTER

    def record_check(self, outcome, status=None, final_url=""):
        """Keep what a check found; the address itself stays as staff wrote it, and the history tells of people only.

        A site that turns programs away has shown neither that the link works nor that it does not.
        """
        failures = 0
        if outcome in self.FAILURES:
            failures = self.failures + 1
        elif outcome == self.Outcome.REFUSED:
            failures = self.failures
        leads_to = final_url[: self._meta.get_field("final_url").max_length]  # another site says how long it is
        found = {"outcome": outcome, "status": status, "final_url": leads_to, "failures": failures}
        RelatedResource.objects.filter(pk=self.pk, url=self.url).update(checked_at=timezone.now(), **found)
