"""Haystack's Whoosh backend, made for this library.

Stock, it opens a searcher for every query, joins values with commas, guesses types, wants all words by default, ranks
by fields dampened one by one, and rebuilds in place. This one keeps readers open, ranks publications as library.search.
ranking says, finds their pages afterwards, and builds beside the index in use (docs/decisions/search-engine.md).
"""

from haystack import connections
from haystack.backends import BaseEngine, BaseSearchQuery, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT
from haystack.models import SearchResult
from haystack.utils import get_identifier
from whoosh.query import Or, Term

from .best_pages import best_pages
from .codec import LibraryCodec
from .errors import SearchUnavailable
from .folder import IndexFolder
from .ranking import rank
from .schema import documents
from .snapshot import Pool
from .spelling import correction
from .understanding import understand


class LibraryBackend(WhooshSearchBackend):
    # Haystack makes a backend for each thread; readers are shared by all threads of the process.
    _pools: dict[str, Pool] = {}

    def setup(self):
        """Nothing to prepare: the index is opened when it is needed, and made by rebuild()."""
        self.folder = IndexFolder(self.path)
        self.pool = self._pools.setdefault(str(self.path), Pool(self.folder))
        self.setup_complete = True

    def __init__(self, connection_alias, **connection_options):
        super().__init__(connection_alias, **connection_options)
        self.setup()

    # --- Questions ---

    def rank(self, question):
        with self.pool.snapshot() as snapshot:
            return rank(snapshot, question)

    def best_pages(self, question, pks, limit):
        with self.pool.snapshot() as snapshot:
            return best_pages(snapshot, question, pks, limit)

    def correction(self, word, pks):
        with self.pool.snapshot() as snapshot:
            return correction(snapshot, word, pks)

    def indexed(self):
        with self.pool.snapshot() as snapshot:
            return snapshot.indexed()

    def totals(self):
        with self.pool.snapshot() as snapshot:
            return snapshot.count, int(snapshot.pks.sum())

    def waste(self):
        with self.pool.snapshot() as snapshot:
            return snapshot.waste

    def is_being_built(self):
        return self.folder.is_being_built()

    # --- Writing ---

    def write(self, index, publications):
        """Put publications in the place of what the index holds of them: {pk: publication, or None to take it out}.

        Waits for other writers.
        """
        with self.folder.writing():
            try:
                whoosh_index = self.folder.open()
            except SearchUnavailable:
                name, whoosh_index = self.folder.create()
                self.folder.use(name)
            _write(whoosh_index, index, publications)

    def update(self, index, iterable, commit=True):
        self.write(index, {publication.pk: publication for publication in iterable})

    def remove(self, obj_or_string, commit=True):
        """Take a publication out; given as itself or by Haystack's identifier."""
        self.write(None, {int(get_identifier(obj_or_string).rsplit(".", 1)[1]): None})

    def clear(self, models=None, commit=True):
        """Put an empty index in the place of the one in use."""
        with self.folder.writing():
            name, _ = self.folder.create()
            self.folder.use(name)

    def rebuild(self, index, publications, catch_up):
        """Build a new index beside the one in use and put it in its place. Raises Busy when another is being built.

        `publications` is an iterable. `catch_up()` is called when they are written and no other writer is at work: it
        returns {pk: publication, or None when it is to be taken out} of what has changed meanwhile.
        """
        with self.folder.building():
            with self.folder.writing():
                self.folder.sweep()
            name, whoosh_index = self.folder.create()
            writer = whoosh_index.writer(limitmb=128, codec=LibraryCodec())
            for publication in publications:
                for document in documents(index.full_prepare(publication)):
                    writer.add_document(**document)
            writer.commit()
            with self.folder.writing():
                _write(whoosh_index, index, catch_up())
                self.folder.use(name)
                self.folder.sweep()

    # --- Haystack's own door ---

    @log_query
    def search(self, query_string, start_offset=0, end_offset=None, result_class=None, **options):
        """What SearchQuerySet asks: public records, best first. Sorting and facets are not done here."""
        [index] = connections[self.connection_alias].get_unified_index().get_indexes().values()
        public = set(index.read_queryset().values_list("pk", flat=True))
        matches = self.rank(understand(query_string).question) if query_string else []
        shown = [match for match in matches if match.pk in public]
        make = result_class or SearchResult
        model = index.get_model()._meta
        results = [
            make(model.app_label, model.model_name, match.pk, match.score) for match in shown[start_offset:end_offset]
        ]
        return {"results": results, "hits": len(shown), "facets": {}, "spelling_suggestion": None}


def _write(whoosh_index, index, publications):
    if not publications:
        return
    writer = whoosh_index.writer(timeout=10, codec=LibraryCodec())
    try:
        writer.delete_by_query(Or([Term("publication", str(pk)) for pk in publications]))
        for publication in filter(None, publications.values()):
            for document in documents(index.full_prepare(publication)):
                writer.add_document(**document)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


class LibraryQuery(BaseSearchQuery):
    """SearchQuerySet's filters as the words of a query."""

    def build_query_fragment(self, field, filter_type, value):
        text = value.prepare(self) if hasattr(value, "prepare") else str(value)
        return text if field in ("content", DJANGO_CT) else f'{field}:"{text}"'


class LibraryEngine(BaseEngine):
    backend = LibraryBackend
    query = LibraryQuery
