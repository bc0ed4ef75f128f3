"""What all public records of training and assistance have."""

from django.db import models
from simple_history.models import HistoricalRecords


class Record(models.Model):
    """A record that staff keep, and that visitors see once it is public, without its internal notes."""

    is_public = models.BooleanField("public", default=False, help_text="Untick to keep it, and its numbers, to staff.")
    internal_notes = models.TextField(blank=True, help_text="For staff only: never shown, exported or searched.")
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def every_change(**options):
    """The history of a model: an entry for each time that a record is saved. Reasons name its lines, so may be long."""
    return HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True), **options)
