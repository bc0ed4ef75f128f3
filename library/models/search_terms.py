"""What staff teach the search, and what the search has still to learn of the records."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from library.querysets import IndexStateQuerySet

from .publication import Publication


def parse_synonyms(line):
    """([phrase, …], [phrase, …]) of a line of Apache Solr's synonym format: what finds, and what it also finds.

    “TA, technical assistance” makes all of them find each other: the second list is None. “juvenile => youth, minor”
    makes the left side find what stands on the right, and itself only if it stands there too.
    Raises ValidationError with a sentence.
    """
    sides = [[" ".join(phrase.split()) for phrase in side.split(",")] for side in line.split("=>")]
    if len(sides) > 2:
        raise ValidationError("Write => at most once.")
    for phrase in (phrase for side in sides for phrase in side):
        if not any(letter.isalnum() for letter in phrase):
            raise ValidationError("Between two commas stands no word. Write, for example: TA, technical assistance")
        if len(phrase.split()) > 6:
            raise ValidationError(f"“{phrase}” is too long: at most six words.")
    if len(sides) == 1 and len(sides[0]) < 2:
        raise ValidationError("Name at least two words or phrases, with a comma between them.")
    return sides[0], sides[1] if len(sides) == 2 else None


class Synonyms(models.Model):
    """Words of the field that mean the same, in one line. Searches use them from the next one on."""

    line = models.CharField(
        max_length=500,
        unique=True,
        validators=[parse_synonyms],
        help_text="“TA, technical assistance”: each finds the others too. “juvenile => youth, minor”: who looks for "
        "what stands on the left is shown what has the right side instead.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="For colleagues: why.")

    class Meta:
        ordering = ["line"]
        verbose_name_plural = "synonyms"

    def __str__(self):
        return self.line


class PromotedResult(models.Model):
    """A publication that stands first when somebody looks for certain words."""

    query = models.CharField(
        "words looked for",
        max_length=200,
        help_text="The whole query. Capitals and forms of the words make no difference.",
    )
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="promotions")
    position = models.PositiveSmallIntegerField(default=1, help_text="When several are promoted: 1 stands first.")

    class Meta:
        ordering = ["query", "position"]
        constraints = [models.UniqueConstraint(fields=["query", "publication"], name="promoted_once")]

    def __str__(self):
        return f"{self.query}: {self.publication}"


class IndexState(models.Model):
    """Whether the search index knows the latest of a publication. Outlives it, so that the index forgets it too.

    Each change gives it a new token, in the transaction that changes the publication: so no change is missed, whatever
    crashes afterwards, and none is taken for an earlier one.
    """

    publication_id = models.BigIntegerField(primary_key=True)
    token = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField(default=timezone.now)
    is_pending = models.BooleanField(default=True)

    objects = IndexStateQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search index"
        permissions = [("rebuild_index", "Can have the search index built anew")]
        indexes = [
            models.Index(fields=["changed_at"], name="index_state_pending", condition=models.Q(is_pending=True)),
        ]

    def __str__(self):
        return f"publication {self.publication_id}"
