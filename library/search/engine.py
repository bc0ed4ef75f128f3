"""The engine that answers: whichever Haystack's settings name.

An engine is a Haystack search backend that has, beyond Haystack's own methods:

    rank(question) -> [Match, …]                    every publication that answers, best first
    best_pages(question, pks, limit) -> {pk: ([page's pk, …], how many more)}    limit None: all
    correction(word, pks) -> word | None            None: known, or nothing near it in these publications
    indexed() -> {pk, …}                            the publications that it holds
    totals() -> (number, sum)                       how many it holds, and the sum of their keys
    waste() -> 0 … 1                                the part of the index taken up by what was deleted
    is_being_built() -> bool                        whether somebody, still alive, builds a new one
    write(index, {pk: publication or None})         in place of what it holds of them; None: nothing any more
    rebuild(index, publications, catch_up)          a new index beside the one in use, then in its place

All raise library.search.errors.SearchUnavailable when there is no index that can be read.
"""

from haystack import connections
from haystack.constants import DEFAULT_ALIAS


def engine(connection=DEFAULT_ALIAS):
    """That of the publications, unless another of the connections is named (library.search.kinds)."""
    return connections[connection].get_backend()
