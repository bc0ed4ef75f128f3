"""The index is built anew beside the one in use; crashes and other writers lose nothing."""

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Author, Authorship, IndexState
from library.search import find, page_hits
from library.search.backend import LibraryBackend
from library.search.indexing import bring_up_to_date, rebuild
from library.search.question import Clause, Option, Question

from .writers import Index, records


@pytest.fixture
def backend(tmp_path):
    return LibraryBackend("default", PATH=str(tmp_path / "search"))


@pytest.fixture
def start(backend):
    """start("rebuild", 100) or start("add", first, count) → a process that writes, already past its start-up."""
    running = []

    def begin(*arguments):
        command = [sys.executable, "-m", "tests.library.search.writers", backend.path, *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.processes
def test_a_rebuild_killed_at_any_moment_leaves_the_old_index_or_the_new_one(backend, start):
    backend.rebuild(Index(), records(1, 5).values(), dict)
    dice = random.Random(4)
    seen = set()
    for _ in range(8):
        process = start("rebuild", 60)
        time.sleep(dice.uniform(0, 0.6))
        process.kill()
        process.wait()
        seen.add(len(backend.indexed()))
        assert len(backend.indexed()) in (5, 60)
        if 60 in seen:
            backend.rebuild(Index(), records(1, 5).values(), dict)
    assert 5 in seen
    # What the killed ones left behind is gone after the next one that is not.
    backend.rebuild(Index(), records(1, 5).values(), dict)
    assert len(list(backend.folder.path.glob("build-*"))) == 1


@pytest.mark.processes
def test_a_writer_killed_at_any_moment_loses_nothing_that_was_written(backend, start):
    backend.rebuild(Index(), records(1, 5).values(), dict)
    dice = random.Random(5)
    for first in (100, 200, 300):
        process = start("add", first, 90)
        time.sleep(dice.uniform(0.1, 0.6))
        process.kill()
        process.wait()
        held = backend.indexed()
        assert held >= set(range(1, 6))
        added = sorted(pk for pk in held if pk >= first)
        assert added == list(range(first, first + len(added)))  # in the order written, without a gap
    backend.write(Index(), records(500, 1))
    assert 500 in backend.indexed()


@pytest.mark.processes
def test_two_writers_at_once_both_have_their_way(backend, start):
    backend.rebuild(Index(), records(1, 5).values(), dict)
    processes = [start("add", 100, 25), start("add", 200, 25)]
    reads = 0
    while any(process.poll() is None for process in processes):
        assert len(backend.indexed()) >= 5
        reads += 1
    assert [process.wait() for process in processes] == [0, 0]
    assert reads > 3
    assert len(backend.indexed()) == 55


def test_threads_read_side_by_side_while_somebody_writes(backend):
    backend.rebuild(Index(), records(1, 20).values(), dict)
    question = Question((Clause((Option(("text",)),)), Clause((Option(("number",)),))))

    def read(_):
        counts = [len(backend.rank(question)) for _ in range(15)]
        return counts == sorted(counts) and 20 <= counts[0] <= counts[-1] <= 30

    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(read, range(16))
        for number in range(100, 110):
            backend.write(Index(), records(number, 1))
        assert all(answers)
    assert len(backend.rank(question)) == 30


@pytest.mark.django_db
def test_the_old_index_answers_until_the_new_one_is_whole(add, index):
    publication = add("Zebra", "stripes")
    index()

    def watch(publications, total):
        for one in publications:
            assert find("zebra").pks == [publication.pk]
            yield one

    rebuild(watch)
    assert find("zebra").pks == [publication.pk]


def test_what_changes_during_a_rebuild_is_in_the_new_index(add, index):
    gone, changed = add("Zebra gone", "stripes"), add("Zebra")
    index()

    def meanwhile(publications, total):
        yield from publications
        add("Zebra added", "stripes")
        changed.title = "Quagga"
        changed.save()
        gone.delete()
        bring_up_to_date()  # another worker, into the old index

    rebuild(meanwhile)
    assert [len(find(query).pks) for query in ("+zebra", "+quagga", "+stripes")] == [1, 1, 1]
    assert not IndexState.objects.pending().exists()


def test_a_second_rebuild_at_the_same_time_says_so(add, index):
    add("Zebra")
    index()

    def meanwhile(publications, total):
        with pytest.raises(CommandError, match="not built"):
            call_command("rebuild_index", verbosity=0)
        yield from publications

    rebuild(meanwhile)
    assert len(find("zebra").pks) == 1


def test_haystacks_command_is_ours(add, search_folder):
    add("Zebra")
    call_command("rebuild_index", noinput=True, verbosity=0)
    assert len(find("zebra").pks) == 1


def test_result_sets_are_the_same_after_a_rebuild(add, index):
    for number in range(30):
        add(f"Document {number}", *[f"risk {'assessment ' * (number % 7)}" for _ in range(number % 4)])
    index()
    before = [find(query).pks for query in ("risk", "assessment", "risk assessment", "")]
    rebuild()
    assert [find(query).pks for query in ("risk", "assessment", "risk assessment", "")] == before


def test_an_index_changed_bit_by_bit_answers_as_one_built_anew(add, index):
    queries = ("risk", "risk assessment", '"risk assessment"', "+tools -sixth", '"new tools"', "instruments tools", "")

    def answers():
        answered = {}
        for query in queries:
            found = find(query)
            hits = page_hits(found, found.pks)
            answered[query] = found.pks, [(pk, [hit.excerpt for hit in hits[pk].best], hits[pk].more) for pk in hits]
        return answered

    ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
    documents = []
    for number, ordinal in enumerate(ordinals):
        pages = [f"{'risk ' * place}assessment of {'new ' * (number % 3)}tools" for place in range(number)]
        documents.append(add(f"The {ordinal} risk", *pages))
        index()
    documents[2].delete()
    documents[5].title = "Instruments and tools"
    documents[5].save()
    index()
    add("New tools", "risk assessment")
    index()
    bit_by_bit = answers()
    rebuild()
    assert answers() == bit_by_bit
    assert all(pks for pks, _ in bit_by_bit.values())


def test_each_more_document_costs_a_rebuild_one_more_query(add, index):
    def add_and_count(first, last):
        for number in range(first, last):
            publication = add(f"Document {number}", "A page.", topics=["Courts"])
            Authorship.objects.create(publication=publication, author=Author.objects.create(name=f"Author {number}"))
        rebuild()  # which learns all of them
        with CaptureQueriesContext(connection) as captured:
            rebuild()
        return len(captured)

    one = add_and_count(0, 1)
    assert add_and_count(1, 15) == one + 14
