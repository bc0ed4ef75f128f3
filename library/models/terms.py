"""The library's controlled vocabularies and its names: what publications are described with."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse


def once(name, *fields):
    """A constraint: no two records of the same name, in small letters or capitals."""
    message = "There is a record of this name already."
    return models.UniqueConstraint(*map(Lower, fields), name=name, violation_error_message=message)


class Term(models.Model):
    """One word of a vocabulary: a name for people, a slug for addresses."""

    name = models.CharField(max_length=100, help_text="As visitors read it, for example “Risk assessment”.")
    slug = models.SlugField(
        max_length=100, unique=True, help_text="The word used in addresses. Changing it breaks links to it."
    )
    description = models.TextField(
        blank=True, help_text="What the term covers, in a sentence or a paragraph. Shown to visitors."
    )

    class Meta:
        abstract = True
        ordering = [Lower("name")]

    def __str__(self):
        return self.name


class PublicationType(Term):
    """The kind of document, such as brief, handbook or curriculum."""

    name_plural = models.CharField(max_length=100, help_text="For headings, for example “Policy and practice briefs”.")

    class Meta(Term.Meta):
        constraints = [once("publication_type_name_once", "name")]


class Topic(Term):
    """What a document is about."""

    class Meta(Term.Meta):
        constraints = [once("topic_name_once", "name")]

    def get_absolute_url(self):
        return reverse("library:topic", args=[self.slug])


class Audience(Term):
    """Whom a document was written for."""

    class Meta(Term.Meta):
        constraints = [once("audience_name_once", "name")]


class Author(models.Model):
    """A person or a body that wrote a document."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        BODY = "body", "Organization"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(
        max_length=200,
        help_text="A person's family name with any prefix (“van der Berg”), or an organization's full name.",
    )
    given = models.CharField(
        "given names",
        max_length=100,
        blank=True,
        help_text="A person's given names or initials. Empty for organizations.",
    )

    class Meta:
        ordering = [Lower("name"), Lower("given")]
        constraints = [
            once("author_name_once", "name", "given"),
            models.CheckConstraint(
                condition=~Q(kind="body") | Q(given=""),
                name="author_body_has_no_given_name",
                violation_error_message="An organization has no given names: its full name goes into “Name”.",
            ),
        ]

    def __str__(self):
        """The name in reading order: “Kim English”."""
        return f"{self.given} {self.name}".strip()

    @property
    def inverted(self):
        """The name as lists sort it: “English, Kim”; an organization's name as it is."""
        return f"{self.name}, {self.given}" if self.given else self.name
