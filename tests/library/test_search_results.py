"""What a search shows on the list: documents in order, the pages to open in them, and ways on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import PromotedResult, Synonyms
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(publish, write):
    """add(title, *texts of its pages, labels=[…], **publish's options) → a public Publication that holds a file."""

    def make(title, *pages, labels=(), **fields):
        publication = publish(title, **fields)
        write(publication, pages, labels=labels)
        return publication

    return make


@pytest.fixture
def search(client, index):
    """search(query, **more of the address) → the answer, when the index knows everything."""

    def ask(q, **more):
        index()
        return client.get("/library/", {"q": q, **more})

    return ask


@pytest.fixture
def risk(add):
    """Four documents that have both, one or none of “risk assessment” on their pages."""
    add("Far apart", "The risk. " + "Words in between. " * 40 + "An assessment.", type="guide", year=2001)
    add("Both", "A risk assessment. Risk assessments.", "More of a risk assessment.", type="brief", year=2002)
    add("One", "Much risk, and more risk.", type="brief", year=2003)
    add("None", "Nothing of it.", type="brief", year=2004)


def hits(answer):
    """{title: [what each line under a result says, …]}"""
    return {
        texts(entry, ".//h3/a")[0]: texts(entry, ".//ul[contains(@class, 'page-hits')]/li")
        for entry in seen(answer).xpath("//li[@class='doc']")
    }


def heading(answer):
    return texts(seen(answer), "//h2[@id='count']")[0]


def sorts(answer):
    return {link.text: link.get("href") for link in seen(answer).xpath("//p[contains(@class, 'sorts')]/a")}


def submitted(client, answer, **changes):
    """What comes back for the form of the list with some of its fields filled in anew, as a browser sends it."""
    tree = seen(answer)
    fields = tree.xpath("(//form[@id='browse']//input | //input[@form='browse'])[not(@type='checkbox') or @checked]")
    return client.get("/library/", {field.get("name"): field.get("value") or "" for field in fields} | changes)


# --- Order ---


def test_best_come_first_and_it_says_how_many_have_all_the_words(search, risk):
    answer = search("risk assessment")
    assert titles(answer) == ["Both", "Far apart", "One"]
    assert heading(answer) == "3 documents match “risk assessment”"
    assert texts(seen(answer), "//p[contains(@class, 'partial')]") == [
        "2 have all the words; the other has some of them."
    ]
    assert texts(seen(answer), "//*[@aria-current='true']") == ["relevance"]


def test_other_orders_list_what_has_all_the_words_and_lead_back_to_the_rest(search, client, risk):
    answer = client.get(sorts(search("risk assessment"))["newest"])
    assert titles(answer) == ["Both", "Far apart"]
    assert titles(client.get(sorts(answer)["oldest"])) == ["Far apart", "Both"]
    assert sorts(answer)["relevance"] == "/library/?q=risk+assessment"
    [told] = texts(seen(answer), "//p[contains(@class, 'partial')]")
    assert told == ("Listed are those that have all the words. Sort by relevance to see 1 more that has some of them.")


def test_order_lasts_through_filters_and_ends_with_other_words(search, client, risk):
    answer = client.get(sorts(search("risk assessment"))["title"])
    assert titles(answer) == ["Both", "Far apart"]
    narrowed = submitted(client, answer, year_from="2001")
    assert titles(narrowed) == ["Both", "Far apart"]
    assert texts(seen(narrowed), "//*[@aria-current='true']") == ["title"]
    other = submitted(client, answer, q="assessment risk")
    assert texts(seen(other), "//*[@aria-current='true']") == ["relevance"]
    assert sorts(other)["title"] == "/library/?q=assessment+risk&sort=title"


def test_order_of_a_list_without_words_ends_with_words(client, search, risk):
    search("")
    answer = submitted(client, client.get("/library/?sort=oldest"), q="risk")
    assert texts(seen(answer), "//*[@aria-current='true']") == ["relevance"]


def test_other_orders_list_everything_where_nothing_has_all_the_words(search, risk):
    answer = search("risk zebra", sort="title")
    assert titles(answer) == ["Both", "Far apart", "One"]
    assert texts(seen(answer), "//p[contains(@class, 'partial')]") == ["None has all the words; each has some of them."]


def test_list_without_words_has_no_order_by_relevance(client, publish):
    publish("A", year=2001)
    publish("B", year=2002)
    answer = client.get("/library/?sort=relevance")
    assert titles(answer) == ["B", "A"]
    assert "relevance" not in sorts(answer)


def test_chosen_by_the_library_comes_first_and_is_called_so(search, risk, publish):
    PromotedResult.objects.create(query="risk assessments", publication=publish("Start here", year=1999))
    answer = search("risk assessment")
    assert titles(answer)[:2] == ["Start here", "Both"]
    assert texts(seen(answer), "//li[@class='doc'][1]//p[@class='promoted']") == ["Chosen by the library"]
    assert len(seen(answer).xpath("//p[@class='promoted']")) == 1
    assert titles(search("risk assessment", type="guide")) == ["Far apart"]


# --- Pages ---


def test_best_pages_are_named_with_their_printed_numbers_and_lead_to_the_marked_words(search, client, add):
    pages = ["Of zebras.", "Nothing.", "The zebra <b>crossing</b> & more.", "Zebra.", "Zebras, zebras, zebras."]
    add("Roads", *pages, labels=["i", "ii", "1", "2", "3"])
    answer = search("zebra")
    assert hits(answer) == {
        "Roads": [
            "Roads, p. 1 (printed i) Of zebras.",
            "Roads, p. 3 (printed 1) The zebra <b>crossing</b> & more.",
            "Roads, p. 5 (printed 3) Zebras, zebras, zebras.",
            "and 1 more page of Roads",
        ]
    }
    marked = ["zebras", "zebra", "Zebras", "zebras", "zebras"]
    assert texts(seen(answer), "//ul[contains(@class, 'page-hits')]//mark") == marked
    *pages, more = seen(answer).xpath("//ul[contains(@class, 'page-hits')]//a/@href")
    assert pages == [f"/library/roads/pages/{number}/?q=zebra" for number in (1, 3, 5)]
    for address in pages:
        assert texts(seen(client.get(address)), "//main//div[@class='paragraphs']//mark")
    assert more == "/library/roads/?q=zebra#find"
    found = texts(seen(client.get("/library/roads/?q=zebra")), "//ul[contains(@class, 'hits')]/li/a")
    assert [place.split(" (")[0] for place in found] == ["Page 1", "Page 3", "Page 4", "Page 5"]


def test_number_of_more_pages_is_true_for_several_words(search, client, add):
    add("Long", *["risk"] * 30, *["assessment of risk"] * 7, *["assessment"] * 20)
    assert hits(search("risk assessment"))["Long"][-1] == "and 4 more pages of Long"
    tree = seen(client.get("/library/long/?q=risk+assessment"))
    assert texts(tree, "//h3")[0] == "7 pages with “risk assessment”"


def test_words_are_marked_in_every_form_that_the_search_finds(search, client, add):
    Synonyms.objects.create(line="TA, technical assistance")
    add(
        "Help",
        "Technical assistance was provided. Supervision: they were supervised. A sex offender; sex and an offender.",
    )
    for query, marked in {
        "TA": ["Technical assistance"],
        "supervise": ["Supervision", "supervised"],
        '"sex offender"': ["sex offender"],
        "providing -zebra": ["provided"],
    }.items():
        tree = seen(search(query))
        assert texts(tree, "//ul[contains(@class, 'page-hits')]//mark") == marked
        [address] = tree.xpath("//ul[contains(@class, 'page-hits')]//a/@href")
        assert texts(seen(client.get(address)), "//div[@class='paragraphs']//mark") == marked


def test_words_are_marked_on_the_picture_of_the_page_too(search, client, publish, hold):
    hold(publish(slug="gao"), "gao-2008-testimony-08-587t.pdf")
    for query in ("surveyed employees", '"Watson Wyatt"'):
        address = seen(search(query)).xpath("//ul[contains(@class, 'page-hits')]//a/@href")[0]
        tree = seen(client.get(address))
        words = " ".join(texts(tree, "//div[@class='paragraphs']//mark")).split()
        assert len(tree.xpath("//*[local-name()='rect']")) == len(words) > 0


def test_document_found_by_its_description_alone_names_no_pages(search, add):
    add("Zebras", "Of horses.")
    assert hits(search("zebra")) == {"Zebras": []}


def test_text_of_pages_is_shown_as_text(search, add):
    add("Code", "<script>alert('zebra')</script>")
    answer = search("zebra <script>")
    assert hits(answer)["Code"] == ["Code, p. 1 <script>alert('zebra')</script>"]
    assert not seen(answer).xpath("//script")


# --- Misprints ---


def correction(answer):
    """What is said of misprints, and where it leads."""
    tree = seen(answer)
    return texts(tree, "//p[@class='correction']"), tree.xpath("//p[@class='correction']/a/@href")


@pytest.mark.parametrize("typed", ["asessment", "risk asessment", '"risk asessment"', "risk +asessment", "title:bothh"])
def test_misprint_is_put_right_and_can_be_insisted_on(search, client, risk, typed):
    meant = typed.replace("asess", "assess").replace("bothh", "both")
    answer = search(typed, type="brief")
    [told], [address] = correction(answer)
    assert told == f"Showing results for {meant}. Search instead for {typed}"
    assert titles(answer) == titles(client.get("/library/", {"q": meant, "type": "brief"})) != []
    assert seen(answer).xpath("//input[@name='q']/@value") == [typed]
    insisted = client.get(address)
    assert correction(insisted) == ([], [])
    assert sorted(titles(insisted)) == (["Both", "One"] if typed == "risk asessment" else [])
    assert seen(insisted).xpath("//input[@name='q']/@value") == [typed]
    assert seen(insisted).xpath("//input[@checked]/@value") == ["brief"]


def test_words_put_right_are_the_ones_marked_and_named(search, risk):
    answer = search("asessment")
    assert heading(answer) == "2 documents match “assessment”"
    assert seen(answer).xpath("//ul[contains(@class, 'page-hits')]//a/@href")[0].endswith("?q=assessment")


def test_insisting_on_a_spelling_lasts_until_other_words_are_typed(search, client, risk):
    insisted = client.get(correction(search("risk asessment"))[1][0])
    assert titles(client.get(sorts(insisted)["title"])) == ["Both", "Far apart", "One"]
    assert correction(client.get(sorts(insisted)["title"])) == ([], [])
    assert correction(submitted(client, insisted, type="brief")) == ([], [])
    [told], _ = correction(submitted(client, insisted, q="asessment"))
    assert told.startswith("Showing results for assessment.")


def test_what_may_be_a_misprint_of_three_letters_is_asked_about_while_anything_is_found(search, client, add):
    add("Law", "The law.")
    add("Risk", "Risk.")
    answer = search("risk lwa")
    assert titles(answer) == ["Risk"]
    [told], [address] = correction(answer)
    assert told == "Did you mean risk law?"
    assert titles(client.get(address)) == ["Law", "Risk"]
    assert correction(search("lwa"))[0] == ["Showing results for law. Search instead for lwa"]


@pytest.mark.parametrize(
    "right",
    ["kids", "role", "intro", "megans law", "Megan’s Law", "sorna", "Static-99R", "desistance", "dont", "ATCS"],
)
def test_right_word_that_the_library_lacks_is_left_alone(search, add, right):
    add("Aids into", "Aids, rule, means, began, law, sorta, statin, resistance, done, acts.")
    for query in (right, f"{right} rule", f"rule {right}", f'"{right}"'):
        assert correction(search(query)) == ([], []), query


def test_word_that_staff_teach_is_right(search, add):
    add("Statics", "Statics and kinesics.")
    assert correction(search("statica kinesica"))[0]
    Synonyms.objects.create(line="statica, risk scale")
    PromotedResult.objects.create(query="Kinesica tests", publication=add("Start here"))
    assert correction(search("statica kinesica")) == ([], [])


def test_misprint_with_a_filter_keeps_the_filter(search, risk):
    answer = search("asessment type:guide")
    assert titles(answer) == ["Far apart"]
    assert seen(answer).xpath("//input[@checked]/@value") == ["guide"]


def test_misprint_in_a_filter_among_the_words_is_put_right(search, risk, add):
    add("Briefly", "A brief.")
    answer = search("risk type:breif")
    assert titles(answer) == titles(search("risk type:brief"))
    assert seen(answer).xpath("//input[@checked]/@value") == ["brief"]
    assert heading(search("type:breif")) == "No documents match “type:breif”"


# --- Filters among the words ---


def test_filters_among_the_words_are_ticked_listed_and_removable(search, client, risk):
    answer = search("risk type:brief year:2002..2003")
    assert titles(answer) == ["Both", "One"]
    tree = seen(answer)
    assert tree.xpath("//input[@name='q']/@value") == ["risk"]
    assert tree.xpath("//input[@checked]/@value") == ["brief"]
    assert tree.xpath("//input[@name='year_from' or @name='year_to']/@value") == ["2002", "2003"]
    links = tree.xpath("//ul[contains(@class, 'applied')]//a")
    assert [link.get("href") for link in links] == [
        "/library/?q=risk&year_from=2002&year_to=2003",
        "/library/?q=risk&type=brief",
        "/library/?q=risk",
    ]
    assert titles(client.get(links[1].get("href"))) == ["Both", "One"]


def test_filter_alone_among_the_words_is_a_filter_alone(search, risk):
    answer = search("type:guide")
    assert heading(answer) == "1 document"
    assert titles(answer) == ["Far apart"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("risk -type:brief", ["Far apart"]),
        ("risk NOT type:brief", ["Far apart"]),
        ("risk -type:brief -type:guide", []),
        ("risk -year:2002..2003", ["Far apart"]),
        ("risk -year:2002 -year:2003", ["Far apart"]),
        ("risk -topic:courts", ["Both", "One"]),
        ('risk -topic:"courts" -type:brief', []),
        ("risk -lang:en", []),
        ("risk type:brief -year:2002", ["One"]),
        ("risk -topic:between", ["Both", "One"]),  # names nothing: as words
    ],
)
def test_filter_with_a_minus_leaves_out(search, client, risk, query, expected):
    from library.models import Publication, Topic

    Publication.objects.get(title="Far apart").topics.add(Topic.objects.create(name="Courts", slug="courts"))
    answer = search(query)
    assert titles(answer) == expected
    assert heading(answer).startswith(f"{len(expected) or 'No'} document")
    for address in sorts(answer).values():
        if address.startswith("/library/?"):
            assert sorted(titles(client.get(address))) == sorted(expected)


