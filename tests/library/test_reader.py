"""Reading a document online, page by page."""

from time import perf_counter

import pytest

from library.intake.words import pack
from library.models import Page
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db

GAO = "gao-2008-testimony-08-587t.pdf"


@pytest.fixture
def document(publish, write):
    """A document of three pages, printed i, 1 and 2, at /library/d/."""
    publication = publish("Supervision", slug="d")
    pages = ["Contents", "On the treatment of adults.\n\n<b>Treating</b> them.", "On treatments and risk"]
    return write(publication, pages, labels=["i", "1", "2"])


def boxes(tree):
    return [rect.attrib for rect in tree.xpath("//*[local-name()='rect']")]


def test_page_shows_its_numbers_text_and_picture(client, document):
    tree = seen(client.get("/library/d/pages/2/"))
    assert tree.xpath("//title")[0].text.startswith("Page 2 of 3 – Supervision")
    assert texts(tree, "//h1") == ["Supervision Page 2 of 3 (printed 1)"]
    assert texts(tree, "//div[@class='paragraphs']/p") == ["On the treatment of adults.", "<b>Treating</b> them."]
    assert "tables and columns may be out of order" in tree.text_content()
    (picture,) = tree.xpath("//main//img")
    assert picture.get("src") == "/library/d/v1/page-2-800.webp"
    assert picture.get("srcset") == "/library/d/v1/page-2-800.webp 800w, /library/d/v1/page-2-1200.webp 1200w"
    assert (picture.get("width"), picture.get("height"), picture.get("loading")) == ("800", "1035", "lazy")
    assert picture.get("alt") == "Page 2 as printed"
    assert tree.xpath("//link[@rel='canonical']/@href") == ["http://testserver/library/d/pages/2/"]
    assert not tree.xpath("//meta[@name='robots'] | //main//mark")


def test_printed_number_equal_to_the_number_in_the_file_is_not_repeated(client, publish, write):
    write(publish(slug="d"), ["One."], labels=["1"])
    assert "printed 1" not in client.get("/library/d/pages/1/").text


def test_first_and_last_page_have_no_dead_links(client, document):
    for number, ways in ((1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])):
        tree = seen(client.get(f"/library/d/pages/{number}/"))
        assert tree.xpath("//nav[@aria-label='Pages']//a/@rel") == ways
        for address in tree.xpath("//nav[@aria-label='Pages']//a/@href"):
            assert client.get(address).status_code == 200


def test_pdf_opens_at_the_page_and_every_link_to_it_names_format_and_size(client, document):
    tree = seen(client.get("/library/d/pages/2/"))
    opened = tree.xpath("//a[starts-with(., 'Open this page in the PDF')]")
    assert [link.get("href") for link in opened] == [f"{document.get_absolute_url()}#page=2"]
    for link in tree.xpath("//a[contains(@href, '.pdf')]"):
        assert "PDF" in link.text
        assert f"{document.size}\xa0bytes" in link.text


def test_words_are_marked_in_the_text_and_counted(client, document):
    tree = seen(client.get("/library/d/pages/2/?q=treatment+treating"))
    assert texts(tree, "//main//mark") == ["treatment", "Treating"]
    assert texts(tree, "//p[@class='found']") == ["2 matches on this page for “treatment treating”."]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//link[@rel='canonical']/@href") == ["http://testserver/library/d/pages/2/"]


def test_words_with_quotation_marks_get_no_second_pair(client, document):
    tree = seen(client.get("/library/d/pages/2/", {"q": '"of adults"'}))
    assert texts(tree, "//p[@class='found']") == ['1 match on this page for "of adults".']


def test_one_match_is_one_match_and_none_is_none(client, document):
    assert "1 match on this page" in client.get("/library/d/pages/3/?q=risk").text
    assert "0 matches on this page" in client.get("/library/d/pages/1/?q=risk").text


def test_words_go_along_from_page_to_page(client, document):
    tree = seen(client.get("/library/d/pages/2/?q=a%26b"))
    for rel in ("prev", "next"):
        assert tree.xpath(f"//a[@rel='{rel}']/@href")[0].endswith("?q=a%26b")
    assert tree.xpath("//form[@class='go-to']/input[@name='q']/@value") == ["a&b"]


def test_nearest_pages_with_a_match_are_named(client, publish, write):
    write(publish(slug="d"), ["treatment", "nothing", "here", "a pretreatment", "treat", "Treatments"])
    tree = seen(client.get("/library/d/pages/3/?q=treatment"))
    links = tree.xpath("//ul[contains(@class, 'ways')]//a")
    assert {link.text: link.get("href") for link in links} == {
        "Previous page with a match: 1": "/library/d/pages/1/?q=treatment",
        "Next page with a match: 6": "/library/d/pages/6/?q=treatment",
        "All pages with a match": "/library/d/?q=treatment#find",
    }


def test_matches_are_drawn_on_the_picture(client, publish, hold):
    hold(publish(slug="d"), GAO)
    tree = seen(client.get("/library/d/pages/2/?q=%22Shirley+Jones%22"))
    assert texts(tree, "//main//mark") == ["Shirley Jones"]
    first, second = boxes(tree)
    (drawing,) = tree.xpath("//*[local-name()='svg']")
    page = Page.objects.get(file__publication__slug="d", number=2)
    assert drawing.get("viewbox") == f"0 0 {page.width} {page.height}"
    assert drawing.get("aria-hidden") == "true"
    # Two words on one line, one after the other, inside the paper.
    assert abs(float(first["y"]) - float(second["y"])) < 4
    assert float(first["x"]) + float(first["width"]) < float(second["x"])
    assert 0 < float(second["x"]) < page.width


