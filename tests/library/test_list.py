"""The list of documents: what stands in it, in which order, on how many pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import Author, Authorship, Publication, PublicationFile
from tests.seen import seen, texts, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(publish):
    """45 documents, “Title 01” to “Title 45”, the last the newest."""
    return [publish(f"Title {number:02}", year=1970 + number) for number in range(1, 46)]


def pages(answer):
    return texts(seen(answer), "//ul[@class='pages']/li")


def test_only_what_is_public_is_listed(client, publish):
    for state in ("draft", "scheduled", "withdrawn"):
        publish(f"A {state} one", state=state)
    publish("A published one")
    answer = client.get("/library/")
    assert titles(answer) == ["A published one"]
    assert texts(seen(answer), "//h2[@id='count']") == ["1 document"]


def test_scheduled_document_is_listed_from_its_moment_on(client, publish):
    due = publish("Due", state="scheduled")
    Publication.objects.filter(pk=due.pk).update(public_from=timezone.now() - timedelta(seconds=1))
    assert titles(client.get("/library/")) == ["Due"]


def test_empty_library_says_so(client):
    assert texts(seen(client.get("/library/")), "//h2[@id='count']") == ["There are no documents yet"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/library/", ["Beta", "The Alpha", "Gamma", "Undated"]),
        ("/library/?sort=newest", ["Beta", "The Alpha", "Gamma", "Undated"]),
        ("/library/?sort=oldest", ["Gamma", "The Alpha", "Beta", "Undated"]),
        ("/library/?sort=title", ["The Alpha", "Beta", "Gamma", "Undated"]),
        ("/library/?sort=added", ["Undated", "Gamma", "Beta", "The Alpha"]),
    ],
)
def test_order(client, publish, address, expected):
    now = timezone.now()
    for age, (title, fields) in enumerate(
        [
            ("Undated", {}),
            ("Gamma", {"year": 1999, "month": 1}),
            ("Beta", {"year": 1999, "month": 12, "day": 2}),
            ("The Alpha", {"year": 1999, "month": 12, "day": 1}),
        ]
    ):
        publish(title, public_from=now - timedelta(days=age + 1), **fields)
    assert titles(client.get(address)) == expected


def test_entry_says_type_date_pages_format_and_size(client, publish):
    publication = publish(
        "Time to Work",
        subtitle="Managing employment",
        type="handbook",
        year=2008,
        month=3,
        summary="How officers support work. A second sentence.",
        audiences=["Parole", "Probation"],
    )
    PublicationFile.objects.create(publication=publication, original="aa/x.pdf", size=2_202_010, page_count=64)
    [entry] = seen(client.get("/library/")).xpath("//li[@class='doc']")
    said = " ".join(entry.text_content().replace("\xa0", " ").split())
    assert said == (
        "Time to Work Managing employment Handbook · March 2008 · 64 pages · PDF, 2.1 MB "
        "How officers support work. Written for: Parole, Probation"
    )
    assert len(entry.xpath(".//a")) == 1


def test_entry_of_a_file_that_is_not_processed_yet_promises_no_pages(client, publish):
    PublicationFile.objects.create(publication=publish(), original="aa/x.pdf", size=1024)
    [said] = texts(seen(client.get("/library/")), "//li[@class='doc']//p")
    assert said == "Policy and practice brief · no date · PDF, 1.0 KB"


def test_record_without_a_file_says_that_it_is_one_and_what_was_not_checked(client, publish):
    publish(facts_verified=False)
    [said] = texts(seen(client.get("/library/")), "//li[@class='doc']//p")
    assert said == "Policy and practice brief · no date · record only: file not held here · facts not checked"


def test_twenty_on_a_page_and_the_rest_on_the_next(client, many):
    first, last = client.get("/library/"), client.get("/library/?page=3")
    assert titles(first) == [f"Title {number:02}" for number in range(45, 25, -1)]
    assert titles(last) == [f"Title {number:02}" for number in range(5, 0, -1)]
    assert texts(seen(last), "//h2[@id='count']") == ["45 documents"]
    assert pages(first) == ["Page 1", "Page 2", "Page 3", "Next page"]
    assert pages(last) == ["Previous page", "Page 1", "Page 2", "Page 3"]
    assert texts(seen(last), "//ul[@class='pages']//*[@aria-current='page']") == ["Page 3"]


def test_pages_far_apart_are_left_out_of_the_links(client, publish):
    for number in range(181):
        publish(f"Title {number:03}")
    assert pages(client.get("/library/?page=5")) == [
        "Previous page", "Page 1", "…", "Page 4", "Page 5", "Page 6", "…", "Page 10", "Next page"
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["4", "0", "-1", "abc", "1.5", "9" * 5000, "1e3", "\x00"])
def test_page_that_the_list_does_not_have_is_404(client, many, page):
    assert client.get("/library/", {"page": page}).status_code == 404


def test_links_to_pages_keep_words_filters_and_order(client, many, index):
    index()
    answer = client.get("/library/?q=Title&type=brief&year_from=1972&sort=title&page=2")
    addresses = seen(answer).xpath("//ul[@class='pages']//a/@href")
    assert addresses[0] == "/library/?q=Title&type=brief&year_from=1972&sort=title"
    assert addresses[-1] == "/library/?q=Title&type=brief&year_from=1972&sort=title&page=3"


def test_search_engines_are_told_which_lists_are_worth_keeping(client, many):
    plain, sorted_, filtered = (seen(client.get(f"/library/{q}")) for q in ("?page=2", "?sort=title", "?type=brief"))
    assert plain.xpath("//link[@rel='canonical']/@href") == ["http://testserver/library/?page=2"]
    assert not plain.xpath("//meta[@name='robots']")
    assert sorted_.xpath("//link[@rel='canonical']/@href") == ["http://testserver/library/"]
    assert filtered.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]
    assert set(plain.xpath("//p[contains(@class, 'sorts')]//a/@rel")) == {"nofollow"}
    assert "nofollow" not in " ".join(plain.xpath("//ul[@class='pages']//a/@rel"))
    assert set(filtered.xpath("//ul[@class='pages']//a/@rel")) >= {"nofollow", "next nofollow"}


@pytest.fixture
def described(publish, index):
    publication = publish(
        "Time to Work",
        subtitle="Managing employment",
        summary="How officers support it.",
        identifier="NCJ 201994",
        topics=["Community supervision"],
    )
    author = Author.objects.create(name="van der Berg", given="Anneke")
    Authorship.objects.create(publication=publication, author=author)
    publish("Something else altogether", topics=["Courts"])
    index()


@pytest.mark.parametrize(
    "words",
    ["work", "EMPLOYMENT", "officers", "201994", "berg", "anneke", "supervision", "berg work officers", '"time to"'],
)
def test_words_are_found_wherever_a_document_is_described(client, described, words):
    answer = client.get("/library/", {"q": words})
    assert titles(answer) == ["Time to Work"]
    told = words if '"' in words else f"“{words}”"
    assert texts(seen(answer), "//h2[@id='count']") == [f"1 document matches {told}"]
    assert seen(answer).xpath("//input[@name='q']/@value") == [words]


def test_public_list_is_the_same_for_everybody(client, many, index):
    index()
    answer = client.get("/library/?q=title")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
