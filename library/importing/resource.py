"""Publications as rows of a catalogue: django-import-export's resource, made to write all rows or none."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Prefetch
from django.db.models.signals import post_save
from import_export import exceptions
from import_export.resources import ModelResource
from tqdm import tqdm

from library.dates import FIRST_YEAR, LAST_YEAR
from library.models import Audience, Authorship, Publication, PublicationFile, Topic

from .cells import one_line, paragraphs
from .columns import AuthorNames, Date, KeptWhenEmpty, Names, Number, StateColumn, Text, Type, YesNo
from .errors import CatalogueError, Problem
from .folder import NoFolder
from .outcome import Outcome, Outcomes
from .reading import COLUMNS
from .storing import Originals
from .vocabulary import Authors, Terms

_NOT_WRITTEN = "This line was right when it was checked, but could not be written. Nothing was; try again."
_PUBLISHING = {"state": "state", "featured": "is_featured"}  # column: field


class PublicationResource(ModelResource):
    """Reads rows into publications by their slug, and writes publications as rows.

    files: where the names in the column “file” are looked up (folder.Folder or folder.NoFolder).
    progress: makes a bar, as tqdm(total=…, desc=…) does. may: whether the rows may do what needs a permission, as
    User.has_perm(“library.add_topic”) tells.
    """

    slug = Text("slug", tidy=str.strip)
    title = Text("title")
    subtitle = Text("subtitle")
    type = Type()
    year = Number("year", FIRST_YEAR, LAST_YEAR)
    month = Number("month", 1, 12)
    day = Number("day", 1, 31)
    authors = AuthorNames("authors")
    publisher = Text("publisher")
    topics = Names("topics")
    audiences = Names("audiences")
    language = KeptWhenEmpty("language", tidy=str.strip)
    summary = Text("summary", tidy=paragraphs)
    identifier = Text("identifier")
    funder = Text("funder")
    award_number = Text("award_number")
    rights = Text("rights")
    provenance = Text("provenance")
    facts_verified = YesNo("facts_verified", "facts_verified")
    history_note = Text("history_note", tidy=paragraphs)
    state = StateColumn()
    featured = YesNo("is_featured", "featured")
    date = Date()

    class Meta:
        model = Publication
        fields = [*COLUMNS, "date"]
        import_id_fields = ["slug"]
        report_skipped = True  # skip_row() knows which rows change nothing
        skip_diff = True  # Outcome.changes has the differences

    def __init__(self, files=None, progress=None, may=lambda permission: True, **kwargs):
        super().__init__(**kwargs)
        self.files = files or NoFolder("Files can't be imported here.")
        self.progress = progress or partial(tqdm, disable=True)
        self.may = may
        self.originals = Originals()
        self.column_of = {field.attribute: field.column_name for field in self.fields.values()}
        self.column_of |= {"file": "file", "note": "note", "public_from": "state", "withdrawn_reason": "state"}

    @classmethod
    def get_result_class(cls):
        return Outcomes

    @classmethod
    def get_row_result_class(cls):
        return Outcome

    def get_queryset(self):
        return _with_all_that_rows_hold(Publication.objects.all())

    def filter_export(self, queryset, **kwargs):
        return _with_all_that_rows_hold(queryset)

    def get_export_order(self):
        return tuple(COLUMNS)

    # --- all or nothing ------------------------------------------------------------------------------------------

    def import_data(self, dataset, dry_run=False, **options):
        """Outcomes, one for each row. Rows are first checked without writing anything; then the originals of
        their files are stored; then all rows are written in one transaction, which is over soon.

        Raises CatalogueError when a row that was right can't be written after all; nothing has been then either.
        """
        options = {name: options.get(name) for name in ("file_name", "user", "retain_instance_in_row_result")}
        trial = self._pass("Checking", dataset, dry_run=True, **options)
        if dry_run or trial.problems:
            return trial
        try:
            with self.originals.stored(self.progress), transaction.atomic():
                return self._pass("Writing", dataset, dry_run=False, **options)
        except exceptions.ImportError as error:
            line = dataset.lines[error.number - 1] if error.number else 0
            raise CatalogueError(Problem(line, "", f"{_NOT_WRITTEN} ({error.error})")) from error
        except DatabaseError as error:
            raise CatalogueError(Problem(0, "", f"The database did not take the rows ({error}).")) from error

    def _pass(self, label, dataset, dry_run, **options):
        self._prepare(dataset)
        with self.progress(total=len(dataset), desc=label) as self.bar:
            return self.import_data_inner(
                dataset,
                dry_run=dry_run,
                raise_errors=not dry_run,
                using_transactions=False,  # ours is around the whole pass that writes
                collect_failed_rows=False,
                **options,
            )

    def _prepare(self, dataset):
        self.lines = dataset.lines
        self.line_of = {}
        self.vocabularies = {
            "topics": Terms(Topic, self.may("library.add_topic")),
            "audiences": Terms(Audience, self.may("library.add_audience")),
            "authors": Authors(self.may("library.add_author")),
        }
        for name, vocabulary in self.vocabularies.items():
            self.fields[name].vocabulary = vocabulary

    # --- one row -------------------------------------------------------------------------------------------------

    def import_row(self, row, instance_loader, **kwargs):
        self.line = self.lines[kwargs["row_number"] - 1]
        self.changes, self.remarks, self.file = {}, [], None
        outcome = super().import_row(row, instance_loader, **kwargs)
        for vocabulary in self.vocabularies.values():
            self.remarks += vocabulary.news()
        outcome.tell(self.line, row["slug"].strip(), self.changes, self.remarks)
        outcome.explain(self.column_of)
        self.bar.update()
        return outcome

    def get_instance(self, instance_loader, row):
        return self.get_queryset().filter(slug=row["slug"].strip()).first()

    def init_instance(self, row=None):
        return Publication(facts_verified=False)  # nothing is claimed that the catalogue does not say

    def after_init_instance(self, instance, new, row, **kwargs):
        self.before = self._texts(instance, row)

    def import_instance(self, instance, row, **kwargs):
        errors = {}
        for read in (super().import_instance, self._check_line, self._take_file):
            try:
                read(instance, row, **kwargs)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check_line(self, instance, row, **kwargs):
        """What the single cells can't know."""
        other = self.line_of.setdefault(row["slug"].strip(), self.line)
        if other != self.line:
            raise ValidationError({"slug": f"Line {other} is about this publication too."})
        if instance.year and not FIRST_YEAR <= instance.year <= LAST_YEAR:
            raise ValidationError({"published_w3cdtf": f"The year must be from {FIRST_YEAR} to {LAST_YEAR}."})
        if instance.month and not instance.year:
            raise ValidationError({"month": "A month needs a year."})
        if instance.day and not instance.month:
            raise ValidationError({"day": "A day needs a month."})

    def _take_file(self, instance, row, **kwargs):
        name, note = (one_line(row.get(column, "")) for column in ("file", "note"))
        if note and not name:
            raise ValidationError({"note": "A note says what is different in a file; name the file too."})
        if not name:
            return
        try:
            file = self.files.find(name)
            PublicationFile._meta.get_field("note").run_validators(note)
        except ValueError as error:
            raise ValidationError({"file": str(error)}) from error
        except ValidationError as error:
            raise ValidationError({"note": error.messages}) from error
        current = _current_file(instance)
        if current is None or current.sha256 != file.sha256:
            self.file, self.note = file, note
            others = PublicationFile.objects.same_bytes(file.sha256).exclude(publication=instance.pk)
            self.remarks += [f"the same file as “{other.publication}” has" for other in others]

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        after = self._texts(instance, row)
        self.changes = {name: (self.before[name], text) for name, text in after.items() if text != self.before[name]}
        if self.file:
            current = _current_file(instance)
            self.changes["file"] = (current.original_name if current else "", self.file.path.name)
        return instance.pk is not None and not self.changes

    def _texts(self, instance, row):
        """{column: text} of what the instance has under the columns of the row."""
        fields = (field for field in self.get_import_fields() if field.column_name in row)
        return {field.column_name: field.export(instance) for field in fields}

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """As full_clean() does, without the questions to the database that the reading of the row has answered."""
        errors = dict(import_validation_errors or {})
        ours = {field.attribute for field in self.fields.values()} - {"type"}
        others = {field.name for field in Publication._meta.fields} - ours
        for check in (
            partial(instance.clean_fields, exclude=others | errors.keys()),
            instance.clean,
            self._check_rights,
        ):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if not instance.type_id and "type" not in errors:
            errors["type"] = ["A new publication needs a type."]
        if errors:
            raise ValidationError(errors)

    def _check_rights(self):
        if not self.changes.keys().isdisjoint(_PUBLISHING) and not self.may("library.publish_publication"):
            reason = "You may not publish, withdraw or feature publications. Leave this column out."
            raise ValidationError({field: reason for column, field in _PUBLISHING.items() if column in self.changes})

    def save_instance(self, instance, is_create, row, **kwargs):
        if self._is_dry_run(kwargs):
            if self.file:
                self.originals.want(instance.slug, self.line, self.file)
            return
        self._save_record(instance, is_create, self._reason(kwargs["file_name"]))
        if self.file:
            self.originals.record(instance, user=kwargs["user"], note=self.note)

    def _reason(self, file_name):
        """What the history says, with what it does not follow itself: authors and files."""
        reason = f"Imported from {file_name}."
        for column in self.changes.keys() & {"authors", "file"}:
            before, after = self.changes[column]
            reason += f" {column.capitalize()}: {before or 'none'} → {after or 'none'}."
        return reason

    def _save_record(self, instance, is_create, reason):
        """The record and its names, with one entry in the history for all of it."""
        instance.skip_history_when_saving = True
        instance.save(force_insert=is_create)
        for name in self.vocabularies.keys() & self.changes.keys():
            self.fields[name].write(instance)
        del instance.skip_history_when_saving
        instance._change_reason = reason
        # What simple_history waits for. Its own entries, one for each table written to, would tell half the story each.
        post_save.send(Publication, instance=instance, created=is_create, using=instance._state.db)


def _with_all_that_rows_hold(publications):
    authorships = Authorship.objects.select_related("author")
    return publications.select_related("type").prefetch_related(
        "topics", "audiences", Prefetch("authorship_set", authorships)
    )


def _current_file(publication):
    return publication.current_file if publication.pk else None
