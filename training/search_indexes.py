"""What the search is given of lessons and partnerships: nothing that is not public, and no internal notes."""

from haystack import indexes

from library import markdown
from library.search.kinds import Kind, RecordIndex
from training.models import Lesson, Partnership

# What index_queryset() reads with each record, for the names that it is found by.
_PLACES = ["jurisdictions__parent", "jurisdictions__other_names", "jurisdictions__states"]


def _names_of_places(record):
    """The record's jurisdictions by all their names, and the states they lie in."""
    for place in record.jurisdictions.all():
        yield place.name
        yield from (other.name for other in place.other_names.all())
        yield from (state.name for state in place.states.all())
        if place.parent:
            yield place.parent.name


class LessonIndex(RecordIndex, indexes.Indexable):
    def get_model(self):
        return Lesson

    def index_queryset(self, using=None):
        return super().index_queryset(using).prefetch_related("topics", *_PLACES)

    def prepare_text(self, lesson):
        return f"{lesson.summary}\n{markdown.plain(lesson.text)}"

    def prepare_authors(self, lesson):
        return list(_names_of_places(lesson))


class PartnershipIndex(RecordIndex, indexes.Indexable):
    def get_model(self):
        return Partnership

    def index_queryset(self, using=None):
        return super().index_queryset(using).prefetch_related("topics", "phases", "milestones", *_PLACES)

    def prepare_text(self, partnership):
        phases = [phase.summary for phase in partnership.phases.all()]
        milestones = [f"{reached.title}. {reached.description}" for reached in partnership.milestones.all()]
        return "\n".join(filter(None, [partnership.summary, *phases, *milestones]))

    def prepare_authors(self, partnership):
        return [*_names_of_places(partnership), partnership.partners]


KINDS = [
    Kind("lessons", LessonIndex(), "training:lessons"),
    Kind("partnerships", PartnershipIndex(), "training:partnerships"),
]
