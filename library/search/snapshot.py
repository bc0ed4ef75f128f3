"""The index as it is at one moment, open for reading, and the pool that keeps such snapshots between queries.

A Whoosh reader serves one thread at a time, so the pool lends a snapshot out and takes it back. Before each loan it
compares the names, sizes and times of the index's files with those the snapshot was opened on: one that is behind is
dropped, and a file that was cut short is never read through an old memory map.
"""

import os
import threading
import time
from bisect import bisect_right
from collections import defaultdict
from contextlib import contextmanager

from .errors import SearchUnavailable
from .question import FIELDS
from .schema import Entry


class Leaf:
    """One segment of the index: its reader, and the publications in it by the numbers of their documents.

    `base` tells its documents from those of other segments: base + number is unlike any other.
    """

    def __init__(self, reader, base, entries):
        deleted = set(reader.segment().deleted_docs()) if reader.has_deletions() else ()
        self.reader, self.base = reader, base
        self.entries = {number: entry for number, entry in entries.items() if number not in deleted}
        self.size = reader.doc_count_all()
        self.phrases = {}  # what ranking has found of them, kept while this segment is open


class Snapshot:
    def __init__(self, whoosh_index, state, known_entries):
        self.state = state
        # Not whoosh_index.reader(), which sleeps and tries again for half a second when a file is gone.
        contents = whoosh_index._read_toc()
        self._reader = whoosh_index._reader(
            whoosh_index.storage, contents.schema, contents.segments, contents.generation
        )
        self.leaves = []
        for reader, base in self._reader.leaf_readers():
            if not reader.doc_count_all():
                continue
            segment = reader.segment().segment_id()
            if segment not in known_entries:
                known_entries[segment] = _entries(reader)
            self.leaves.append(Leaf(reader, base, known_entries[segment]))
        self._bases = [leaf.base for leaf in self.leaves]
        entries = [entry for leaf in self.leaves for entry in leaf.entries.values()]
        self.count = len(entries)
        self.average_lengths = [
            sum(entry.lengths[place] for entry in entries) / (len(entries) or 1) for place in range(len(FIELDS))
        ]
        self.page_count = sum(entry.pages for entry in entries)
        self.places = {entry.pk: (leaf, number) for leaf in self.leaves for number, entry in leaf.entries.items()}

    def entry(self, document):
        """The Entry of a publication's document (base + number)."""
        leaf = self.leaves[bisect_right(self._bases, document) - 1]
        return leaf.entries[document - leaf.base]

    def by_leaf(self, pks):
        """(leaf, [number of a publication's document, …] ascending) for those of the publications that are here."""
        numbers = defaultdict(list)
        for pk in pks:
            if pk in self.places:
                leaf, number = self.places[pk]
                numbers[leaf].append(number)
        return [(leaf, sorted(own)) for leaf, own in numbers.items()]

    def close(self):
        self._reader.close()


def _entries(reader):
    """{document number: Entry} of the publications in a segment, in order."""
    if ("is_publication", "1") not in reader:
        return {}
    numbers = reader.postings("is_publication", "1").all_ids()
    return {number: Entry(*reader.stored_fields(number)["entry"]) for number in numbers}


# A writer that commits one change after the other may be in the way more than once.
_TRIES = 8
_BETWEEN_TRIES = 0.03  # seconds


class Pool:
    """Lends out snapshots of one index folder. Shared by the threads of a process."""

    _MOST_IDLE = 8

    def __init__(self, folder):
        self._folder = folder
        self._lock = threading.Lock()
        self._idle = []
        self._entries = {}

    @contextmanager
    def snapshot(self):
        """A snapshot of the index as it is now. Raises SearchUnavailable when it can't be read, whatever the cause."""
        snapshot = self._take()
        try:
            yield snapshot
        except SearchUnavailable:
            raise
        except Exception as error:  # a damaged index makes Whoosh raise nearly anything
            snapshot.close()
            raise SearchUnavailable("the index could not be read") from error
        else:
            with self._lock:
                if len(self._idle) < self._MOST_IDLE:
                    self._idle.append(snapshot)
                    return
            snapshot.close()

    def _take(self):
        for tries_left in reversed(range(_TRIES)):
            try:
                state = self._state()
                with self._lock:
                    fitting = [one for one in self._idle if one.state == state]
                    outdated = [one for one in self._idle if one.state != state]
                    self._idle = fitting[:-1]
                for one in outdated:
                    one.close()
                return fitting[-1] if fitting else self._open(state)
            except SearchUnavailable:
                raise
            except Exception as error:
                # Replaced or merged between two steps: look again. Damaged: it fails again.
                if not tries_left:
                    raise SearchUnavailable("the index could not be opened") from error
                time.sleep(_BETWEEN_TRIES)

    def _open(self, state):
        snapshot = Snapshot(self._folder.open(), state, self._entries)
        segments = {leaf.reader.segment().segment_id() for leaf in snapshot.leaves}
        for gone in set(self._entries) - segments:
            self._entries.pop(gone, None)
        return snapshot

    def _state(self):
        """What changes whenever the index does."""
        build = self._folder.current()
        with os.scandir(build) as files:
            facts = [
                (file.name, (facts := file.stat()).st_size, facts.st_mtime_ns, facts.st_ino)
                for file in files
                if file.name.endswith((".toc", ".seg"))
            ]
        return build.name, tuple(sorted(facts))
