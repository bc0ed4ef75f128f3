"""The table of contents on a document's page."""

import pytest

from tests.seen import seen, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client, publish, write):
    """page_of(outline) → the page of a document of ten pages with this outline, as a tree."""

    def get(outline):
        publication = publish(slug="d")
        write(publication, ["Text."] * 10, outline=outline)
        return seen(client.get("/library/d/"))

    return get


def entry(title, page, level=0):
    return {"title": title, "page": page, "level": level}


def shape(lists):
    """Nested lists of headings as [("title", [parts]), …]."""
    return [
        (" ".join(item.text_content().split("page")[0].split()), shape(item.xpath("./ol")))
        for ordered in lists
        for item in ordered.xpath("./li")
    ]


def test_real_outline_leads_to_the_pages(client, publish, hold):
    publication = publish()
    hold(publication, "doj-2024-medical-equipment-final-rule.pdf")
    tree = seen(client.get(publication.get_absolute_url()))
    links = tree.xpath("//div[@class='contents']//a/@href")
    assert len(links) > 50
    assert all(client.get(address).status_code == 200 for address in links[:10])


def test_headings_are_nested_by_level(page_of):
    tree = page_of([entry("A", 1), entry("A1", 2, 1), entry("A1a", 3, 2), entry("A2", 4, 1), entry("B", 5)])
    assert shape(tree.xpath("//div[@class='contents']/ol")) == [
        ("A", [("A1", [("A1a", [])]), ("A2", [])]),
        ("B", []),
    ]
    assert tree.xpath("//a[.='A2 page 4']/@href") == ["/library/d/pages/4/"]


def test_careless_outlines_make_a_sound_list(page_of):
    levels = [entry("Deep first", 1, 3), entry("", 2), entry("  ", 3), entry("Skips", 4, 0), entry("two levels", 5, 2)]
    pages = [entry("Beyond the end", 11), entry("Nowhere", None), entry("Zero", 0)]
    tree = page_of(levels + pages)
    assert shape(tree.xpath("//div[@class='contents']/ol")) == [
        ("Deep first", []),
        ("Skips", [("two levels", [])]),
        ("Beyond the end", []),
        ("Nowhere", []),
        ("Zero", []),
    ]
    assert texts(tree, "//div[@class='contents']//a") == [
        "Deep first page 1",
        "Skips page 4",
        "two levels page 5",
    ]


def test_very_deep_outline_stays_shallow(page_of):
    tree = page_of([entry(f"Level {level}", 1, level) for level in range(40)])
    assert tree.xpath("//div[@class='contents']//ol/ol/ol/ol/ol") == []
    assert len(tree.xpath("//details//a | //div[@class='contents']//li/a")) >= 40


def test_long_contents_show_the_first_headings_and_all_on_request(page_of):
    parts = [entry(f"Part {number}", 1, 1) for number in range(30)]
    tree = page_of([entry("The book", 1), *parts])
    assert texts(tree, "//div[@class='contents']/ol/li/a") == [f"Part {number} page 1" for number in range(8)]
    assert texts(tree, "//details/summary")[0] == "Show all 31 headings"
    assert len(tree.xpath("//details//li/a")) == 31


def test_no_outline_no_heading(page_of):
    assert "Contents" not in texts(page_of([]), "//h2")
