"""The library's questions to its database, by name."""

from datetime import timedelta

from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Now, NullIf
from django.utils import timezone


class PublicationQuerySet(models.QuerySet):
    def public(self):
        """Publications a visitor may read now: published, or scheduled for a moment that has come.

        The moment decides, not the worker that later turns “scheduled” into “published”.
        """
        return self.filter(public_from__lte=Now())

    def due(self):
        """Scheduled publications whose moment has come but whose state still says “scheduled”."""
        return self.filter(state="scheduled", public_from__lte=Now())

    def for_lists(self):
        """With everything that one line of a list shows; five queries for any number of publications."""
        from library.models import PublicationFile

        return self.select_related("type").prefetch_related(
            Prefetch("files", PublicationFile.objects.current().defer("outline"), to_attr="current_files"),
            "audiences",
            "topics",
            "authors",
        )

    def newest_first(self):
        """By date of publication, to the precision known; those without a date last."""
        return self.order_by("-published_sort", "sort_title", "pk")

    def oldest_first(self):
        return self.order_by(NullIf("published_sort", 0).asc(nulls_last=True), "sort_title", "pk")

    def by_title(self):
        return self.order_by("sort_title", "pk")

    def recently_added_first(self):
        return self.order_by("-public_from", "pk")


class PublicationFileQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def same_bytes(self, sha256):
        """Files already held whose content is the same to the byte."""
        return self.filter(sha256=sha256).select_related("publication")

    def waiting(self):
        """Files that intake has still to look at, oldest first."""
        return self.filter(intake_state="waiting").order_by("uploaded_at", "pk")

    def stranded(self, older_than=timedelta(seconds=30)):
        """Files whose worker stopped giving signs of life while it had them in hand."""
        return self.filter(intake_state="processing", intake_heartbeat_at__lt=timezone.now() - older_than)

    def in_trouble(self):
        """Files that need a person: nothing readable came out of them."""
        return self.filter(intake_state__in=["image-only", "encrypted", "broken", "too-large", "set-aside"])
