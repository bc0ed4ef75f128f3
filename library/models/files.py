"""The files of a publication, and what intake read in them."""

import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse

from library.querysets import PublicationFileQuerySet


class IntakeState(models.TextChoices):
    """Where a file stands: not looked at yet, in hand, or one of the outcomes."""

    WAITING = "waiting", "Waiting to be processed"
    PROCESSING = "processing", "Being processed"
    TEXT = "text", "Text read"
    IMAGE_ONLY = "image-only", "Image only: no text in it"
    ENCRYPTED = "encrypted", "Encrypted: needs a password"
    BROKEN = "broken", "Broken: can't be opened as a PDF"
    TOO_LARGE = "too-large", "Too large to be processed"
    SET_ASIDE = "set-aside", "Set aside after three tries"


def originals_storage():
    return storages["originals"]


def original_path(instance, filename):
    """A generated name in one of 256 folders. What the uploader called the file is never part of a path."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}.pdf"


class PublicationFile(models.Model):
    """One version of a publication's file: the original byte for byte, and the facts intake found in it."""

    publication = models.ForeignKey("library.Publication", on_delete=models.CASCADE, related_name="files")
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField("current version", default=True)
    original = models.FileField(storage=originals_storage, upload_to=original_path)
    original_name = models.CharField("name of the uploaded file", max_length=255, editable=False)
    size = models.PositiveBigIntegerField("size in bytes", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, db_index=True)
    note = models.CharField("what is different", max_length=300, blank=True, help_text="Shown beside the version.")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )

    # How intake went.
    intake_state = models.CharField(max_length=12, choices=IntakeState, default=IntakeState.WAITING, editable=False)
    intake_note = models.TextField("what happened", blank=True, editable=False)
    intake_attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    intake_heartbeat_at = models.DateTimeField(null=True, editable=False)
    intake_finished_at = models.DateTimeField(null=True, editable=False)

    # What intake found.
    page_count = models.PositiveIntegerField(null=True, editable=False)
    outline = models.JSONField(default=list, editable=False)  # [{"title": str, "page": int, "level": int from 0}, …]
    has_cover = models.BooleanField(default=False, editable=False)
    machine_read = models.BooleanField("text read by OCR", default=False, editable=False)
    text_cut = models.BooleanField("text cut at the limit", default=False, editable=False)
    suggested_title = models.CharField(max_length=300, blank=True, editable=False)
    suggested_author = models.CharField(max_length=300, blank=True, editable=False)
    suggested_date = models.CharField(max_length=10, blank=True, editable=False)  # W3CDTF
    warnings = models.JSONField(default=list, editable=False)  # active content found, in words: [str, …]

    # Machine checks of accessibility; None: not checked.
    is_tagged = models.BooleanField(null=True, editable=False)
    has_title = models.BooleanField(null=True, editable=False)
    has_language = models.BooleanField(null=True, editable=False)
    has_bookmarks = models.BooleanField(null=True, editable=False)

    objects = PublicationFileQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "version"], name="file_version_once"),
            models.UniqueConstraint(fields=["publication"], condition=Q(is_current=True), name="file_one_current"),
            models.CheckConstraint(condition=Q(intake_state__in=IntakeState.values), name="file_intake_state_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="file_version_from_one"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
        ]
        indexes = [models.Index(fields=["intake_state", "uploaded_at"], name="file_intake_queue")]

    def __str__(self):
        return f"{self.publication}, version {self.version}"

    def get_absolute_url(self):
        """The lasting address of the current file; an address of its own for an older version."""
        if self.is_current:
            return reverse("library:download", args=[self.publication.slug, self.download_name])
        return reverse("library:download-version", args=[self.publication.slug, self.version, self.download_name])

    @property
    def download_name(self):
        """The name visitors save the file under: the publication's slug, and the version when it is an old one."""
        return f"{self.publication.slug}.pdf" if self.is_current else self.version_name

    @property
    def version_name(self):
        """The same at the address of this version, which stays when a newer one comes."""
        return f"{self.publication.slug}-v{self.version}.pdf"

    @property
    def derived_folder(self):
        """Where in the derived storage its images lie: named after the stored original, so never reused."""
        return PurePosixPath(self.original.name).with_suffix("").as_posix()

    @property
    def is_readable(self):
        """Whether its pages can be shown one by one."""
        return bool(self.page_count) and self.intake_state in (IntakeState.TEXT, IntakeState.IMAGE_ONLY)

    def has_page(self, number):
        """Whether it has pages to show, and one with this number, counted from 1."""
        return self.is_readable and number is not None and 1 <= number <= self.page_count

    @property
    def accessibility_faults(self):
        """Faults that a machine can see, in words; None when the file has not been checked.

        An empty list says no more than that: whether reading order and descriptions are right takes a person.
        """
        if self.is_tagged is None:
            return None
        checks = [
            (self.is_tagged, "it has no tags, so a screen reader has to guess headings, lists and reading order"),
            (self.has_title, "it carries no title"),
            (self.has_language, "it does not say which language it is in"),
            (self.has_bookmarks or (self.page_count or 0) < 10, "it is long and has no bookmarks"),
            (self.intake_state == IntakeState.TEXT and not self.machine_read, "its pages are pictures of text"),
        ]
        return [fault for passed, fault in checks if not passed]


class Page(models.Model):
    """One page of one file: its text, and where on the paper each word stands."""

    file = models.ForeignKey(PublicationFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(help_text="Counted from 1 in the file.")
    label = models.CharField("printed number", max_length=50, blank=True, help_text="As printed, for example “iv”.")
    text = models.TextField(blank=True)
    is_corrected = models.BooleanField(
        "corrected by staff", default=False, help_text="Ticked text is kept when the file is processed again."
    )
    width = models.FloatField(help_text="points, 1/72 inch")
    height = models.FloatField(help_text="points, 1/72 inch")
    # library.intake.words: one box for each word of the text as read; empty when it is not known.
    word_boxes = models.BinaryField(default=bytes, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="page_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="page_number_from_one"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="page_has_a_size"),
        ]

    def __str__(self):
        return f"page {self.number}"

    @property
    def printed(self):
        """The printed number where it is another than the number in the file."""
        return self.label if self.label != str(self.number) else ""

    @property
    def citable_number(self):
        """The number to cite: the printed one where there is one."""
        return self.label or str(self.number)