def test_nothing_is_drawn_without_words_or_on_a_page_corrected_by_staff(client, publish, hold):
    hold(publish(slug="d"), GAO)
    assert boxes(seen(client.get("/library/d/pages/2/"))) == []
    assert len(boxes(seen(client.get("/library/d/pages/2/?q=committee")))) > 0
    Page.objects.filter(number=2).update(is_corrected=True)
    answer = client.get("/library/d/pages/2/?q=committee")
    assert boxes(seen(answer)) == []
    assert "Text checked by our staff." in answer.text


@pytest.mark.parametrize("stored", [b"", b"rubbish", pack([(1, 2, 3, 4)])])
def test_boxes_that_do_not_fit_the_text_are_not_drawn(client, document, stored):
    document.pages.update(word_boxes=stored)
    answer = client.get("/library/d/pages/2/?q=treatment")
    assert answer.status_code == 200
    assert boxes(seen(answer)) == []


def test_word_divided_at_the_end_of_a_line_is_shown_whole_and_drawn_in_both_parts(client, publish, write):
    file = write(publish(slug="d"), ["About super-\nvision"])
    file.pages.update(word_boxes=pack([(10, 10, 20, 20), (30, 10, 50, 20), (10, 30, 20, 40)]))
    tree = seen(client.get("/library/d/pages/1/?q=supervision"))
    assert texts(tree, "//main//mark") == ["supervision"]
    assert [(box["x"], box["y"]) for box in boxes(tree)] == [("30.0", "10.0"), ("10.0", "30.0")]


def test_page_without_text_says_that_it_is_an_image(client, publish, hold):
    file = hold(publish(slug="d"), "fbi-2017-nibrs-attributes-and-map-image-only.pdf")
    assert file.intake_state == "image-only"
    file.pages.update(text="")
    answer = client.get("/library/d/pages/2/")
    assert "This page is an image" in answer.text
    assert "a picture, with no text that could be read" in seen(answer).xpath("//main//img/@alt")[0]
    assert client.get("/library/d/v1/page-2-800.webp").status_code == 200


def test_machine_read_text_is_called_so(client, publish, write):
    write(publish(slug="d"), ["One."], machine_read=True)
    assert "read by machine from a picture" in client.get("/library/d/pages/1/").text


def test_text_in_another_language_is_marked_as_such(client, publish, write):
    write(publish(slug="d", language="es"), ["Uno."])
    assert seen(client.get("/library/d/pages/1/")).xpath("//div[@class='paragraphs']/@lang") == ["es"]


@pytest.mark.parametrize("number", ["0", "4", "99999999999999999999", "9" * 5000])
def test_page_out_of_range_is_404(client, document, number):
    assert client.get(f"/library/d/pages/{number}/").status_code == 404


def test_page_out_of_range_leads_back(client, document):
    answer = client.get("/library/d/pages/4/")
    tree = seen(answer)
    assert texts(tree, "//h1") == ["There is no page “4” in this document"]
    assert "/library/d/" in tree.xpath("//main//a/@href")


@pytest.mark.parametrize("state", ["waiting", "processing", "encrypted", "broken", "too-large", "set-aside"])
def test_file_that_can_not_be_read_online_is_404_with_a_reason_and_a_way_back(client, publish, write, state):
    write(publish(slug="d"), intake_state=state, page_count=3)
    for address in ("/library/d/pages/1/", "/library/d/pages/?page=1"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert texts(seen(answer), "//h1") == ["This document can’t be read page by page"]
        assert "/library/d/" in seen(answer).xpath("//main//a/@href")


def test_record_without_a_file_is_404_with_a_way_back(client, publish):
    publish(slug="d")
    answer = client.get("/library/d/pages/1/")
    assert answer.status_code == 404
    assert "/library/d/" in seen(answer).xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3), (" 2 ", 2), ("i", 1), ("I", 1), ("", 1), ("٣", 3)],
)
def test_go_to_page_takes_the_number_in_the_file_or_the_printed_one(client, document, typed, number):
    answer = client.get("/library/d/pages/", {"page": typed, "q": "a&b"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/library/d/pages/{number}/?q=a%26b"


def test_printed_number_beyond_the_file_s_own_is_found(client, publish, write):
    write(publish(slug="d"), ["a", "b"], labels=["101", "102"])
    assert client.get("/library/d/pages/?page=102").headers["Location"] == "/library/d/pages/2/"


@pytest.mark.parametrize("typed", ["0", "4", "-1", "x", "1.5", "9" * 400, "\0", "%", "_", "²", "<script>"])
def test_go_to_a_page_that_is_not_there_says_so(client, document, typed):
    answer = client.get("/library/d/pages/", {"page": typed})
    if typed == "\0":
        assert answer.headers["Location"] == "/library/d/pages/1/"
        return
    assert answer.status_code == 404
    assert "There is no page" in answer.text
    assert "<script>" not in answer.text


def test_reading_changes_nothing_and_takes_few_queries(client, document, index, django_assert_max_num_queries):
    index()
    with django_assert_max_num_queries(7):
        client.get("/library/d/pages/2/?q=treatment")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reading_is_allowed(client, document, method):
    for address in ("/library/d/", "/library/d/pages/1/", document.get_absolute_url()):
        assert getattr(client, method)(address).status_code == 405


def test_next_match_in_five_thousand_pages_comes_quickly(client, publish, write, index):
    filler = "The supervisor writes part of what the officers said about the articles of the law. " * 40
    write(publish(slug="d"), ["the art of it"] + [filler] * 4998 + ["the art of it"])
    index()
    begun = perf_counter()
    tree = seen(client.get("/library/d/pages/2500/?q=art"))
    seconds = perf_counter() - begun
    assert "Next page with a match: 5000" in tree.text_content()
    assert "Previous page with a match: 1" in tree.text_content()
    assert seconds < 1