def test_filter_with_a_minus_alone_leaves_out(search, risk):
    answer = search("-type:brief")
    assert heading(answer) == "1 document matches “-type:brief”"
    assert titles(answer) == ["Far apart"]
    assert correction(answer) == ([], [])
    assert titles(search("-year:2001")) == ["None", "One", "Both"]  # newest first


def test_years_beyond_all_calendars_are_no_error(search, risk):
    for query in ("risk year:0000..9999", "risk year:9999", "risk year:0001", "year:.."):
        answer = search(query)
        assert answer.status_code == 200
        assert not seen(answer).xpath("//div[@role='alert']")
        for address in sorts(answer).values():
            assert "Error" not in address


@pytest.mark.parametrize("query", ["&", "***", "…"])
def test_query_without_a_word_lists_everything_and_says_why(search, risk, query):
    answer = search(query)
    assert heading(answer) == "4 documents"
    assert texts(seen(answer), "//p[@class='correction']") == [
        f"There is no word in “{query}” to look for, so all documents are listed."
    ]


# --- Counts ---


def offered(answer):
    return {
        (box.get("name"), box.get("value")): int(box.getparent().xpath(".//span[@class='n']/text()")[0].strip() or 0)
        for box in seen(answer).xpath("//input[@type='checkbox']")
    }


