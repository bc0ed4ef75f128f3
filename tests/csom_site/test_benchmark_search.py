"""manage.py benchmark_search: its made-up pages and queries, and that they come into no real library."""

import pytest
from django.core.management import CommandError, call_command

from csom_site.benchmarks.pages import add_pages, queries
from library.models import Page, Publication, PublicationFile

TEXT = "Supervision in the community lowers risk when officers and treatment providers work together. " * 20


@pytest.fixture
def demo(publish):
    for title in ("One", "Two", "Three"):
        file = PublicationFile.objects.create(
            publication=publish(title, topics=["A", "B", "C"], audiences=["A", "B", "C"]),
            sha256=title,
            size=1,
            page_count=4,
        )
        Page.objects.bulk_create(Page(file=file, number=n, text=TEXT, width=612, height=792) for n in range(1, 5))


def test_pages_are_added_up_to_the_number_asked_for_and_belong_to_public_publications(demo):
    add_pages(50)
    assert Page.objects.count() == 50
    assert not Publication.objects.public().filter(files__pages=None).exists()
    add_pages(80)
    assert Page.objects.count() == 80


def test_queries_are_distinct_and_the_same_each_time(demo):
    add_pages(50)
    made = queries(60)
    assert len(set(made)) == 60
    assert made == queries(60)
    assert {len(query.strip('"').split()) for query in made} == {1, 2, 3, 4}
    assert any(query.startswith('"') for query in made)


def test_nothing_is_added_to_a_library_in_use(demo):
    with pytest.raises(CommandError, match="--sizes"):
        call_command("benchmark_search", here=1_000)
    assert Page.objects.count() == 12
