"""What visitors look for, without anything that tells who did."""

from django.db import models

from library.querysets import SearchCountQuerySet


class SearchCount(models.Model):
    """How often certain words were looked for on one day. No address, program, session or time of day.

    All searches whose words are not kept (library.personal) share the entry of the day that has none.
    """

    day = models.DateField()
    words = models.CharField(max_length=200, blank=True, help_text="In small letters. Empty: words that aren't kept.")
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField("documents found", default=0, help_text="By the last such search of the day.")
    asked = models.PositiveIntegerField("went on to ask", default=0)

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = "searches of a day"
        verbose_name_plural = "searches"
        ordering = ["-day", "-times"]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_count_once_a_day")]
        indexes = [models.Index(fields=["words", "-day"], name="search_count_words")]

    def __str__(self):
        return f"“{self.words}” on {self.day}" if self.words else f"words not kept, on {self.day}"
