"""Four search engines over the same pages, each asked for its twenty best answers.

An engine is built from the pages in the database, into a folder that is there and empty, and then opened for a while.
`answer(text)` is a generator: it yields once for each of `stages`, when that much of the answer is there.
"""

import re
import sqlite3
from contextlib import ExitStack, contextmanager

import tantivy
from django.conf import settings
from haystack import connections
from haystack.query import SearchQuerySet

from library.models import Page, Publication
from library.search import find, page_hits
from library.search.evaluation import StockIndex, stock_haystack
from library.search.indexing import rebuild

SHOWN = 20
_PHRASE_OR_WORD = re.compile(r'"[^"]+"|[^\s"]+')


def _pages(progress):
    """Yields (key, title and text) of all pages."""
    columns = ("pk", "file__publication__title", "text")
    rows = Page.objects.order_by("pk").values_list(*columns)
    for pk, title, text in progress(rows.iterator(chunk_size=500), rows.count()):
        yield pk, f"{title}\n{text}"


class Ours:
    """As visitors get it: publications ranked, misprints looked after, best pages and excerpts of those shown."""

    stages = ("this project, publications ranked", "this project, with pages and excerpts")

    def __init__(self, folder):
        self.folder = settings.HAYSTACK_CONNECTIONS["default"]["PATH"]

    def build(self, progress):
        rebuild(progress)

    @contextmanager
    def opened(self):
        yield self

    def answer(self, text):
        found = find(text)
        yield
        page_hits(found, found.pks[:SHOWN])
        yield


class Stock:
    stages = ("Haystack with Whoosh, as it comes",)

    def __init__(self, folder):
        self.folder = folder

    def build(self, progress):
        with stock_haystack(self.folder) as alias:
            pages = [Publication(pk=pk, summary=text) for pk, text in _pages(lambda rows, total: rows)]
            connections[alias].get_backend().update(StockIndex(), progress(pages, len(pages)))

    @contextmanager
    def opened(self):
        with stock_haystack(self.folder) as self._alias:
            yield self

    def answer(self, text):
        list(SearchQuerySet(using=self._alias).auto_query(text)[:SHOWN])
        yield


class SQLite:
    """FTS5 with Porter's stemmer, any of the words, best by bm25()."""

    stages = ("SQLite FTS5",)

    def __init__(self, folder):
        self.folder = folder

    def build(self, progress):
        with self._database() as database:
            database.execute("CREATE VIRTUAL TABLE pages USING fts5(text, tokenize='porter unicode61')")
            database.executemany("INSERT INTO pages (rowid, text) VALUES (?, ?)", _pages(progress))
            database.execute("INSERT INTO pages (pages) VALUES ('optimize')")
            database.commit()

    @contextmanager
    def _database(self):
        database = sqlite3.connect(self.folder / "pages.sqlite3")
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def opened(self):
        with self._database() as self._opened:
            yield self

    def answer(self, text):
        parts = ('"{}"'.format(part.strip('"')) for part in _PHRASE_OR_WORD.findall(text))
        query = "SELECT rowid, text FROM pages WHERE pages MATCH ? ORDER BY bm25(pages) LIMIT ?"
        self._opened.execute(query, (" OR ".join(parts), SHOWN)).fetchall()
        yield


class Tantivy:
    """Its English stemmer, any of the words, BM25."""

    stages = ("tantivy",)

    def __init__(self, folder):
        self.folder = folder

    def build(self, progress):
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("page", stored=True)
        schema.add_text_field("text", stored=True, tokenizer_name="en_stem")
        index = tantivy.Index(schema.build(), path=str(self.folder))
        writer = index.writer()
        for page, text in _pages(progress):
            writer.add_document(tantivy.Document(page=page, text=text))
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def opened(self):
        self._index = tantivy.Index.open(str(self.folder))
        self._searcher = self._index.searcher()
        yield self

    def answer(self, text):
        query = self._index.parse_query(text, ["text"])
        for _, address in self._searcher.search(query, SHOWN).hits:
            self._searcher.doc(address)["text"]
        yield


ENGINES = (Ours, Stock, SQLite, Tantivy)


@contextmanager
def all_opened(engines):
    with ExitStack() as stack:
        yield [stack.enter_context(engine.opened()) for engine in engines]
