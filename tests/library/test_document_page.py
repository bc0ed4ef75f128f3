"""The page of one document."""

from datetime import date

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Author, Authorship, IntakeState, Publication
from library.views.publication import is_older_than
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db

OPIOID = "doj-2022-ada-and-the-opioid-crisis.pdf"


def details(answer):
    """{"Type": "Guide", …}"""
    tree = seen(answer)
    return dict(zip(texts(tree, "//aside//dt"), texts(tree, "//aside//dd"), strict=True))


def note_headings(answer):
    return texts(seen(answer), "//*[@class='note']/h2")


def test_it_says_what_the_document_is_and_offers_reading_and_download(client, publish, hold):
    publication = publish(
        "The ADA and the Opioid Crisis",
        subtitle="Combating Discrimination",
        type="guide",
        year=2022,
        month=4,
        summary="How the law protects people in treatment. It is for courts. It gives examples.",
    )
    file = hold(publication, OPIOID)
    answer = client.get(publication.get_absolute_url())
    tree = seen(answer)
    assert texts(tree, "//h1") == ["The ADA and the Opioid Crisis Combating Discrimination"]
    assert texts(tree, "//article//p[@class='meta']")[0] == "Guide · April 2022 · 8 pages · PDF, 300.3 KB"
    assert texts(tree, "//p[@class='lead']") == ["How the law protects people in treatment."]
    assert "It is for courts. It gives examples." in texts(tree, "//h2[.='Summary']/following-sibling::p[1]")[0]
    assert tree.xpath("//a[.='Read online']/@href") == ["/library/the-ada-and-the-opioid-crisis/pages/1/"]
    (download,) = tree.xpath("//a[starts-with(., 'Download')]")
    assert " ".join(download.text.split()) == "Download PDF (300.3 KB, 8 pages)"
    assert download.get("href") == file.get_absolute_url()
    assert file.size == 307497  # as the manifest of the samples has it
    assert tree.xpath("//meta[@name='description']/@content") == ["How the law protects people in treatment."]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{publication.get_absolute_url()}"]
    assert not tree.xpath("//meta[@name='robots']")


def test_every_fact_is_in_the_details(client, publish, hold):
    publication = publish(
        "Risk",
        type="report",
        year=2001,
        month=5,
        day=3,
        topics=["Risk assessment", "Treatment"],
        audiences=["Judges"],
        publisher="Office of Justice",
        identifier="NCJ 201994",
        funder="Bureau of Justice Assistance",
        award_number="2005-WP-1",
        rights="Public domain.",
        provenance="The center's own archive.",
    )
    person = Author.objects.create(name="Jones", given="Shirley A.")
    Authorship.objects.create(publication=publication, author=person, position=1)
    body = Author.objects.create(kind="body", name="Government Accountability Office")
    Authorship.objects.create(publication=publication, author=body, position=2)
    file = hold(publication, "fbi-2018-nibrs-data-dictionary.pdf")
    facts = details(client.get(publication.get_absolute_url()))
    assert facts["Authors"] == "Shirley A. Jones; Government Accountability Office"  # as printed, not by the alphabet
    assert facts["Checksum"] == f"SHA-256{file.sha256}"
    assert facts["Accessibility"].startswith("Has faults: ")
    del facts["Accessibility"], facts["Checksum"], facts["Authors"]
    assert facts == {
        "Type": "Report",
        "Publisher": "Office of Justice",
        "Date": "May 3, 2001",
        "Written for": "Judges",
        "Topics": "Risk assessment, Treatment",
        "Number": "NCJ 201994",
        "Funded by": "Bureau of Justice Assistance, award 2005-WP-1",
        "Language": "English",
        "Rights": "Public domain.",
        "Where it came from": "The center's own archive.",
        "Format": "PDF, 86.3 KB, 7 pages",
    }


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ({}, "Not checked."),
        (dict.fromkeys(["is_tagged", "has_title", "has_language", "has_bookmarks"], True), "Checked, no fault found"),
        ({"is_tagged": True, "has_title": False, "has_language": True}, "Has faults: it carries no title."),
    ],
)
def test_accessibility_is_never_called_conformant(client, publish, write, checks, said):
    publication = publish()
    write(publication, ["Text."], **checks)
    answer = client.get(publication.get_absolute_url())
    assert details(answer)["Accessibility"].startswith(said)
    assert "conform" not in answer.text.lower()


