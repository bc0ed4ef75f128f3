"""Publications as rows of a catalogue."""

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from library.dates import FIRST_YEAR, LAST_YEAR
from library.models import Audience, Authorship, Publication, PublicationFile, Topic

from .cells import one_line, paragraphs
from .columns import AuthorNames, Date, KeptWhenEmpty, Names, Number, StateColumn, Text, Type, YesNo
from .folder import NoFolder
from .layout import PUBLICATIONS
from .rows import CatalogueResource
from .storing import Originals
from .vocabulary import Authors, Terms

_PUBLISHING = {"state": "state", "featured": "is_featured"}  # column: field


class PublicationResource(CatalogueResource):
    """Reads rows into publications by their slug, and writes publications as rows.

    files: where the names in the column “file” are looked up (folder.Folder or folder.NoFolder).
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

    layout = PUBLICATIONS
    columns_of_others = {"file": "file", "note": "note", "public_from": "state", "withdrawn_reason": "state"}
    not_in_history = frozenset({"authors", "file"})

    class Meta:
        model = Publication
        fields = [*PUBLICATIONS.columns, "date"]
        import_id_fields = ["slug"]
        report_skipped = True  # skip_row() knows which rows change nothing
        skip_diff = True  # Outcome.changes has the differences

    def __init__(self, files=None, **kwargs):
        super().__init__(**kwargs)
        self.files = files or NoFolder("Files can't be imported here.")
        self.originals = Originals()

    def get_queryset(self):
        return _with_all_that_rows_hold(Publication.objects.all())

    def filter_export(self, queryset, **kwargs):
        return _with_all_that_rows_hold(queryset)

    def new_vocabularies(self):
        return {
            "topics": Terms(Topic, self.may("library.add_topic")),
            "audiences": Terms(Audience, self.may("library.add_audience")),
            "authors": Authors(self.may("library.add_author")),
        }

    def around_writing(self):
        """Files are stored before any row is written."""
        return self.originals.stored(self.progress)

    def init_instance(self, row=None):
        return Publication(facts_verified=False)  # nothing is claimed that the catalogue does not say

    def checks(self):
        return [*super().checks(), self._check_date, self._take_file]

    def _check_date(self, instance, row):
        if instance.year and not FIRST_YEAR <= instance.year <= LAST_YEAR:
            raise ValidationError({"published_w3cdtf": f"The year must be from {FIRST_YEAR} to {LAST_YEAR}."})
        if instance.month and not instance.year:
            raise ValidationError({"month": "A month needs a year."})
        if instance.day and not instance.month:
            raise ValidationError({"day": "A day needs a month."})

    def _take_file(self, instance, row):
        self.file = None
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

    def other_changes(self, instance):
        if not self.file:
            return {}
        current = _current_file(instance)
        return {"file": (current.original_name if current else "", self.file.path.name)}

    def missing(self, instance):
        return {} if instance.type_id else {"type": "A new publication needs a type."}

    def check_rights(self):
        if not self.changes.keys().isdisjoint(_PUBLISHING) and not self.may("library.publish_publication"):
            reason = "You may not publish, withdraw or feature publications. Leave this column out."
            raise ValidationError({field: reason for column, field in _PUBLISHING.items() if column in self.changes})

    def save_instance(self, instance, is_create, row, **kwargs):
        super().save_instance(instance, is_create, row, **kwargs)
        if self.file and self._is_dry_run(kwargs):
            self.originals.want(instance.slug, self.line, self.file)
        elif self.file:
            self.originals.record(instance, user=kwargs["user"], note=self.note)


def _with_all_that_rows_hold(publications):
    authorships = Authorship.objects.select_related("author")
    return publications.select_related("type").prefetch_related(
        "topics", "audiences", Prefetch("authorship_set", authorships)
    )


def _current_file(publication):
    return publication.current_file if publication.pk else None
