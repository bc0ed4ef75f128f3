"""What is known of the index's segments, and kept for all threads of a process as long as they are part of it."""

from collections import defaultdict
from functools import cached_property

import numpy as np

from .kept import Kept
from .question import FIELDS
from .schema import Entry


class Holdings:
    """The publications of a segment, apart from deleted ones, as arrays: one place for each, in order of documents.

    `owners`: for each document of the segment, the place of the publication that it or its page belongs to, or -1.
    """

    def __init__(self, entries, deleted, size):
        self.entries = {number: entry for number, entry in entries.items() if number not in deleted}
        self.numbers = np.fromiter(self.entries, np.int64, len(self.entries))
        self.pks = np.array([entry.pk for entry in self.entries.values()], np.int64)
        self.pages = np.array([entry.pages for entry in self.entries.values()], np.int64)
        lengths = np.array([entry.lengths for entry in self.entries.values()], float)
        self.lengths = lengths.reshape(-1, len(FIELDS)).T  # of each of FIELDS
        self.owners = np.full(size, -1, np.int32)
        for place, (number, entry) in enumerate(self.entries.items()):
            self.owners[number : number + 1 + entry.pages] = place
        self.place_of = {pk: place for place, pk in enumerate(self.pks.tolist())}

    @cached_property
    def places_by_key(self):
        """{key of a title or a number: [place, …]}."""
        found = defaultdict(list)
        for place, entry in enumerate(self.entries.values()):
            for key in entry.keys:
                found[key].append(place)
        return found


class Leaf:
    """One segment of the index, open: its reader, its Holdings, and what has been read of it (postings.look_up).

    `first`: what its publications' places are counted from in the whole snapshot.
    """

    def __init__(self, reader, holdings, first, name, kept):
        self.reader, self.holdings, self.first, self.name, self.kept = reader, holdings, first, name, kept
        self.owners = holdings.owners


class Known:
    """What is known of the segments, for all snapshots of an index."""

    def __init__(self):
        self.kept = Kept()
        self._entries, self._holdings = {}, {}

    def leaf(self, reader, first):
        segment = reader.segment().segment_id()
        deleted = set(reader.segment().deleted_docs()) if reader.has_deletions() else set()
        name = (segment, len(deleted))  # a document that was deleted stays so
        held = self._holdings.get(name)
        if held is None:
            entries = self._entries.get(segment) or _entries(reader)
            held = Holdings(entries, deleted, reader.doc_count_all())
            self._entries[segment], self._holdings[name] = entries, held
        return Leaf(reader, held, first, name, self.kept)

    def keep_only(self, leaves):
        """Forget segments that are no longer part of the index."""
        names = {leaf.name for leaf in leaves}
        self._holdings = {name: held for name, held in self._holdings.items() if name in names}
        segments = {segment for segment, _ in names}
        self._entries = {segment: entries for segment, entries in self._entries.items() if segment in segments}


def _entries(reader):
    """{document number: Entry} of the publications in a segment, in order."""
    if ("is_publication", "1") not in reader:
        return {}
    numbers = reader.postings("is_publication", "1").all_ids()
    return {number: Entry(*reader.stored_fields(number)["entry"]) for number in numbers}
