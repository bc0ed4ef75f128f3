"""The columns of engagements that those of publications don't have."""

from import_export.fields import Field

from library.importing.cells import one_line
from library.importing.columns import Names, Number
from training.models import EngagementKind

UNCOUNTED = "?"  # written where people of a discipline took part and nobody counted them
MOST_PEOPLE = 1_000_000  # as the constraint attendance_people_plausible has it


class Kind(Field):
    """The kind of engagement, by its word in addresses or as people read it."""

    def __init__(self):
        super().__init__("kind", "kind")

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = one_line(row[self.column_name]).lower()
        for kind in EngagementKind:
            if text in (kind.value, kind.label.lower()):
                instance.kind = kind.value
                return
        raise ValueError(f"“{text[:50]}” is not one of the kinds: {', '.join(EngagementKind.values)}")

    def export(self, instance, **kwargs):
        return str(instance.kind)


class Moment(Field):
    """The beginning or the end as written. One means nothing without the other: the resource reads them together."""

    def __init__(self, attribute):
        super().__init__(attribute, attribute)

    def save(self, instance, row, is_m2m=False, **kwargs):
        """Nothing, see EngagementResource."""

    def export(self, instance, **kwargs):
        return self.get_value(instance) if instance.starts_on else ""


class One(Field):
    """Another record, by a code that one of its fields has; nothing when the cell is empty."""

    def __init__(self, attribute, code):
        super().__init__(attribute, attribute)
        self.code = code
        self.vocabulary = None  # the resource gives it before an import

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = one_line(row[self.column_name])
        setattr(instance, self.attribute, self.vocabulary.find(text) if text else None)

    def export(self, instance, **kwargs):
        record = self.get_value(instance)
        return getattr(record, self.code) if record else ""


class Places(Names):
    """Jurisdictions, as names.Jurisdictions finds them again."""

    def as_written(self, record):
        return self.vocabulary.as_written(record)


class Slugs(Names):
    """Records by their slugs."""

    def as_written(self, record):
        return record.slug


def attendance_of(engagement):
    """{discipline's pk: [people, new people]}, as stored at first; columns change it, resources store it."""
    if not hasattr(engagement, "noted_attendance"):
        stored = engagement.attendances.all() if engagement.pk else []
        engagement.noted_attendance = {line.discipline_id: [line.people, line.new_people] for line in stored}
    return engagement.noted_attendance


class People(Number):
    """How many people of a discipline took part. An empty cell: none of them did; UNCOUNTED: nobody counted them."""

    def __init__(self, discipline):
        super().__init__(f"people_{discipline.slug}", 0, MOST_PEOPLE)
        self.discipline = discipline

    def save(self, instance, row, is_m2m=False, **kwargs):
        text, lines = row[self.column_name].strip(), attendance_of(instance)
        people = None if text == UNCOUNTED else self._number(text)
        if not text:
            lines.pop(self.discipline.pk, None)
        else:
            lines.setdefault(self.discipline.pk, [None, None])[0] = people

    def export(self, instance, **kwargs):
        line = attendance_of(instance).get(self.discipline.pk)
        return "" if line is None else UNCOUNTED if line[0] is None else str(line[0])


class NewPeople(Number):
    """How many of them no earlier engagement had reached. Read after People."""

    def __init__(self, discipline):
        super().__init__(f"new_{discipline.slug}", 0, MOST_PEOPLE)
        self.discipline = discipline

    def save(self, instance, row, is_m2m=False, **kwargs):
        new, line = self._number(row[self.column_name].strip()), attendance_of(instance).get(self.discipline.pk)
        if line is not None:
            line[1] = new
        elif new is not None:
            raise ValueError(f"say under people_{self.discipline.slug} how many people there were in all")

    def export(self, instance, **kwargs):
        line = attendance_of(instance).get(self.discipline.pk)
        return "" if line is None or line[1] is None else str(line[1])
