"""Publications: what the library describes, whether or not it holds their files."""

import re
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from library import dates
from library.querysets import PublicationQuerySet

from .states import MOVES, InvalidMove, State
from .terms import Audience, Author, PublicationType, Topic


class Language(models.TextChoices):
    """BCP 47 tags of the languages that documents are kept in."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish"
    FRENCH = "fr", "French"


_LEADING_ARTICLE = re.compile(r"^(the|an|a)\s+", re.IGNORECASE)
_NOT_A_LETTER = re.compile(r"^[^\w]+")


def sort_title(title):
    """The title as a catalogue files it: without a leading article or quotation mark, in small letters."""
    return _LEADING_ARTICLE.sub("", _NOT_A_LETTER.sub("", title)).lower()


class Publication(models.Model):
    """A document of the library: its description, its state, and (in PublicationFile) the versions of its file."""

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The lasting part of its address. If you change it, the old address goes on leading here.",
    )
    title = models.CharField(max_length=300, help_text="As printed on the document, old terms included.")
    subtitle = models.CharField(max_length=300, blank=True)
    sort_title = models.CharField(max_length=300, editable=False)
    type = models.ForeignKey(PublicationType, on_delete=models.PROTECT, related_name="publications")
    summary = models.TextField(blank=True, help_text="Three to five sentences of our own: what it covers and for whom.")

    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty when it is not known.")
    month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 to 12; empty when only the year is known."
    )
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    published_sort = models.GeneratedField(
        expression=Coalesce(F("year"), 0) * 10000 + Coalesce(F("month"), 0) * 100 + Coalesce(F("day"), 0),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    authors = models.ManyToManyField(Author, through="Authorship", related_name="publications", blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, related_name="publications", blank=True)
    audiences = models.ManyToManyField(Audience, related_name="publications", blank=True, verbose_name="written for")
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    identifier = models.CharField(
        max_length=100, blank=True, help_text="Report or document number, as printed: “GAO-08-587T”, “NCJ 201994”."
    )
    funder = models.CharField(max_length=200, blank=True)
    award_number = models.CharField(max_length=100, blank=True)
    rights = models.CharField(max_length=300, blank=True, help_text="Who may do what with it, in one sentence.")
    provenance = models.CharField(max_length=300, blank=True, help_text="Where this copy or description came from.")
    facts_verified = models.BooleanField(
        "facts checked against the original",
        default=True,
        help_text="Untick when title, date or summary were taken from somewhere else. Visitors are told so.",
    )
    history_note = models.TextField(
        blank=True, help_text="What has changed since it was written. Shown as a notice above the document."
    )

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    public_from = models.DateTimeField(
        null=True, blank=True, help_text="When it became, or is to become, public. Set for you when you publish now."
    )
    withdrawn_reason = models.TextField(blank=True, help_text="Told to everybody who follows an old link.")
    replaced_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        help_text="The publication to use instead of this one.",
    )
    review_by = models.DateField(null=True, blank=True, help_text="When somebody should check that it still holds.")
    is_featured = models.BooleanField(
        "show on the home page", default=False, help_text="One of the few documents a newcomer should start with."
    )

    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)

    objects = PublicationQuerySet.as_manager()
    history = HistoricalRecords(
        m2m_fields=[topics, audiences],
        excluded_fields=["published_sort", "sort_title"],
        history_change_reason_field=models.TextField(blank=True, null=True),
    )

    class Meta:
        ordering = ["sort_title", "pk"]
        permissions = [("publish_publication", "Can publish and withdraw publications")]
        indexes = [
            # The list page at any size: one range of one index each for counting, the newest, and the alphabet.
            models.Index(fields=["public_from", "modified_at"], name="publication_public"),
            models.Index(fields=["-published_sort", "sort_title"], name="publication_newest"),
            models.Index(fields=["sort_title"], name="publication_title"),
            models.Index(fields=["modified_at"], name="publication_modified"),  # the list of the staff
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="publication_state_known"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="publication_language_known"),
            models.CheckConstraint(
                condition=Q(state__in=["scheduled", "published"], public_from__isnull=False)
                | Q(state__in=["draft", "withdrawn"], public_from__isnull=True),
                name="publication_public_from_when_public",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name="publication_withdrawn_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__range=(1, 12), year__isnull=False),
                name="publication_month_of_a_year",
                violation_error_message="A month is from 1 to 12, and needs a year.",
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__range=(1, 31), month__isnull=False),
                name="publication_day_of_a_month",
                violation_error_message="A day is from 1 to 31, and needs a month.",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(dates.FIRST_YEAR, dates.LAST_YEAR)),
                name="publication_year_plausible",
                violation_error_message=f"A year has four figures, from {dates.FIRST_YEAR} to {dates.LAST_YEAR}.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="publication_not_replaced_by_itself",
                violation_error_message="A publication can't be replaced by itself.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **options):
        """Keeps the sort title, the moment of publication and the old address true, whoever saves."""
        self.sort_title = sort_title(self.title)
        self._settle_public_from()
        with transaction.atomic():
            super().save(**options)
            self._remember_old_slug()
        self._loaded_state = self.state

    def get_absolute_url(self):
        return reverse("library:publication", args=[self.slug])

    @classmethod
    def from_db(cls, db, field_names, values):
        loaded = super().from_db(db, field_names, values)
        moment = loaded.__dict__.get("public_from")
        if loaded.__dict__.get("state") == State.SCHEDULED and moment and moment <= timezone.now():
            loaded.state = State.PUBLISHED  # the moment decides, whether or not the worker has written it down
        loaded._loaded_slug = loaded.__dict__.get("slug")
        loaded._loaded_state = loaded.__dict__.get("state")
        return loaded

    def clean(self):
        super().clean()
        self._clean_date()
        self._clean_move()
        self._settle_public_from()
        self._clean_slug()

    def _clean_slug(self):
        with suppress(Resolver404):  # not a slug at all: the field says so itself
            if resolve(f"{reverse('library:list')}{self.slug}/").view_name != "library:publication":
                raise ValidationError({"slug": "Another page of this site has this address."})
        if OldSlug.objects.filter(slug=self.slug).exclude(publication=self.pk).exists():
            raise ValidationError({"slug": "This is the old address of another publication and goes on leading there."})

    def _clean_date(self):
        try:
            dates.parse_partial(dates.w3cdtf(self.year, self.month, self.day)) if self.year else None
        except ValueError as error:
            raise ValidationError({"day": f"No calendar has this date: {error}."}) from error

    def _clean_move(self):
        old = getattr(self, "_loaded_state", None) or State.DRAFT
        if self.state != old and self.state not in MOVES[old]:
            raise ValidationError({"state": InvalidMove(old, self.state).messages})
        if self.state == State.SCHEDULED and (not self.public_from or self.public_from <= timezone.now()):
            raise ValidationError({"public_from": "Say when it is to become public: a moment still to come."})
        if self.state == State.WITHDRAWN and not self.withdrawn_reason.strip():
            raise ValidationError({"withdrawn_reason": "Say why it is withdrawn: readers who follow a link are told."})

    def _settle_public_from(self):
        if self.state == State.PUBLISHED and (self.public_from is None or self.public_from > timezone.now()):
            self.public_from = timezone.now()
        elif self.state in (State.DRAFT, State.WITHDRAWN):
            self.public_from = None

    def _remember_old_slug(self):
        old = getattr(self, "_loaded_slug", None)
        if old and old != self.slug:
            OldSlug.objects.filter(slug=self.slug, publication=self).delete()
            OldSlug.objects.update_or_create(slug=old, defaults={"publication": self})
        self._loaded_slug = self.slug

    def move_to(self, state, **fields):
        """Change the state, with the fields that go with it (public_from, withdrawn_reason, replaced_by), and save.

        Raises InvalidMove or another ValidationError, having changed nothing in the database.
        """
        old = self.state
        if state != old and state not in MOVES[old]:
            raise InvalidMove(old, state)
        for name, value in {**fields, "state": state}.items():
            setattr(self, name, value)
        self.full_clean()
        self.save()

    @property
    def published(self):
        """The date as text: “March 2007”."""
        return dates.spoken(self.year, self.month, self.day)

    @property
    def published_w3cdtf(self):
        return dates.w3cdtf(self.year, self.month, self.day)

    @property
    def full_title(self):
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def printed_authors(self):
        """Its Author records in the order printed; no query where authorships were prefetched with their authors."""
        return [authorship.author for authorship in self.authorship_set.all()]

    @property
    def current_file(self):
        """The current PublicationFile, or None; no query after for_lists()."""
        if not hasattr(self, "current_files"):
            self.current_files = list(self.files.current())
        return self.current_files[0] if self.current_files else None


class Authorship(models.Model):
    """An author's place in the order printed on the document."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "author"], name="authorship_once"),
        ]

    def __str__(self):
        return str(self.author)


class OldSlug(models.Model):
    """An address that a publication had before; it goes on leading to it."""

    slug = models.SlugField(max_length=120, unique=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="old_slugs")

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug
