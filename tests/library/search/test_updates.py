"""Changes reach the index through the worker's queue a few seconds later, each of them, whatever crashes."""

from datetime import UTC, datetime, timedelta
from functools import partial, partialmethod

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from haystack import connections
from whoosh.writing import SegmentWriter

from library.intake.housekeeping import bury_dead_tasks
from library.models import Author, Authorship, IndexState, Page, Publication, Topic
from library.search import find, tasks
from library.search.indexing import bring_up_to_date, rebuild
from library.search.tasks import index_changes, queue_index_changes, queue_tidying, rebuild_index


@pytest.fixture
def worker(search_folder):
    """worker() does what is queued, and returns."""
    return lambda: call_command("worker", batch=True)


def test_saving_touches_no_index_and_the_worker_does(search_folder, add, worker):
    publication = add("Zebra crossings", "stripes")
    assert not search_folder.exists()
    worker()
    assert find("zebra").pks == [publication.pk]
    assert find("stripes").pks == [publication.pk]
    assert not IndexState.objects.pending().exists()


def _title(publication):
    publication.title = "Quagga"
    publication.save()


def _topic(publication):
    publication.topics.add(Topic.objects.create(name="Quagga", slug="quagga"))


def _topic_renamed(publication):
    topic = publication.topics.get()
    topic.name = "Quagga"
    topic.save()


def _author(publication):
    Authorship.objects.create(publication=publication, author=Author.objects.create(name="Quagga"))


def _author_renamed(publication):
    author = publication.authors.get()
    author.name = "Quagga"
    author.save()


def _page(publication):
    page = Page.objects.get(file__publication=publication, number=2)
    page.text = "quagga"
    page.save()


@pytest.mark.parametrize("change", [_title, _topic, _topic_renamed, _author, _author_renamed, _page])
def test_every_change_is_noticed(change, add, worker):
    publication = add("Zebra", "one", "two", topics=["Old topic"])
    Authorship.objects.create(publication=publication, author=Author.objects.create(name="Old"))
    add("Other", "page")
    worker()
    assert find("+quagga").pks == []
    change(publication)
    worker()
    assert find("+quagga").pks == [publication.pk]


def test_a_topic_that_is_deleted_leads_to_nothing_any_more(add, worker):
    add("Zebra", topics=["Quagga"])
    worker()
    Topic.objects.get(slug="quagga").delete()
    worker()
    assert find("+quagga").pks == []


def test_what_was_there_before_is_not_found_any_more(add, worker):
    publication = add("Zebra", "stripes")
    worker()
    publication.title = "Quagga"
    publication.save()
    Page.objects.get(file__publication=publication).delete()
    worker()
    assert find("+zebra").pks == []
    assert find("+stripes").pks == []


def test_a_new_version_replaces_the_pages_of_the_old(add, write, worker):
    publication = add("Zebra", "stripes")
    worker()
    publication.files.update(is_current=False)
    write(publication, ["spots"], version=2)
    worker()
    assert find("+stripes").pks == []
    assert find("+spots").pks == [publication.pk]


def test_a_deleted_publication_leaves_the_index(add, worker):
    publication = add("Zebra", "stripes")
    other = add("Other zebra")
    worker()
    publication.delete()
    worker()
    assert connections["default"].get_backend().indexed() == {other.pk}


def test_a_change_that_is_rolled_back_was_none(add, worker):
    publication = add("Zebra")
    worker()
    with transaction.atomic():
        _title(publication)
        transaction.set_rollback(True)
    assert not IndexState.objects.pending().exists()


def test_a_change_while_another_is_written_stays_pending(add, worker, monkeypatch):
    publication = add("Zebra")
    backend = connections["default"].get_backend()
    write = backend.write

    def write_slowly(index, publications):
        write(index, publications)
        monkeypatch.undo()
        _title(Publication.objects.get(pk=publication.pk))

    worker()
    publication.save()
    monkeypatch.setattr(backend, "write", write_slowly)
    bring_up_to_date()
    assert IndexState.objects.pending().exists()
    worker()
    assert find("+quagga").pks == [publication.pk]


def test_an_update_cut_off_before_it_was_noted_is_done_again(add, worker, monkeypatch):
    publication = add("Zebra")
    worker()
    _title(publication)
    backend = connections["default"].get_backend()

    def die(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(backend, "write", die)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date()
    monkeypatch.undo()
    worker()
    assert find("+quagga").pks == [publication.pk]


def test_records_changed_behind_everybodys_back_are_noticed(add, worker):
    first, second = add("Zebra"), add("Zebra too")
    worker()
    Publication.objects.filter(pk=first.pk)._raw_delete("default")  # as a restored backup would: no signal, no mark
    IndexState.objects.all().delete()
    worker()
    assert connections["default"].get_backend().indexed() == {second.pk}


def test_hundreds_of_changes_are_one_task(add, worker):
    for number in range(20):
        add(f"Zebra {number}")
        queue_index_changes()
    assert DBTaskResult.objects.filter(task_path=index_changes.module_path).count() == 1
    worker()
    assert len(find("zebra").pks) == 20


def test_more_changes_than_a_task_may_take_are_several_tasks(add, worker, monkeypatch):
    monkeypatch.setattr(tasks, "bring_up_to_date", partial(bring_up_to_date, at_most=8))
    for number in range(20):
        add(f"Zebra {number}")
    worker()  # the first index: built whole
    Publication.objects.filter(title="Zebra 0").first().save()
    for publication in Publication.objects.exclude(title="Zebra 0"):
        publication.title = "Quagga"
        publication.save()
    DBTaskResult.objects.all().delete()
    worker()
    assert len(find("quagga").pks) == 19
    assert DBTaskResult.objects.filter(task_path=index_changes.module_path).count() == 3
    assert not IndexState.objects.pending().exists()


def at(monkeypatch, hour):
    monkeypatch.setattr(timezone, "localtime", lambda: datetime(2026, 1, 2, hour, tzinfo=UTC))


def rebuilds():
    return DBTaskResult.objects.filter(task_path=rebuild_index.module_path)


def test_at_night_an_index_with_many_deleted_documents_is_built_anew(add, worker, monkeypatch):
    add("Zebra", "stripes")
    for number in range(4):
        add(f"Zebra {number}", "stripes")
    worker()
    backend = connections["default"].get_backend()
    at(monkeypatch, 3)
    queue_tidying()
    assert not rebuilds().exists()
    with monkeypatch.context() as patched:  # Whoosh would merge so small an index with each change
        patched.setattr(SegmentWriter, "commit", partialmethod(SegmentWriter.commit, merge=False))
        Publication.objects.filter(title__in=["Zebra 1", "Zebra 2"]).delete()
        worker()
    assert backend.waste() > 0.3
    at(monkeypatch, 12)
    queue_tidying()
    assert not rebuilds().exists()
    at(monkeypatch, 3)
    queue_tidying()
    queue_tidying()
    assert rebuilds().count() == 1
    worker()
    assert backend.waste() == 0
    assert len(find("stripes").pks) == 3


def test_a_long_rebuild_is_not_taken_for_dead_while_it_goes_on(add, worker):
    add("Zebra")
    worker()
    rebuild_index.enqueue()
    rebuilds().update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(hours=1))

    def look(publications, total):
        bury_dead_tasks()
        yield from publications

    rebuild(look)
    assert rebuilds().get().status == TaskResultStatus.RUNNING
    bury_dead_tasks()
    assert rebuilds().get().status == TaskResultStatus.FAILED


def test_with_nothing_to_do_nothing_is_queued(add, worker):
    add("Zebra")
    worker()
    DBTaskResult.objects.all().delete()
    queue_index_changes()
    assert not DBTaskResult.objects.exists()