def test_record_without_a_file_says_that_none_is_held(client, publish):
    publication = publish(facts_verified=False, summary="What was known.")
    answer = client.get(publication.get_absolute_url())
    assert "File not held here." in answer.text
    assert "Facts not checked against the original" in answer.text
    assert not seen(answer).xpath("//a[.='Read online'] | //a[starts-with(., 'Download')] | //article//form | //img")
    assert "Format" not in details(answer)


def test_checked_facts_carry_no_warning(client, publish):
    assert "Facts not checked" not in client.get(publish().get_absolute_url()).text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (IntakeState.WAITING, "being prepared"),
        (IntakeState.PROCESSING, "being prepared"),
        (IntakeState.ENCRYPTED, "locked with a password"),
        (IntakeState.BROKEN, "damaged"),
        (IntakeState.TOO_LARGE, "too large"),
        (IntakeState.SET_ASIDE, "can’t be shown"),
    ],
)
def test_file_that_can_not_be_read_online_says_why_and_can_be_downloaded(client, publish, write, state, said):
    publication = publish()
    write(publication, intake_state=state)
    answer = client.get(publication.get_absolute_url())
    assert said in " ".join(texts(seen(answer), "//article//p[@class='hint']"))
    assert "Read online" not in answer.text
    assert "Download PDF" in answer.text


def test_machine_read_text_is_marked_so(client, publish, write):
    publication = publish()
    write(publication, ["Text."], machine_read=True)
    assert "read from pictures of the pages by machine" in client.get(publication.get_absolute_url()).text


def test_old_document_has_a_notice_with_its_year(client, publish):
    answer = client.get(publish(year=1999).get_absolute_url())
    assert note_headings(answer) == ["Published in 1999"]
    assert "Law and research have moved on since." in answer.text


def test_history_note_takes_the_place_of_the_rule_and_stands_on_new_documents_too(client, publish):
    old = client.get(publish("Old", year=1999, history_note="The act was repealed in 2006.").get_absolute_url())
    assert "The act was repealed in 2006." in old.text
    assert "Law and research have moved on" not in old.text
    new = client.get(publish("New", year=date.today().year, history_note="Table 3 was wrong.").get_absolute_url())
    assert "Table 3 was wrong." in new.text


def test_new_document_and_one_without_a_date_have_no_notice(client, publish):
    for title, year in (("New", date.today().year), ("Undated", None)):
        assert note_headings(client.get(publish(title, year=year).get_absolute_url())) == []


@pytest.mark.parametrize(
    ("published", "old"),
    [
        ((2016, None, None), False),  # it may be of December
        ((2015, None, None), True),
        ((2016, 11, None), False),
        ((2016, 10, None), True),
        ((2016, 11, 24), False),
        ((2016, 11, 23), True),
    ],
)
def test_a_document_is_old_when_it_surely_is(published, old):
    year, month, day = published
    publication = Publication(year=year, month=month, day=day)
    assert is_older_than(publication, 10, date(2026, 11, 24)) is old


def test_replaced_document_names_its_successor_and_the_successor_names_it(client, publish):
    new = publish("The new one", year=date.today().year)
    old = publish("The old one", replaced_by=new, year=date.today().year)
    answer = client.get(old.get_absolute_url())
    assert note_headings(answer) == ["There is a newer document"]
    assert seen(answer).xpath("//*[@class='note'][h2]//a/@href") == [new.get_absolute_url()]
    assert texts(seen(client.get(new.get_absolute_url())), "//h2[.='Replaces']/following-sibling::ul[1]//a") == [
        "The old one"
    ]


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_successor_and_predecessor_that_are_not_public_are_not_named(client, publish, state):
    hidden = publish("A hidden one", state=state)
    publication = publish("Between", replaced_by=hidden)
    publish("Another hidden one", state=state, replaced_by=publication)
    answer = client.get(publication.get_absolute_url())
    assert "hidden one" not in answer.text
    assert "newer document" not in answer.text


