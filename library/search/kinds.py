"""Records of other parts of the site that the search finds beside the publications, each kind in an index of its own.

An app registers its kinds when it is ready, and names the connection of each in HAYSTACK_CONNECTIONS. They are cut up,
ranked and marked as publications are, and kept apart from them: no count, list or feed of the library has any.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from haystack import indexes


class RecordIndex(indexes.SearchIndex):
    """What the engine is given of a record. Its text is the only one of its pages.

    A subclass says which model, which of its records are public (index_queryset: with all that is read of them), and
    prepares `text`; where it has them, `summary`, `topics`, and as `authors` those whose experience a record tells.
    """

    text = indexes.CharField(document=True)
    pages = indexes.MultiValueField(indexed=False)
    names = indexes.MultiValueField(indexed=False)
    title = indexes.CharField(model_attr="title")
    summary = indexes.CharField(model_attr="summary")
    identifier = indexes.CharField(default="")
    topics = indexes.MultiValueField()
    authors = indexes.MultiValueField()

    def read_queryset(self, using=None):
        return self.get_model().objects.public()

    def index_queryset(self, using=None):
        return self.read_queryset().order_by("pk")

    def prepare_pages(self, record):
        return [(record.pk, self.prepare_text(record))]

    def prepare_names(self, record):
        return [record.title]

    def prepare_topics(self, record):
        return [topic.name for topic in record.topics.all()]


@dataclass(frozen=True)
class Kind:
    """`name`: that of its connection. `list`: name of the address at which `?q=` lists all that words find."""

    name: str
    index: RecordIndex
    list: str

    @property
    def model(self):
        return self.index.get_model()

    def called(self, count):
        """“1 lesson”, “2 lessons”."""
        names = self.model._meta
        return f"{count:,} {names.verbose_name if count == 1 else names.verbose_name_plural}"

    def address(self, words):
        return f"{reverse(self.list)}?{urlencode({'q': words})}"


_kinds = {}


def register(kind):
    _kinds[kind.name] = kind


def kinds():
    return list(_kinds.values())


def kind_of(model):
    """The Kind of a model's records."""
    return next(kind for kind in kinds() if kind.model is model)
