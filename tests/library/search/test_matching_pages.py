"""All pages of one document that answer: the same whether the index names them or they are read one by one."""

import random
import shutil

import pytest

from library.models import Publication, Synonyms
from library.search import find, matching_pages, page_hits, passages, understand

QUERIES = [
    "risk",
    "risks assessed",
    "risk assessment treatment",
    '"risk assessment"',
    '"assessment of the risk"',
    "risk -housing",
    "TA",
    '"technical assistance" risk',
    "supervising zebras",
    "title:risk treatment",
    "the of",
    "evidence-based",
    "zebra",
    "educacion",
]
WORDS = [
    *("risk", "Risk’s", "assessment", "assessments", "of", "the", "treatment", "technical", "assistance", "TA", "and"),
    *("housing", "supervi-\nsion", "evidence-\nbased", "supervised", "educación", "work", "families"),
]


@pytest.fixture
def document(add, index):
    Synonyms.objects.create(line="TA, technical assistance")
    dice = random.Random(4)
    pages = [" ".join(dice.choices(WORDS, k=dice.randint(2, 25))) for _ in range(60)]
    publication = add("Document", *pages)
    add("Another", *pages[:5])
    index()
    return publication.current_file


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_names_the_pages_that_reading_finds(query, document, search_folder):
    question = understand(query).question
    by_index = matching_pages(question, document)
    shutil.rmtree(search_folder)
    assert matching_pages(question, document) == by_index
    assert bool(by_index) == (query not in ("zebra", "the of"))


@pytest.mark.parametrize("query", QUERIES)
def test_every_page_named_has_something_to_mark_and_others_less(query, document):
    question = understand(query).question
    named = set(matching_pages(question, document))
    for page in document.pages.all():
        marked = passages(page.text, question.in_pages)
        if page.number in named:
            assert marked
        elif len(question.in_pages) == 1:
            assert not marked


@pytest.mark.parametrize("query", QUERIES)
def test_results_count_the_same_pages(query, document):
    found = find(query)
    counts = {pk: len(hits.best) + hits.more for pk, hits in page_hits(found, found.pks).items()}
    for publication in Publication.objects.in_bulk(found.pks).values():
        assert counts.get(publication.pk, 0) == len(matching_pages(found.question, publication.current_file))


def test_pages_changed_a_moment_ago_are_read(document):
    question = understand("zebra").question
    page = document.pages.get(number=7)
    page.text = "A zebra."
    page.save()
    assert matching_pages(question, document) == [7]
