"""The places that training and assistance reach: states and what lies in them, tribes, and the courts' districts."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from training.querysets import JurisdictionQuerySet

from .records import every_change


class Jurisdiction(models.Model):
    """A government, or a district of its courts, that manages people who have committed sex offenses.

    A parent is referred to by its USPS code, which only states, territories and the capital have; so nothing else can
    be one. Tribes have no parent: they are governments of their own, whose lands may lie in several states.
    """

    class Kind(models.TextChoices):
        STATE = "state", "State"
        CAPITAL = "capital", "Federal capital district"
        TERRITORY = "territory", "Territory"
        COUNTY = "county", "County or its equivalent"
        CITY = "city", "City or town"
        TRIBE = "tribe", "Tribe"
        FEDERAL = "federal", "Federal judicial district"

    STATEWIDE = (Kind.STATE, Kind.CAPITAL, Kind.TERRITORY)
    WITHIN_A_STATE = (Kind.COUNTY, Kind.CITY, Kind.FEDERAL)

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200, help_text="The full name: “Cook County”. Tribes as they name themselves.")
    slug = models.SlugField(max_length=120, unique=True, help_text="The lasting part of its address.")
    usps = models.CharField(
        "USPS code",
        max_length=2,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", "Two capital letters, as the Postal Service has them.")],
        help_text="Of states, territories and D.C. only.",
    )
    fips = models.CharField(
        "FIPS code",
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^(\d{2}|\d{5}|\d{7})$", "2 figures (state), 5 (county) or 7 (place).")],
        help_text="The Census Bureau’s code: 2 figures for a state, 5 for a county, 7 for a place.",
    )
    parent = models.ForeignKey(
        "self",
        to_field="usps",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The state, territory or D.C. that a county, a city or a federal district lies in.",
        limit_choices_to={"usps__isnull": False},
    )
    states = models.ManyToManyField(
        "self", through="TribeState", symmetrical=False, related_name="tribes", blank=True, verbose_name="lies in"
    )

    objects = JurisdictionQuerySet.as_manager()
    history = every_change()

    class Meta:
        ordering = [Lower("name"), "pk"]
        indexes = [models.Index(fields=["kind", "parent"], name="jurisdiction_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["state", "capital", "territory"], usps__isnull=False)
                | Q(kind__in=["county", "city", "tribe", "federal"], usps__isnull=True),
                name="jurisdiction_usps_of_states_only",
                violation_error_message="States, territories and D.C. have a USPS code; nothing else has.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["state", "capital", "territory", "tribe"], parent__isnull=True)
                | Q(kind__in=["county", "city", "federal"], parent__isnull=False),
                name="jurisdiction_parent_of_parts_only",
                violation_error_message=(
                    "Counties, cities and federal districts lie in a state or territory; tribes and states in none."
                ),
            ),
            models.UniqueConstraint(
                fields=["fips"],
                condition=~Q(fips=""),
                name="jurisdiction_fips_once",
                violation_error_message="Another jurisdiction has this FIPS code.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.parent_id}" if self.parent_id and self.kind != self.Kind.FEDERAL else self.name

    def save(self, **options):
        self.usps = self.usps or None  # forms give an empty text, which may be there only once
        super().save(**options)

    def get_absolute_url(self):
        return reverse("training:jurisdiction", args=[self.slug])

    @property
    def is_statewide(self):
        return self.kind in self.STATEWIDE


class TribeState(models.Model):
    """A state in which a tribe's land lies."""

    tribe = models.ForeignKey(Jurisdiction, on_delete=models.CASCADE, related_name="tribe_states")
    state = models.ForeignKey(
        Jurisdiction,
        to_field="usps",
        on_delete=models.PROTECT,
        related_name="state_tribes",
        limit_choices_to={"usps__isnull": False},
    )

    class Meta:
        ordering = ["state"]
        constraints = [models.UniqueConstraint(fields=["tribe", "state"], name="tribe_state_once")]

    def __str__(self):
        return f"{self.tribe} in {self.state_id}"

    def clean(self):
        if self.tribe_id and self.tribe.kind != Jurisdiction.Kind.TRIBE:
            raise ValidationError("Only a tribe may lie in several states; others have one parent.")


class JurisdictionName(models.Model):
    """A former or other name, by which people still look for a jurisdiction."""

    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True, help_text="Whose name, or until when: “until 2015”.")

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), "jurisdiction", name="jurisdiction_name_once")]

    def __str__(self):
        return self.name
