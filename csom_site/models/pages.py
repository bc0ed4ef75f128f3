"""Pages that consist of words."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

LONGEST_TEXT = 40_000  # characters of Markdown

# Pages that the site's own links and views count on, by the names of their views: /about/ and so on, always public.
FIXED = {"about", "approach", "related-resources"}


class ContentPage(models.Model):
    """A heading, a lead, and text in Markdown."""

    slug = models.SlugField(
        "address",
        max_length=60,
        unique=True,
        help_text="The last part of its address: “history” gives /pages/history/.",
    )
    title = models.CharField(max_length=120, help_text="The heading of the page, and its name in search engines.")
    lead = models.TextField(blank=True, max_length=600, help_text="One to three sentences that say what matters most.")
    text = models.TextField(blank=True, max_length=LONGEST_TEXT, help_text="In Markdown. Headings begin with ##.")
    description = models.CharField(
        max_length=200,
        help_text="For search engines: what a reader finds here, in one sentence of 40 to 160 characters.",
    )
    is_public = models.BooleanField("public", default=False, help_text="Untick to keep it to staff.")
    reviewed_on = models.DateField(
        null=True, blank=True, help_text="When somebody last checked that all of it still holds. Shown on the page."
    )

    history = HistoricalRecords(history_change_reason_field=models.TextField(blank=True, null=True))

    class Meta:
        ordering = ["title"]
        verbose_name = "page"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(FIXED)) | models.Q(is_public=True),
                name="content_page_fixed_is_public",
                violation_error_message="This page is linked from every page of the site and stays public.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.slug) if self.is_fixed else reverse("page", args=[self.slug])

    @property
    def is_fixed(self):
        return self.slug in FIXED
