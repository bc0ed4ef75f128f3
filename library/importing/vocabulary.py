"""The names that a catalogue uses: those the library has, and those that importing it will add."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from library.models import Author

from .cells import one_line

ORGANIZATION = "org:"


def author_as_written(author):
    """The author's name as a cell has it; Authors.find() reads it again."""
    if author.kind == Author.Kind.PERSON:
        return f"{author.name}, {author.given}".rstrip()
    return f"{ORGANIZATION} {author.name}" if "," in author.name else author.name


def _plain(name):
    return one_line(name).casefold()


class Vocabulary:
    """Records found by what is written in a cell; one not saved yet for what nobody has written before.

    may_grow: whether there may be new ones.
    """

    def __init__(self, records, may_grow):
        self._may_grow = may_grow
        self._known = {key: record for record in records for key in self._keys(record)}
        self._news = []

    def find(self, text):
        """The record for a name. Raises ValueError for a name that can't become one."""
        record = self._parse(text)
        return next((self._known[key] for key in self._keys(record) if key in self._known), None) or self._add(record)

    def news(self):
        """Sentences about the records that are new since it was last asked."""
        told, self._news = self._news, []
        return told

    def _add(self, record):
        if not self._may_grow:
            raise ValueError(f"there is no {record._meta.verbose_name} “{record}”, and you may not add any")
        try:
            record.clean_fields()
        except ValidationError as error:
            raise ValueError(f"“{record}” can't be used as a name ({' '.join(error.messages)})") from error
        self._known.update(dict.fromkeys(self._keys(record), record))
        self._news.append(self._announcement(record))
        return record


class Terms(Vocabulary):
    """The topics, or the audiences. Letter case and hyphens make no difference."""

    def __init__(self, model, may_grow):
        self._model = model
        super().__init__(model.objects.all(), may_grow)

    def _keys(self, term):
        return ("name", _plain(term.name)), ("slug", term.slug)

    def _parse(self, text):
        slug = slugify(text)[:100]
        if not slug:
            raise ValueError(f"no address can be made of “{text}”: add it on the staff pages first")
        return self._model(name=text, slug=slug)

    def _announcement(self, term):
        return f"new {term._meta.verbose_name}: {term}"


class Authors(Vocabulary):
    """The authors: “English, Kim” is a person, “US Census Bureau” an organization; the comma makes the difference.

    An organization whose name has a comma is written “org: Health, Education, and Welfare”, a person of one name
    “Plato,”.
    """

    def __init__(self, may_grow):
        super().__init__(Author.objects.all(), may_grow)

    def _keys(self, author):
        return ((_plain(author.name), _plain(author.given)),)

    def _parse(self, text):
        if text.lower().startswith(ORGANIZATION):
            return Author(kind=Author.Kind.BODY, name=text[len(ORGANIZATION) :].strip())
        if "," not in text:
            return Author(kind=Author.Kind.BODY, name=text)
        family, _, given = text.partition(",")
        if "," in given:
            raise ValueError(f"“{text}” has two commas: write “Family, Given”, or “{ORGANIZATION} {text}”")
        return Author(kind=Author.Kind.PERSON, name=family.strip(), given=given.strip())

    def _announcement(self, author):
        return f"new author ({author.get_kind_display().lower()}): {author.inverted}"
