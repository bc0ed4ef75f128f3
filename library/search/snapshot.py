"""The index as it is at one moment, open for reading, and the pool that keeps such snapshots between queries.

A Whoosh reader serves one thread at a time, so the pool lends a snapshot out and takes it back. Before each loan it
compares the names, sizes and times of the index's files with those the snapshot was opened on: one that is behind is
dropped, and a file that was cut short is never read through an old memory map.
"""

import os
import threading
import time
from contextlib import contextmanager

import numpy as np

from .errors import SearchUnavailable
from .holdings import Known
from .question import FIELDS


class Snapshot:
    """`count` publications, whose places run through all leaves: a leaf's own places, counted from its `first`."""

    def __init__(self, whoosh_index, state, known):
        self.state = state
        # Not whoosh_index.reader(), which sleeps and tries again for half a second when a file is gone.
        contents = whoosh_index._read_toc()
        self._reader = whoosh_index._reader(
            whoosh_index.storage, contents.schema, contents.segments, contents.generation
        )
        self.leaves, self.count = [], 0
        for reader, _ in self._reader.leaf_readers():
            if reader.doc_count_all():
                self.leaves.append(known.leaf(reader, self.count))
                self.count += len(self.leaves[-1].holdings.pks)
        known.keep_only(self.leaves)
        held = [leaf.holdings for leaf in self.leaves]
        self.pks = np.concatenate([one.pks for one in held]) if held else np.empty(0, np.int64)
        self.page_count = int(sum(one.pages.sum() for one in held))
        lengths = sum((one.lengths.sum(axis=1) for one in held), np.zeros(len(FIELDS)))
        self.average_lengths = lengths / (self.count or 1)

    @property
    def waste(self):
        """The part of its documents that are deleted, 0 to 1."""
        documents = self._reader.doc_count_all()
        return 1 - self._reader.doc_count() / documents if documents else 0

    def indexed(self):
        """The primary keys of its publications."""
        return set(self.pks.tolist())

    def by_leaf(self, pks):
        """Yields (leaf, [place in the leaf, …] ascending) of those of the publications that are here."""
        for leaf in self.leaves:
            places = sorted(leaf.holdings.place_of[pk] for pk in pks if pk in leaf.holdings.place_of)
            if places:
                yield leaf, places

    def with_key(self, key):
        """The places of the publications whose title or number is a key (analysis.key)."""
        return [leaf.first + place for leaf in self.leaves for place in leaf.holdings.places_by_key.get(key, ())]

    def close(self):
        self._reader.close()


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
        self._known = Known()

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
        return Snapshot(self._folder.open(), state, self._known)

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
