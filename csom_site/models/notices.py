"""What stands above every page, or above the home page, for a while or for good."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Notice(models.Model):
    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        WARNING = "warning", "Warning"

    class Where(models.TextChoices):
        EVERYWHERE = "everywhere", "On every page"
        HOME = "home", "On the home page"

    text = models.CharField(
        max_length=500, help_text="One or two sentences. Emphasis and links in Markdown: [words](/about/)."
    )
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        default=Kind.NOTE,
        help_text="A warning says so in a word before it, and by its color.",
    )
    where = models.CharField(max_length=10, choices=Where, default=Where.EVERYWHERE)
    shown_from = models.DateTimeField(null=True, blank=True, help_text="Empty: from now on.")
    shown_until = models.DateTimeField(null=True, blank=True, help_text="Empty: until somebody changes it.")

    history = HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True))

    class Meta:
        ordering = ["-kind", "pk"]  # warnings come first
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["note", "warning"]), name="notice_kind_known"),
            models.CheckConstraint(condition=Q(where__in=["everywhere", "home"]), name="notice_where_known"),
            models.CheckConstraint(
                condition=Q(shown_from__isnull=True) | Q(shown_until__isnull=True) | Q(shown_until__gt=F("shown_from")),
                name="notice_ends_after_it_begins",
                violation_error_message="It has to begin before it ends.",
            ),
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def get_absolute_url(self):
        return reverse("home")

    def is_shown(self, now, at_home):
        """Whether a page shows it at this moment; `at_home`: on the home page."""
        begun = self.shown_from is None or self.shown_from <= now
        over = self.shown_until is not None and self.shown_until <= now
        return begun and not over and (at_home or self.where == self.Where.EVERYWHERE)