@pytest.mark.parametrize(
    "chosen",
    [
        {"q": "risk assessment"},
        {"q": "risk assessment", "sort": "title"},
        {"q": "risk assessment type:brief"},
        {"q": "asessment"},
        {"q": "risk -assessment", "topic": "courts"},
        {"q": '"risk assessment"', "year_from": "2002"},
        {"q": "risk -type:law"},
        {"q": "-year:2008"},
        {"q": "unheard-of"},
    ],
)
def test_every_count_is_what_a_click_gives(search, risk, add, chosen):
    add("Also", "Risk in court.", type="law", topics=["Courts"], audiences=["Judges"], year=2008)
    add("Tambien", "Assessment of risk.", type="law", topics=["Courts", "Victims"], year=2009, language="es")
    answer = search(**chosen)
    values = offered(answer)
    assert values
    ticked = {box.get("name"): box.get("value") for box in seen(answer).xpath("//input[@checked]")}
    words = seen(answer).xpath("//input[@name='q']/@value")[0]
    for (name, value), promised in values.items():
        clicked = search(**{**chosen, **ticked, "q": words, name: value})
        assert (name, value, len(titles(clicked))) == (name, value, promised)


# --- Ways on, and what crawlers are told ---


def test_nothing_found_helps_on(search, risk, publish):
    publish("Of courts", topics=["Courts"])
    answer = search("unheard-of", type="guide")
    assert answer.status_code == 200
    assert heading(answer) == "No documents match “unheard-of” with these filters"
    addresses = seen(answer).xpath("//section[@id='results']//a/@href")
    assert "/ask/?q=unheard-of" in addresses
    assert "/library/topics/courts/" in addresses
    assert texts(seen(answer), "//section[@id='results']//li/a[starts-with(., 'without')]") == [
        "without the words “unheard-of”"
    ]


