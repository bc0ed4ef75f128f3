"""The queue's tasks for the index."""

from contextlib import suppress

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import keeping
from .engine import engine
from .errors import Busy, SearchUnavailable
from .indexing import bring_up_to_date, is_behind, rebuild

FIRST = 50  # before uploads and scans: it takes a second
_QUIET_HOURS = range(2, 5)
_WASTE = 0.2  # of the index; it is built anew when more than that is deleted documents


@task(priority=FIRST)
def index_changes():
    if bring_up_to_date():
        index_changes.enqueue()
    keeping.bring_up_to_date()


@task(priority=FIRST)
def rebuild_index():
    with suppress(Busy):  # then somebody else is at it
        rebuild()
    keeping.rebuild()


def queue_rebuild():
    """Have the index built anew. Whether it was not about to be anyway."""
    if rebuild_is_due():
        return False
    rebuild_index.enqueue()
    return True


def rebuild_is_due():
    under_way = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(status__in=under_way, task_path=rebuild_index.module_path).exists()


def at_work():
    """The paths of tasks that may be at work for long: while a new index is being built."""
    return [rebuild_index.module_path, index_changes.module_path] if engine().is_being_built() else []


def queue_tidying():
    """At night, have an index that holds many deleted documents built anew: changes leave the old ones behind."""
    if timezone.localtime().hour not in _QUIET_HOURS:
        return
    with suppress(SearchUnavailable):  # then it is built anew anyway
        if engine().waste() > _WASTE:
            queue_rebuild()


def queue_index_changes():
    """Called every few seconds by the worker: what has changed is in the index soon, and nothing is forgotten."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=index_changes.module_path)
    if not waiting.exists() and (is_behind() or keeping.any_is_behind()):
        index_changes.enqueue()
