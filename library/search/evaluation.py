"""How good the ranking is, on a collection of documents, questions and judgements (manage.py evaluate_search).

A collection is a folder with docs.jsonl ({"id", "title", "text"}), queries.jsonl ({"id", "text"}) and qrels.tsv
(question, document, grade). Without docs.jsonl the documents are this library's public publications, named by their
slugs. Each system answers all questions, each with its best documents: {question: {document: score}}.
"""

import csv
import json
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from haystack import connections, indexes
from haystack.query import SearchQuerySet

from library.models import Publication
from library.search_indexes import PublicationIndex

from . import misprints
from .codec import LibraryCodec
from .folder import IndexFolder
from .ranking import VISITORS_GET, rank
from .schema import documents
from .snapshot import Pool
from .spelling import correction
from .understanding import understand

DEPTH = 1_000  # documents a question


@dataclass(frozen=True)
class Collection:
    documents: list[dict]
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]

    @classmethod
    def read(cls, folder):
        """Raises OSError, ValueError or KeyError when the folder is not a collection."""
        folder = Path(folder)
        judgements = {}
        with (folder / "qrels.tsv").open(newline="", encoding="utf-8") as lines:
            for query, document, grade in csv.reader(lines, delimiter="\t"):
                judgements.setdefault(query, {})[document] = int(grade)
        queries = {line["id"]: line["text"] for line in _lines(folder / "queries.jsonl")}
        own = folder / "docs.jsonl"
        return cls(list(_lines(own) if own.exists() else _library()), queries, judgements)

    def half(self, odd):
        """The same documents with the questions of odd, or of even, place in the file."""
        chosen = list(self.queries)[0 if odd else 1 :: 2]
        return Collection(
            self.documents,
            {query: self.queries[query] for query in chosen},
            {query: grades for query, grades in self.judgements.items() if query in set(chosen)},
        )


def _lines(path):
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _library():
    """The public publications, in plain words for the other systems, and prepared as they are for the index."""
    index = PublicationIndex()
    for publication in index.read_queryset().order_by("pk"):
        prepared = index.full_prepare(publication)
        parts = (prepared["summary"], *prepared["topics"], *prepared["authors"], prepared["identifier"])
        text = "\n".join([*parts, prepared["text"]])
        yield {"id": publication.slug, "title": publication.full_title, "text": text, "prepared": prepared}


class Ours:
    """This project's analyser, query language, synonyms, corrections and ranking."""

    name = "this project"

    def __init__(self, collection, folder):
        self._ids = [document["id"] for document in collection.documents]
        index_folder = IndexFolder(folder)
        name, whoosh_index = index_folder.create()
        writer = whoosh_index.writer(limitmb=256, codec=LibraryCodec())
        for number, document in enumerate(collection.documents):
            prepared = document.get("prepared") or {
                "names": [document["title"]],
                "title": document["title"],
                "pages": [(number, document["text"])],
            }
            for part in documents({**prepared, "django_id": number}):
                writer.add_document(**part)
        writer.commit()
        index_folder.use(name)
        self._pool = Pool(index_folder)

    def answers(self, queries, weights=VISITORS_GET):
        run = {}
        with self._pool.snapshot() as snapshot:
            for query, text in queries.items():
                matches = rank(snapshot, self._question(snapshot, text), weights)[:DEPTH]
                run[query] = {self._ids[match.pk]: match.score for match in matches}
        return run

    def _question(self, snapshot, text):
        """What is looked for, with misprints put right, as library.search.find does it."""
        understood = understand(text)
        changes = misprints.corrections(understood, lambda word: correction(snapshot, word, snapshot.indexed()))
        return understand(misprints.put_right(understood.whole, changes)).question


class StockIndex(indexes.SearchIndex, indexes.Indexable):
    """A title and a text as one field; what they belong to, a publication or a page, is the caller's."""

    text = indexes.CharField(document=True, model_attr="summary")

    def get_model(self):
        return Publication


@contextmanager
def stock_haystack(folder):
    """django-haystack's Whoosh backend as it comes, as a connection beside those of the settings: yields its alias."""
    alias = "stock"
    connections.connections_info[alias] = {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(folder),
    }
    try:
        connections.reload(alias)
        connections[alias].get_unified_index().build(indexes=[StockIndex()])
        yield alias
    finally:
        del connections.connections_info[alias]


class Stock:
    """Stock Haystack, asked as its search form asks it."""

    name = "Haystack with Whoosh, as it comes"

    def __init__(self, collection, folder):
        self._ids = [document["id"] for document in collection.documents]
        self._folder = folder
        records = [
            Publication(pk=number, summary=f"{document['title']}\n{document['text']}")
            for number, document in enumerate(collection.documents)
        ]
        with stock_haystack(folder) as alias:
            connections[alias].get_backend().update(StockIndex(), records)

    def answers(self, queries):
        with stock_haystack(self._folder) as alias:
            return {query: dict(self._answer(alias, text)) for query, text in queries.items()}

    def _answer(self, alias, text):
        for result in SearchQuerySet(using=alias).auto_query(text)[:DEPTH]:
            yield self._ids[int(result.pk)], result.score


class Lucene:
    """BM25 as Lucene counts it, with its stop words and Porter's stemmer, over title and text as one field."""

    def __init__(self, collection, k1, b):
        import bm25s
        import Stemmer

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self.name = f"BM25 as in Lucene, k1 {k1}, b {b}"
        self._ids = [document["id"] for document in collection.documents]
        self._cut = lambda texts: bm25s.tokenize(
            texts, stopwords="en", stemmer=Stemmer.Stemmer("porter"), show_progress=False
        )
        self._index = bm25s.BM25(method="lucene", k1=k1, b=b)
        texts = [f"{document['title']}\n{document['text']}" for document in collection.documents]
        self._index.index(self._cut(texts), show_progress=False)

    def answers(self, queries):
        depth = min(DEPTH, len(self._ids))
        found, scores = self._index.retrieve(self._cut(list(queries.values())), k=depth, show_progress=False)
        return {
            query: {self._ids[place]: float(score) for place, score in zip(*row, strict=True) if score > 0}
            for query, row in zip(queries, zip(found, scores, strict=True), strict=True)
        }


def measures(run, judgements):
    """{"nDCG@10": …, "AP": …, "R@100": …} of a run, averaged over all judged questions."""
    import ir_measures
    from ir_measures import AP, R, nDCG

    return {
        str(measure): value
        for measure, value in ir_measures.calc_aggregate([nDCG @ 10, AP, R @ 100], judgements, run).items()
    }