def test_versions_are_listed_with_date_note_and_size(client, publish, write):
    publication = publish()
    write(publication, ["One."], version=1, is_current=False)
    write(publication, ["Two."], version=2, note="Page 3 corrected")
    items = texts(seen(client.get(publication.get_absolute_url())), "//ul[@class='versions']/li")
    assert len(items) == 2
    assert items[0].startswith("Version 2, current (PDF, ")
    assert items[0].endswith(": Page 3 corrected")
    assert items[1].startswith("Version 1 (PDF, ")
    assert date.today().strftime("%Y") in items[1]
    for address in seen(client.get(publication.get_absolute_url())).xpath("//ul[@class='versions']//a/@href"):
        assert client.get(address).status_code == 200


def test_one_version_is_no_list(client, publish, write):
    publication = publish()
    write(publication, ["One."])
    assert "Versions" not in client.get(publication.get_absolute_url()).text


def test_asking_carries_the_document_along(client, publish):
    tree = seen(client.get(publish().get_absolute_url()))
    assert "/ask/?document=supervision-in-the-community" in tree.xpath("//a[.='Ask about this document']/@href")
    assert "/ask/?document=supervision-in-the-community&format=1" in tree.xpath("//a[.='Ask for another format']/@href")


def test_cover_is_shown_when_there_is_one(client, publish, hold):
    publication = publish()
    file = hold(publication, OPIOID)
    (cover,) = seen(client.get(publication.get_absolute_url())).xpath("//aside//img")
    assert cover.get("alt") == "Cover of Supervision in the community"
    assert client.get(cover.get("src")).headers["Content-Type"] == "image/webp"
    assert storages["derived"].exists(f"{file.derived_folder}/cover-320.webp")


def test_title_in_another_language_is_marked_as_such(client, publish):
    answer = client.get(publish("Guía para jueces", language="es").get_absolute_url())
    assert seen(answer).xpath("//h1/@lang") == ["es"]


def test_page_varies_by_no_cookie_and_sets_none(client, publish):
    publication = publish()
    for cookies in ({}, {"sessionid": "x" * 32}):
        client.cookies.load(cookies)
        answer = client.get(publication.get_absolute_url())
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", 'a" onmouseover="x'])
def test_what_records_say_is_never_markup(client, publish, write, text):
    publication = publish(text, slug="x", subtitle=text, summary=f"{text}. More.", publisher=text, history_note=text)
    publication.rights = publication.provenance = publication.identifier = text
    publication.save()
    write(publication, [text], outline=[{"title": text, "page": 1, "level": 0}], note=text)
    for address in ("/library/x/", "/library/x/pages/1/", "/library/x/?q=script", "/library/x/pages/1/?q=alert"):
        answer = client.get(address)
        assert "<script" not in answer.text
        assert not seen(answer).xpath("//@onmouseover")


def test_number_of_queries_is_the_same_for_much_and_for_little(client, publish, write, django_assert_num_queries):
    topics = ["Treatment", "Law", "Research", "Courts"]
    small = publish("Small", topics=topics[:1])
    write(small, ["One."])
    publish("Other", topics=topics[:1])
    client.get("/about/")  # what every page shows is in the cache from now on
    with CaptureQueriesContext(connection) as little:
        client.get(small.get_absolute_url())

    big = publish("Big", topics=topics, audiences=["Judges", "Police"])
    for version in range(1, 6):
        write(big, ["One."], version=version, is_current=version == 5)
    for number in range(12):
        other = publish(f"Other {number}", topics=topics, audiences=["Judges"])
        write(other, ["One."])
        author = Author.objects.create(kind="body", name=f"Office {number}")
        Authorship.objects.create(publication=big, author=author, position=number)
        publish(f"Before {number}", replaced_by=big)
    with django_assert_num_queries(len(little)):
        answer = client.get(big.get_absolute_url())
    assert len(seen(answer).xpath("//ul[contains(@class, 'related')]/li")) == 5
