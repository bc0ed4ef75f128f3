"""Engagements as rows of a catalogue."""

from functools import cached_property

from django.core.exceptions import ValidationError

from library.importing.cells import paragraphs
from library.importing.columns import Names, Text, YesNo
from library.importing.layout import Layout
from library.importing.rows import CatalogueResource
from library.importing.vocabulary import Terms
from library.models import Publication, Topic
from training.importing.columns import Kind, Moment, NewPeople, One, People, Places, Slugs, attendance_of
from training.importing.names import ByCode, Jurisdictions
from training.models import Attendance, Award, Discipline, Engagement, Partnership

# fmt: off
_COLUMNS = [
    "number", "title", "kind", "begins", "ends", "jurisdictions", "places", "venue", "partners", "topics",
    "publications", "award", "partnership", "summary", "result", "public",
]
# fmt: on


def layout():
    """The Layout of engagements: two columns for each discipline that there is."""
    disciplines = Discipline.objects.values_list("slug", flat=True)
    people = [f"{what}_{slug}" for slug in disciplines for what in ("people", "new")]
    return Layout(
        record="engagement",
        records="engagements",
        key="number",
        columns=[*_COLUMNS, *people],
        together=[["begins", "ends"]],
    )


class EngagementResource(CatalogueResource):
    """Reads rows into engagements by their number, and writes engagements as rows. Internal notes are no column."""

    number = Text("number")
    title = Text("title")
    kind = Kind()
    begins = Moment("begins")
    ends = Moment("ends")
    jurisdictions = Places("jurisdictions")
    places = Places("places")
    venue = Text("venue")
    partners = Text("partners")
    topics = Names("topics")
    publications = Slugs("publications")
    award = One("award", "number")
    partnership = One("partnership", "slug")
    summary = Text("summary", tidy=paragraphs)
    result = Text("result", tidy=paragraphs)
    public = YesNo("is_public", "public")

    class Meta:
        model = Engagement
        fields = _COLUMNS
        import_id_fields = ["number"]
        report_skipped = True  # skip_row() knows which rows change nothing
        skip_diff = True  # Outcome.changes has the differences

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layout = layout()
        self.people = [field(d) for d in Discipline.objects.all() for field in (People, NewPeople)]
        self.fields |= {field.column_name: field for field in self.people}

    @cached_property
    def not_in_history(self):
        return {field.column_name for field in self.people}

    def get_queryset(self):
        return _with_all_that_rows_hold(Engagement.objects.all())

    def before_export(self, queryset, **kwargs):
        self.look_up_anew()

    def filter_export(self, queryset, **kwargs):
        """The list's queryset, with what the rows hold in place of what the list shows. Internal notes are not read."""
        return _with_all_that_rows_hold(queryset.prefetch_related(None).defer(None).defer("internal_notes"))

    def new_vocabularies(self):
        jurisdictions = Jurisdictions()
        return {
            "jurisdictions": jurisdictions,
            "places": jurisdictions,
            "topics": Terms(Topic, self.may("library.add_topic")),
            "publications": ByCode(Publication.objects.only("slug"), "slug"),
            "award": ByCode(Award.objects.all(), "number"),
            "partnership": ByCode(Partnership.objects.all(), "slug"),
        }

    def checks(self):
        return [*super().checks(), self._read_period, self._check_people]

    def _read_period(self, instance, row):
        if "begins" in row:
            instance.set_period(row["begins"], row["ends"])
        elif instance.starts_on is None:
            raise ValidationError({"begins": "A new engagement needs the time when it began."})

    def _check_people(self, instance, row):
        lines = attendance_of(instance)
        for people, new in zip(self.people[::2], self.people[1::2], strict=True):
            counted, of_them_new = lines.get(people.discipline.pk, [None, None])
            if of_them_new is not None and (counted is None or of_them_new > counted):
                column = new.column_name if new.column_name in row else people.column_name
                raise ValidationError({column: "People new to us can’t be more than the people trained."})

    def missing(self, instance):
        return {} if instance.kind else {"kind": "A new engagement needs a kind."}

    def write_links(self, instance):
        super().write_links(instance)
        if self.changes.keys().isdisjoint(self.not_in_history):
            return
        instance.attendances.all().delete()
        Attendance.objects.bulk_create(
            Attendance(engagement=instance, discipline_id=discipline, people=people, new_people=new)
            for discipline, (people, new) in attendance_of(instance).items()
        )


def _with_all_that_rows_hold(engagements):
    many = ["jurisdictions", "places", "topics", "publications", "attendances"]
    return engagements.select_related("award", "partnership").prefetch_related(*many)
