"""Runs the queue, and keeps house between tasks. Any number may run side by side."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from library.intake.housekeeping import keep_house, keep_house_daily
from library.search.tasks import queue_index_changes, queue_tidying

_TASKS_AT_ONCE = 10  # then there may be house to keep
_HOUSE_SECONDS = 5
_DAY_SECONDS = 24 * 60 * 60


class _Turn(Worker):
    """A few tasks, or all there are (max_tasks=None)."""

    def __init__(self, worker_id, max_tasks):
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            interval=0,
            startup_delay=False,
            batch=True,
            max_tasks=max_tasks,
            worker_id=worker_id,
        )

    @property
    def found_work(self):
        return self._run_tasks > 0


class Command(BaseCommand):
    help = "Process uploads and other queued work until told to stop (TERM or INT)."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="do what there is to do, and exit")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds to wait when there is nothing to do")

    def handle(self, *, batch, interval, **options):
        # Each turn would say that it starts and ends.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        self.turn = None
        self.stopping = False
        self.worker_id = get_random_string(32)
        if batch:
            keep_house()
            self._work(max_tasks=None)
            queue_index_changes()
            self._work(max_tasks=None)
        else:
            self._work_on(interval)

    def _work_on(self, interval):
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._stop)
        next_house = next_day = time.monotonic()
        while not self.stopping:
            close_old_connections()
            if time.monotonic() >= next_house:
                keep_house()
                queue_index_changes()
                queue_tidying()
                next_house = time.monotonic() + _HOUSE_SECONDS
            if time.monotonic() >= next_day:
                keep_house_daily()
                next_day = time.monotonic() + _DAY_SECONDS
            if not self._work(max_tasks=_TASKS_AT_ONCE):
                time.sleep(interval)

    def _work(self, max_tasks):
        """Whether there was anything to do."""
        self.turn = _Turn(self.worker_id, max_tasks)
        self.turn.run()
        return self.turn.found_work

    def _stop(self, signum, frame):
        """At once: in the middle of a task this exception gives the task's file back to the queue."""
        self.stopping = True
        if self.turn:
            self.turn.running = False
        raise SystemExit(0)
