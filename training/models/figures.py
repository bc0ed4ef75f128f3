"""Figures that the center stated about itself: a baseline, kept apart from what this system counts."""

from django.db import models
from django.db.models import F, Q

from .records import every_change


class StatedFigure(models.Model):
    """A total as published, with the period it covers and where it was said. Nothing is ever added to it."""

    class Exactness(models.TextChoices):
        EXACTLY = "exactly", "exactly"
        ABOUT = "about", "about"
        NEARLY = "nearly", "nearly"
        MORE_THAN = "more-than", "more than"
        DOZENS = "dozens", "dozens, no number given"

    slug = models.SlugField(
        max_length=60, unique=True, help_text="Names the figure; what the system counts of the same is shown beside it."
    )
    label = models.CharField(max_length=200, help_text="What is counted: “people trained”.")
    exactness = models.CharField(max_length=10, choices=Exactness, default=Exactness.EXACTLY)
    number = models.PositiveBigIntegerField(null=True, blank=True, help_text="Empty when only “dozens” was said.")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    definition = models.TextField(help_text="What the number means, and what is not known of it.")
    source = models.CharField(max_length=300, help_text="Who stated it, where.")
    source_url = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=100)

    history = every_change()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="stated_figure_ends_after_it_starts",
                violation_error_message="The last year can’t be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(exactness="dozens", number__isnull=True)
                | (~Q(exactness="dozens") & Q(number__isnull=False)),
                name="stated_figure_has_a_number_or_dozens",
                violation_error_message="Give the number, or say that only “dozens” was stated.",
            ),
        ]

    def __str__(self):
        return f"{self.said} {self.label}"

    @property
    def said(self):
        """The number in the words of the source: “more than 67,000”, “more than 100 million”, “dozens of”."""
        return f"{self.about} {self.amount}".strip() + (" of" if self.amount == self.Exactness.DOZENS else "")

    @property
    def about(self):
        """What stands before the amount: “more than”; nothing before an exact number or “dozens”."""
        is_plain = self.exactness in (self.Exactness.EXACTLY, self.Exactness.DOZENS)
        return "" if is_plain else self.get_exactness_display()

    @property
    def amount(self):
        """“67,000”, “100 million” or “dozens”."""
        if self.exactness == self.Exactness.DOZENS or self.number is None:
            return self.Exactness.DOZENS.value
        millions, rest = divmod(self.number, 1_000_000)
        return f"{millions:,} million" if millions and not rest else f"{self.number:,}"
