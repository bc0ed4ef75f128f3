"""Money: the grants that paid for the center's work, and the programs whose grantees the center supported."""

from django.db import models
from django.urls import reverse

from library.models import Publication
from library.models.terms import once
from training.periods import Period
from training.querysets import GrantProgramQuerySet

from .jurisdictions import Jurisdiction
from .records import Record, every_change


class Award(Period):
    """A grant or cooperative agreement under which the center itself did its work."""

    number = models.CharField("award number", max_length=60, help_text="As the funder writes it.")
    title = models.CharField(max_length=300)
    funder = models.CharField(max_length=200, help_text="The office that gave it, by its full name.")

    history = every_change()

    class Meta(Period.Meta):
        abstract = False
        ordering = ["-starts_on", "number"]
        constraints = [*Period.Meta.constraints, once("award_number_once", "number")]

    def __str__(self):
        return f"{self.number}: {self.title}"


class GrantProgram(Record, Period):
    """A funder's program whose grantees the center supported."""

    slug = models.SlugField(max_length=120, unique=True, help_text="The lasting part of its address.")
    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200, help_text="The office that ran it, by its full name.")
    summary = models.TextField(blank=True, help_text="What it paid for, and what the center did for its grantees.")

    objects = GrantProgramQuerySet.as_manager()
    history = every_change()

    class Meta(Period.Meta):
        abstract = False
        ordering = ["-starts_on", "name"]
        constraints = [*Period.Meta.constraints, once("grant_program_name_once", "name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("training:grant-program", args=[self.slug])


class Grantee(Period):
    """A government or organization that got money from a program, where it used it, and what was made for it."""

    program = models.ForeignKey(GrantProgram, on_delete=models.CASCADE, related_name="grantees")
    name = models.CharField(max_length=200)
    award_number = models.CharField(max_length=60, blank=True)
    sites = models.ManyToManyField(Jurisdiction, related_name="grantees", blank=True)
    publications = models.ManyToManyField(
        Publication, related_name="grantees", blank=True, verbose_name="resources made for it"
    )
    summary = models.TextField(blank=True, help_text="What it did with the grant, in a paragraph.")

    class Meta(Period.Meta):
        abstract = False
        ordering = ["name", "starts_on"]
        constraints = [*Period.Meta.constraints, once("grantee_once", "program", "name", "award_number")]

    def __str__(self):
        return self.name
