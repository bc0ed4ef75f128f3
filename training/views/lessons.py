"""Lessons learned: the list, its table, and the page of one."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.importing.cells import join_names
from library.search.kinds import kind_of
from training.linked import public_documents, public_partnerships
from training.models import Lesson
from training.record_lists import RecordList

from .access import record_view
from .record_lists import list_page, list_table
from .trail import trail

COLUMNS = ["title", "summary", "written", "jurisdictions", "topics", "partnerships", "documents", "address"]


def _selection(request):
    return RecordList(Lesson, "training:lessons", request.GET, kind=kind_of(Lesson))


@require_safe
def lesson_list(request):
    return list_page(request, "training/lesson_list.html", _selection(request))


@require_safe
def lesson_csv(request):
    """The whole list at the same parameters, in its order."""

    def rows(lessons):
        prefetch_related_objects(lessons, public_documents(), public_partnerships())
        for lesson in lessons:
            yield [
                lesson.title,
                lesson.summary,
                lesson.written_on.isoformat(),
                join_names(map(str, lesson.jurisdictions.all())),
                join_names(topic.name for topic in lesson.topics.all()),
                join_names(partnership.title for partnership in lesson.shown_partnerships),
                join_names(document.full_title for document in lesson.documents),
                request.build_absolute_uri(lesson.get_absolute_url()),
            ]

    return list_table("lessons.csv", _selection(request), COLUMNS, rows)


@record_view(Lesson)
def lesson(request, lesson):
    prefetch_related_objects([lesson], "jurisdictions", "topics", public_documents(), public_partnerships())
    context = {
        "lesson": lesson,
        "record": lesson,
        "address": request.build_absolute_uri(lesson.get_absolute_url()),
        "trail": trail((reverse("training:lessons"), "Lessons learned")),
    }
    return render(request, "training/lesson.html", context)
