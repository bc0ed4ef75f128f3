"""The queue's tasks for the index."""

from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .indexing import bring_up_to_date, is_behind

FIRST = 50  # before uploads and scans: it takes a second


@task(priority=FIRST)
def index_changes():
    bring_up_to_date()


def queue_index_changes():
    """Called every few seconds by the worker: what has changed is in the index soon, and nothing is forgotten."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=index_changes.module_path)
    if not waiting.exists() and is_behind():
        index_changes.enqueue()
