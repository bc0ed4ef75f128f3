"""What all public records of training and assistance have."""

from django.db import models


class Record(models.Model):
    """A record that staff keep, and that visitors see once it is public, without its internal notes."""

    is_public = models.BooleanField("public", default=False, help_text="Untick to keep it, and its numbers, to staff.")
    internal_notes = models.TextField(blank=True, help_text="For staff only: never shown, exported or searched.")
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