def test_result_pages_are_not_for_crawlers(search, risk):
    for answer in (search("risk"), search("***"), search("unheard-of")):
        tree = seen(answer)
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
        for link in tree.xpath("//section[@id='results']//a[starts-with(@href, '/library/?')]"):
            assert "nofollow" in (link.get("rel") or ""), link.get("href")


@pytest.mark.parametrize("start", ["/", "/about/"])
def test_search_boxes_elsewhere_lead_to_the_list(client, index, risk, start):
    index()
    [form] = seen(client.get(start)).xpath("//form[@role='search']")
    assert form.get("action") == "/library/"
    [box] = form.xpath(".//input/@name")
    assert titles(client.get(form.get("action"), {box: "risk assessment"}))[0] == "Both"


def test_help_names_only_what_works(search, risk, client):
    tree = seen(search("risk"))
    for example in texts(tree, "//details[@class='tips']//dt/kbd"):
        assert client.get("/library/", {"q": example}).status_code == 200
    assert tree.xpath("//input[@name='q']/@aria-describedby") == ["id_q_hint"]
    assert "on the pages of the documents" in texts(tree, "//p[@id='id_q_hint']")[0]


def test_number_of_queries_is_the_same_for_five_results_and_for_fifty(search, client, add):
    def queries():
        search("zebra")
        with CaptureQueriesContext(connection) as captured:
            answer = client.get("/library/?q=zebra")
        return len(captured), heading(answer)

    for number in range(5):
        add(f"Title {number}", "Zebra.", "A zebra.", topics=["Courts"], audiences=["Judges"])
    few, told = queries()
    assert told == "5 documents match “zebra”"
    for number in range(5, 50):
        add(f"Title {number}", "Zebra.", "A zebra.", topics=["Courts"], audiences=["Judges"])
    many, told = queries()
    assert told == "50 documents match “zebra”"
    assert many == few
