"""The queue's tasks for the index."""

from contextlib import suppress

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import keeping
from .errors import Busy
from .indexing import bring_up_to_date, is_behind, rebuild

FIRST = 50  # before uploads and scans: it takes a second


@task(priority=FIRST)
def index_changes():
    bring_up_to_date()
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


def queue_index_changes():
    """Called every few seconds by the worker: what has changed is in the index soon, and nothing is forgotten."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=index_changes.module_path)
    if not waiting.exists() and (is_behind() or keeping.any_is_behind()):
        index_changes.enqueue()
