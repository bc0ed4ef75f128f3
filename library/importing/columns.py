"""How each column of a catalogue is read into a record, compared with it, and written out again."""

from import_export.fields import Field

from library import dates
from library.models import Authorship, PublicationType, State

from .cells import join_names, one_line, split_names
from .vocabulary import author_as_written

_YES = {"yes", "true", "1", "y"}
_NO = {"no", "false", "0", "n"}


class Text(Field):
    """A text field. The stored text stays as it is when the cell differs from it in spaces or line ends only."""

    def __init__(self, attribute, tidy=one_line):
        super().__init__(attribute, attribute)
        self.tidy = tidy

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = self.tidy(row[self.column_name])
        if text != self.tidy(self.get_value(instance)):
            setattr(instance, self.attribute, text)

    def export(self, instance, **kwargs):
        return str(self.get_value(instance) or "")


class KeptWhenEmpty(Text):
    """A field that always has a value; an empty cell leaves it as it is."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        if one_line(row[self.column_name]):
            super().save(instance, row, is_m2m, **kwargs)


class Number(Field):
    """A whole number between two bounds, or nothing."""

    def __init__(self, attribute, low, high):
        super().__init__(attribute, attribute)
        self.low, self.high = low, high

    def save(self, instance, row, is_m2m=False, **kwargs):
        setattr(instance, self.attribute, self._number(row[self.column_name].strip()))

    def _number(self, text):
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and self.low <= int(text[:9]) <= self.high):
            raise ValueError(f"“{text[:20]}” is not a number from {self.low} to {self.high}")
        return int(text)

    def export(self, instance, **kwargs):
        value = self.get_value(instance)
        return "" if value is None else str(value)


class Date(Field):
    """Year, month and day in one cell: 2007, 2007-03 or 2007-03-15."""

    def __init__(self):
        super().__init__("published_w3cdtf", "date")

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = row[self.column_name].strip()
        instance.year, instance.month, instance.day = dates.parse_partial(text) if text else (None, None, None)

    def export(self, instance, **kwargs):
        return self.get_value(instance)


class YesNo(Field):
    """yes or no; an empty cell leaves the field as it is."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = row[self.column_name].strip().lower()
        if text and text not in _YES | _NO:
            raise ValueError(f"“{text[:20]}” is neither yes nor no")
        if text:
            setattr(instance, self.attribute, text in _YES)

    def export(self, instance, **kwargs):
        return "yes" if self.get_value(instance) else "no"


class Type(Field):
    """The kind of document, by its slug or its name."""

    def __init__(self):
        super().__init__("type", "type")
        self.types = None

    def save(self, instance, row, is_m2m=False, **kwargs):
        if self.types is None:
            self.types = list(PublicationType.objects.all())
        text = one_line(row[self.column_name])
        for kind in self.types:
            if text.lower() in (kind.slug, kind.name.lower()):
                instance.type = kind
                return
        allowed = ", ".join(sorted(kind.slug for kind in self.types))
        raise ValueError(f"“{text[:50]}” is not one of the types: {allowed}")

    def export(self, instance, **kwargs):
        return instance.type.slug if instance.type_id else ""


class StateColumn(Field):
    """draft or published. The other states need a moment or a reason, which a catalogue has no room for."""

    ALLOWED = (State.DRAFT, State.PUBLISHED)

    def __init__(self):
        super().__init__("state", "state")

    def save(self, instance, row, is_m2m=False, **kwargs):
        text = row[self.column_name].strip().lower()
        if not text or text == instance.state:
            return
        if text not in self.ALLOWED:
            raise ValueError(f"“{text[:20]}” can't be set by an import, only {' and '.join(self.ALLOWED)}")
        instance.state = State(text)

    def export(self, instance, **kwargs):
        return str(instance.state)


class Linked(Field):
    """What a record holds in a table of its own: save() notes it on the instance, write() stores it."""

    def write(self, instance):
        """Store what save() noted."""
        raise NotImplementedError


class Names(Linked):
    """The records that a record names, in a cell “A; B”. Their order means nothing.

    Noted are those that the vocabulary finds; stored are those too that are new to it.
    """

    def __init__(self, attribute):
        super().__init__(attribute, attribute)
        self.vocabulary = None  # the resource gives it before an import

    def save(self, instance, row, is_m2m=False, **kwargs):
        found = map(self.vocabulary.find, split_names(row[self.column_name]))
        setattr(instance, self._noted, list({id(record): record for record in found}.values()))

    def get_value(self, instance):
        return getattr(instance, self._noted) if hasattr(instance, self._noted) else self.stored(instance)

    def as_written(self, record):
        """The name that the vocabulary finds the record by."""
        return str(record)

    def export(self, instance, **kwargs):
        return join_names(sorted(map(self.as_written, self.get_value(instance)), key=str.casefold))

    def stored(self, instance):
        return list(getattr(instance, self.attribute).all()) if instance.pk else []

    def write(self, instance):
        for record in self.get_value(instance):
            if record.pk is None:
                record.save()
        field = instance._meta.get_field(self.attribute)
        links = field.remote_field.through.objects
        links.filter(**{field.m2m_field_name(): instance}).delete()
        links.bulk_create(self._links(instance, field))

    def _links(self, instance, field):
        link, one, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        return [link(**{one: instance, other: record}) for record in self.get_value(instance)]

    @property
    def _noted(self):
        return f"noted_{self.attribute}"


class AuthorNames(Names):
    """The authors in the order printed on the document."""

    def export(self, instance, **kwargs):
        return join_names(map(author_as_written, self.get_value(instance)))

    def stored(self, instance):
        return [authorship.author for authorship in instance.authorship_set.all()] if instance.pk else []

    def _links(self, instance, field):
        return [
            Authorship(publication=instance, author=author, position=position)
            for position, author in enumerate(self.get_value(instance), 1)
        ]
