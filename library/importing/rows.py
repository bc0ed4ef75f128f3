"""Records as rows of a catalogue: django-import-export's resource, made to write all rows or none."""

from contextlib import nullcontext
from functools import cached_property, partial

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models.signals import post_save
from import_export import exceptions
from import_export.resources import ModelResource
from tqdm import tqdm

from .cells import one_line
from .columns import Linked
from .errors import CatalogueError, Problem
from .outcome import Outcome, Outcomes

_AT_ONCE = 100  # records read from the database at a time
_NOT_WRITTEN = "This line was right when it was checked, but could not be written. Nothing was; try again."


class CatalogueResource(ModelResource):
    """Reads rows into records by their key, and writes records as rows.

    progress: makes a bar, as tqdm(total=…, desc=…) does. may: whether the rows may do what needs a permission, as
    User.has_perm(“library.add_topic”) tells. A subclass gives `layout` (a layout.Layout) and the columns.
    """

    columns_of_others = {}  # {what an error may be about, beside the columns' own fields: the column to name}
    not_in_history = frozenset()  # columns kept in tables that the history does not follow

    def __init__(self, progress=None, may=lambda permission: True, **kwargs):
        super().__init__(**kwargs)
        self.progress = progress or partial(tqdm, disable=True)
        self.may = may
        self.vocabularies = {}

    @classmethod
    def get_result_class(cls):
        return Outcomes

    @classmethod
    def get_row_result_class(cls):
        return Outcome

    def get_export_order(self):
        return tuple(self.layout.columns)

    @cached_property
    def column_of(self):
        """{what an error is about: the column to name}."""
        return {field.attribute: field.column_name for field in self.fields.values()} | self.columns_of_others

    # --- what subclasses add -------------------------------------------------------------------------------------

    def new_vocabularies(self):
        """{column: the vocabulary.Vocabulary that its names are looked up in}, fresh from the database."""
        return {}

    def around_writing(self):
        """A context that the writing of all rows, and its transaction, is done in."""
        return nullcontext()

    def checks(self):
        """What the single cells can't know: functions of (instance, row) that raise ValidationError."""
        return [self._check_once]

    def missing(self, instance):
        """{field: reason} of what a new record needs and this one lacks."""
        return {}

    def other_changes(self, instance):
        """{name: (text before, text after)} of what changes beside the columns."""
        return {}

    def check_rights(self):
        """Raises ValidationError when self.changes need a right that self.may() denies."""

    # --- all or nothing ------------------------------------------------------------------------------------------

    def import_data(self, dataset, dry_run=False, **options):
        """Outcomes, one for each row. Rows are first checked without writing anything; then all rows are written in
        one transaction, which is over soon.

        Raises CatalogueError when a row that was right can't be written after all; nothing has been then either.
        """
        options = {name: options.get(name) for name in ("file_name", "user", "retain_instance_in_row_result")}
        trial = self._pass("Checking", dataset, dry_run=True, **options)
        if dry_run or trial.problems:
            return trial
        try:
            with self.around_writing(), transaction.atomic():
                return self._pass("Writing", dataset, dry_run=False, **options)
        except exceptions.ImportError as error:
            line = dataset.lines[error.number - 1] if error.number else 0
            raise CatalogueError(Problem(line, "", f"{_NOT_WRITTEN} ({error.error})")) from error
        except DatabaseError as error:
            raise CatalogueError(Problem(0, "", f"The database did not take the rows ({error}).")) from error

    def _pass(self, label, dataset, dry_run, **options):
        self.lines = dataset.lines
        self.keys = list(map(one_line, dataset[self.layout.key]))
        self.line_of, self.at_hand = {}, {}
        self.look_up_anew()
        with self.progress(total=len(dataset), desc=label) as self.bar:
            return self.import_data_inner(
                dataset,
                dry_run=dry_run,
                raise_errors=not dry_run,
                using_transactions=False,  # ours is around the whole pass that writes
                collect_failed_rows=False,
                **options,
            )

    def look_up_anew(self):
        self.vocabularies = self.new_vocabularies()
        for name, vocabulary in self.vocabularies.items():
            self.fields[name].vocabulary = vocabulary

    # --- one row -------------------------------------------------------------------------------------------------

    def import_row(self, row, instance_loader, **kwargs):
        self.index = kwargs["row_number"] - 1
        self.line, self.key = self.lines[self.index], self.keys[self.index]
        self.changes, self.remarks = {}, []
        outcome = super().import_row(row, instance_loader, **kwargs)
        for vocabulary in self.vocabularies.values():
            self.remarks += vocabulary.news()
        outcome.tell(self.line, self.key, self.changes, self.remarks)
        outcome.explain(self.column_of)
        self.bar.update()
        return outcome

    def get_instance(self, instance_loader, row):
        """The record of the row's key or None. The records of the rows that follow are read with it."""
        if self.key not in self.at_hand:
            keys = self.keys[self.index : self.index + _AT_ONCE]
            found = self.get_queryset().filter(**{f"{self.layout.key}__in": keys})
            self.at_hand = dict.fromkeys(keys) | {getattr(record, self.layout.key): record for record in found}
        return self.at_hand.pop(self.key)

    def after_init_instance(self, instance, new, row, **kwargs):
        self.before = self._texts(instance, row)

    def import_instance(self, instance, row, **kwargs):
        errors = {}
        for read in (partial(super().import_instance, **kwargs), *self.checks()):
            try:
                read(instance, row)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check_once(self, instance, row):
        other = self.line_of.setdefault(self.key, self.line)
        if other != self.line:
            raise ValidationError({self.layout.key: f"Line {other} is about this {self.layout.record} too."})

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors:
            return False
        after = self._texts(instance, row)
        self.changes = {name: (self.before[name], text) for name, text in after.items() if text != self.before[name]}
        self.changes |= self.other_changes(instance)
        return instance.pk is not None and not self.changes

    def _texts(self, instance, row):
        """{column: text} of what the instance has under the columns of the row."""
        fields = (field for field in self.get_import_fields() if field.column_name in row)
        return {field.column_name: field.export(instance) for field in fields}

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """As full_clean() does, without the questions to the database that the reading of the row has answered."""
        needed = {field: ValidationError(reason) for field, reason in self.missing(instance).items()}
        errors = needed | (import_validation_errors or {})
        ours = {field.attribute for field in self.fields.values()}
        others = {field.name for field in instance._meta.fields if field.is_relation or field.name not in ours}
        for check in (
            partial(instance.clean_fields, exclude=others | errors.keys()),
            instance.clean,
            self.check_rights,
        ):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        """The record and what it has in other tables, with one entry in the history for all of it."""
        if self._is_dry_run(kwargs):
            return
        instance.skip_history_when_saving = True
        instance.save(force_insert=is_create)
        self.write_links(instance)
        del instance.skip_history_when_saving
        instance._change_reason = self._reason(kwargs["file_name"])
        # What simple_history waits for. Its own entries, one for each table written to, would tell half the story each.
        post_save.send(type(instance), instance=instance, created=is_create, using=instance._state.db)

    def write_links(self, instance):
        """Store what the changed columns hold in tables of their own."""
        for field in self.get_import_fields():
            if isinstance(field, Linked) and field.column_name in self.changes:
                field.write(instance)

    def _reason(self, file_name):
        """What the history says, with what it does not follow itself."""
        reason = f"Imported from {file_name}."
        for column in filter(self.not_in_history.__contains__, self.changes):
            before, after = self.changes[column]
            reason += f" {column.capitalize()}: {before or 'none'} → {after or 'none'}."
        return reason
