"""Partnerships: the list, its table, and the page of one."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.importing.cells import join_names
from library.search.kinds import kind_of
from training.linked import public_documents, public_engagements, public_lessons
from training.models import Partnership, PhaseKind
from training.record_lists import RecordList

from .access import record_view
from .record_lists import list_page, list_table
from .trail import trail

COLUMNS = [
    "title", "begins", "ends", "jurisdictions", "partners", "topics", "summary", "phases", "changes", "documents",
    "award", "address",
]  # fmt: skip


def _selection(request):
    return RecordList(Partnership, "training:partnerships", request.GET, kind=kind_of(Partnership))


@require_safe
def partnership_list(request):
    return list_page(request, "training/partnership_list.html", _selection(request))


@require_safe
def partnership_csv(request):
    """The whole list at the same parameters, in its order."""

    def rows(partnerships):
        prefetch_related_objects(partnerships, "phases", "milestones", "award", public_documents())
        for partnership in partnerships:
            yield [
                partnership.title,
                partnership.begins,
                partnership.ends,
                join_names(map(str, partnership.jurisdictions.all())),
                partnership.partners,
                join_names(topic.name for topic in partnership.topics.all()),
                partnership.summary,
                join_names(map(str, _phases(partnership))),
                join_names(f"{change.title} ({change.when})" for change in _changes(partnership)),
                join_names(document.full_title for document in partnership.documents),
                partnership.award and partnership.award.number,
                request.build_absolute_uri(partnership.get_absolute_url()),
            ]

    return list_table("partnerships.csv", _selection(request), COLUMNS, rows)


@record_view(Partnership)
def partnership(request, partnership):
    prefetch_related_objects(
        [partnership],
        "jurisdictions", "topics", "phases", "milestones", "award",
        public_documents(), public_engagements(), public_lessons(),
    )  # fmt: skip
    context = {
        "partnership": partnership,
        "record": partnership,
        "phases": _phases(partnership),
        "changes": _changes(partnership),
        "address": request.build_absolute_uri(partnership.get_absolute_url()),
        "trail": trail((reverse("training:partnerships"), "Partnerships")),
    }
    return render(request, "training/partnership.html", context)


def _phases(partnership):
    """In the order in which a team works, whatever their dates."""
    return sorted(partnership.phases.all(), key=lambda phase: PhaseKind.values.index(phase.kind))


def _changes(partnership):
    """The milestones since which a law, a policy or a practice is different."""
    return [milestone for milestone in partnership.milestones.all() if milestone.change]
