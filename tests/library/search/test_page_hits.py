"""The pages that a result names, and the excerpts under it."""

import pytest

from library.search import find, page_hits


def hits_of(publication, query):
    return page_hits(find(query), [publication.pk]).get(publication.pk)


def marked(hit):
    return [text for text, looked_for in hit.excerpt if looked_for]


def test_the_best_pages_in_reading_order_and_how_many_more(add, index):
    pages = ["nothing", "stigma", "stigma stigma stigma", "nothing", "stigma stigma", "stigma stigma", "stigma"]
    publication = add("Document", *pages)
    index()
    hits = hits_of(publication, "stigma")
    assert [hit.page.number for hit in hits.best] == [3, 5, 6]
    assert hits.more == 2


def test_a_page_with_all_the_words_comes_before_pages_with_more_of_one(add, index):
    pages = ["risk risk risk risk", "assessment"] * 3 + ["the risk, and its assessment"]
    publication = add("Document", *pages)
    index()
    assert 7 in [hit.page.number for hit in hits_of(publication, "risk assessment").best]


def test_only_the_publications_asked_for(add, index):
    one = add("One", "stigma")
    two = add("Two", "stigma")
    index()
    assert set(page_hits(find("stigma"), [two.pk])) == {two.pk}
    assert one.pk not in page_hits(find("stigma"), [two.pk])


def test_a_publication_found_by_its_title_alone_has_no_page_hits(add, index):
    publication = add("Stigma", "nothing of it here")
    index()
    assert hits_of(publication, "stigma") is None


def test_pages_of_an_older_version_are_not_found(add, write, index):
    publication = add("Document")
    write(publication, ["stigma"], version=1, is_current=False)
    write(publication, ["nothing"], version=2)
    index()
    assert find("stigma").pks == []


def test_the_excerpt_marks_every_form_of_the_words(add, index):
    publication = add("Document", "Offenders are assessed; each offender’s assessment is kept. " * 2)
    index()
    (hit,) = hits_of(publication, "offender assessment").best
    assert marked(hit)[:4] == ["Offenders", "assessed", "offender’s", "assessment"]


def test_the_excerpt_is_one_line_from_the_place_with_most_of_the_words(add, index):
    text = "risk " + "filler words that go on " * 40 + "then a\nrisk  assessment\tof people " + "and more words " * 40
    publication = add("Document", text)
    index()
    (hit,) = hits_of(publication, "risk assessment").best
    text = "".join(part for part, _ in hit.excerpt)
    assert "then a risk assessment of people" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 300


def test_a_quoted_phrase_is_marked_only_where_it_stands_whole(add, index):
    publication = add("Document", "The risk is one thing, the risk assessment another, an assessment a third.")
    index()
    (hit,) = hits_of(publication, '"risk assessment"').best
    assert marked(hit) == ["risk assessment"]


def test_the_excerpt_gives_text_as_it_is_for_the_template_to_escape(add, index):
    publication = add("Document", "A <script>alert('stigma')</script> & more")
    index()
    (hit,) = hits_of(publication, "stigma").best
    assert "".join(text for text, _ in hit.excerpt) == "A <script>alert('stigma')</script> & more"


def test_a_printed_page_number_comes_with_the_page(publish, write, index):
    publication = publish("Document")
    write(publication, ["nothing", "stigma"], labels=["i", "ii"])
    index()
    (hit,) = hits_of(publication, "stigma").best
    assert (hit.page.number, hit.page.citable_number) == (2, "ii")


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_what_is_shown(add, index, django_assert_num_queries):
    for number in range(12):
        add(f"Document {number}", "stigma", "stigma")
    index()
    found = find("stigma")
    with django_assert_num_queries(1):
        assert len(page_hits(found, found.pks)) == 12


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("possible", "possibly"),
        ("supervision", "super-\nvision"),
        ("resume", "résumé"),
        ("usc", "U.S.C."),
        ("offender", "OFFENDER’S"),
        ('"by the fbi"', "by the FBI"),
        ('"in the community"', "in the\ncommunity"),
    ],
)
def test_the_excerpt_shows_the_passage_however_it_is_written(query, there, add, index):
    publication = add("Document", f"{'other words. ' * 200}{there} {'other words. ' * 200}")
    index()
    (hit,) = hits_of(publication, query).best
    assert len(marked(hit)) == 1
    assert hit.excerpt[0] == ("… ", False)


def test_the_excerpt_prefers_the_whole_word_to_its_beginning_within_another(add, index):
    publication = add("Document", f"Legacy. Paralegal. {'other words. ' * 200} Legal matters.")
    index()
    (hit,) = hits_of(publication, "legal").best
    assert marked(hit) == ["Legal"]
