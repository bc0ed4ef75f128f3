"""The queue's tasks. Each may run twice, or for a file that is gone, and does no harm then."""

from django_tasks import task

SCAN_PRIORITY = -10  # after everything else: a scan takes minutes, a new upload seconds


@task()
def process(pk):
    from .process import process_file

    process_file(pk)


@task(priority=SCAN_PRIORITY)
def read_scan(pk, first):
    from .scans import read_scan

    read_scan(pk, first)
