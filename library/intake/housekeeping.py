"""What workers put in order between tasks. Any of it may run in several workers at once, and be cut off anywhere."""

import logging
from datetime import timedelta

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from library.models import Publication, PublicationFile, SearchCount, State
from library.search.tasks import at_work

from . import jail, scans, tasks
from .sweep import sweep

logger = logging.getLogger(__name__)

# A worker claims its file well within this time of taking the task from the queue.
_TASK_BEGINS_WITHIN = timedelta(minutes=1)
# Longer than the slowest task, but for a new index: a turn of a scan whose last page uses up its limits, or a file that
# does.
_TASK_LASTS_AT_MOST = timedelta(minutes=5)
_RESULTS_KEPT_FOR = timedelta(days=14)

day_began = Signal()  # for other apps' work of the day; keep it short, and put what takes long into the queue


def keep_house():
    """Every few seconds: nothing waits that nobody works on."""
    publish_what_is_due()
    bury_dead_tasks()
    queue_forgotten_files()


def keep_house_daily():
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - _RESULTS_KEPT_FOR).delete()
    jail.remove_abandoned_folders()
    sweep()
    SearchCount.objects.forget_old()
    day_began.send_robust(sender=None)


def publish_what_is_due():
    """Scheduled publications whose moment has come. Visitors see them from that moment on, whether this runs or not."""
    if not Publication.objects.due().exists():
        return
    with transaction.atomic():
        for publication in Publication.objects.due().select_for_update(skip_locked=True):
            publication.state = State.PUBLISHED
            publication.save()
            logger.info("published %r as scheduled", publication.slug)


def bury_dead_tasks():
    """Tasks that still count as running although their worker must be dead."""
    dead = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - _TASK_LASTS_AT_MOST)
    dead.exclude(task_path__in=at_work()).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback="The worker was stopped in the middle."
    )


def queue_forgotten_files():
    """Files that wait, were stranded, or stopped in the middle of a scan, with no task that will take them up."""
    with transaction.atomic():
        queued = _files_of(tasks.process)
        begun = _files_of(tasks.process, running_for=_TASK_BEGINS_WITHIN)
        for pk in PublicationFile.objects.waiting().exclude(pk__in=queued | begun).values_list("pk", flat=True):
            tasks.process.enqueue(pk)
        for pk in PublicationFile.objects.stranded().exclude(pk__in=queued).values_list("pk", flat=True):
            tasks.process.enqueue(pk)
        reading = _files_of(tasks.read_scan) | _files_of(tasks.read_scan, running_for=_TASK_LASTS_AT_MOST)
        for file in scans.unfinished().exclude(pk__in=reading):
            scans.resume(file)


def _files_of(task, running_for=None):
    """Keys of the files of a task's entries that are still to run or, with `running_for`, that began so recently."""
    entries = DBTaskResult.objects.filter(task_path=task.module_path)
    if running_for:
        entries = entries.running().filter(started_at__gt=timezone.now() - running_for)
    else:
        entries = entries.filter(status=TaskResultStatus.READY)
    return {arguments["args"][0] for arguments in entries.values_list("args_kwargs", flat=True)}
