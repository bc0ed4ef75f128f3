"""Finding words inside one document, from its page."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def find(client, publish, write):
    """find(pages, query, **more of the address) → the document's page as a tree."""

    def get(pages, query, *, labels=(), **more):
        publication = publish(slug="d")
        write(publication, pages, labels=labels)
        return seen(client.get("/library/d/", {"q": query, **more}))

    return get


def hits(tree):
    return texts(tree, "//ul[contains(@class, 'hits')]/li/a")


def test_pages_are_listed_with_the_words_marked_and_led_to_with_the_words(find, client):
    pages = ["Nothing.", "On treatment of all.", "Treating and treatments."]
    tree = find(pages, "Treatment", labels=["i", "ii", "iii"])
    assert hits(tree) == ["Page 2 (printed ii)", "Page 3 (printed iii)"]
    assert texts(tree, "//h3") == ["2 pages with “Treatment”"]
    assert texts(tree, "//ul[contains(@class, 'hits')]//mark") == ["treatment", "treatments"]
    address = tree.xpath("//ul[contains(@class, 'hits')]/li[1]/a/@href")[0]
    assert address == "/library/d/pages/2/?q=Treatment"
    assert texts(seen(client.get(address)), "//main//mark") == ["treatment"]
    assert tree.xpath("//input[@id='find-q']/@value") == ["Treatment"]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//link[@rel='canonical']/@href") == ["http://testserver/library/d/"]
    assert tree.xpath("//title")[0].text.startswith("“Treatment” – ")


def test_one_page_is_one_page(find):
    assert texts(find(["On treatment."], "treatment"), "//h3") == ["1 page with “treatment”"]


def test_page_must_hold_every_word(find):
    assert hits(find(["risk", "treatment", "treatment and risk"], "risk treatment")) == ["Page 3"]


def test_word_inside_another_is_no_hit(find):
    assert hits(find(["a part of the article", "the art"], "art")) == ["Page 2"]


def test_word_divided_at_the_end_of_a_line_is_found_and_shown_whole(find):
    tree = find(["It is about the super-\nvision of adults."], "supervision")
    assert hits(tree) == ["Page 1"]
    assert texts(tree, "//ul[contains(@class, 'hits')]//mark") == ["supervision"]


def test_capitals_beyond_ascii_are_found_too(find):
    assert hits(find(["DAS ÜBEL", "nichts"], "übel")) == ["Page 1"]


def test_snippet_is_short_and_cut_between_words(find):
    page = " ".join(["before"] * 100 + ["target"] + ["after"] * 100)
    (snippet,) = texts(find([page], "target"), "//ul[contains(@class, 'hits')]/li/p")
    assert snippet.startswith("… before before")
    assert snippet.endswith("after after …")
    assert len(snippet) < 220


def test_nothing_found_says_so_and_leads_on(find):
    tree = find(["One."], "two & three")
    assert hits(tree) == []
    assert "Nothing found for “two & three”." in tree.text_content()
    assert "/library/?q=two%20%26%20three" in tree.xpath("//article//a/@href")


def test_many_hits_come_in_parts(find, client):
    tree = find(["treatment"] * 45, "treatment")
    assert len(hits(tree)) == 20
    assert texts(tree, "//h3") == ["Pages 1 to 20 with “treatment”"]
    found = hits(tree)
    while more := tree.xpath("//a[starts-with(., 'More pages')]/@href"):
        tree = seen(client.get(more[0]))
        found += hits(tree)
    assert found == [f"Page {number}" for number in range(1, 46)]


@pytest.mark.parametrize(
    ("after", "pages"), [("", 1), ("-1", 1), ("x", 1), ("9" * 30, 1), ("1.5", 1), ("٣", 0), ("999999999", 0)]
)
def test_odd_places_to_go_on_from_are_no_error(find, after, pages):
    assert len(hits(find(["treatment"], "treatment", after=after))) == pages


def test_only_the_current_version_is_searched(client, publish, write):
    publication = publish(slug="d")
    write(publication, ["treatment"], version=1, is_current=False)
    write(publication, ["nothing"], version=2)
    assert hits(seen(client.get("/library/d/?q=treatment"))) == []


def test_record_without_a_file_takes_no_notice_of_words(client, publish):
    publish(slug="d")
    assert client.get("/library/d/?q=treatment").status_code == 200


def test_real_document(client, publish, hold):
    publication = publish()
    hold(publication, "gao-2008-testimony-08-587t.pdf")
    tree = seen(client.get(publication.get_absolute_url(), {"q": '"Watson Wyatt"'}))
    assert hits(tree)[0] == "Page 2"
    assert texts(tree, "//ul[contains(@class, 'hits')]//mark")[0] == "Watson Wyatt"
