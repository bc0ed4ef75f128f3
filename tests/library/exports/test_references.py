"""References as BibTeX and RIS files, of lists and of single documents, read back by bibtexparser and rispy."""

import re

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

from tests.seen import text

pytestmark = pytest.mark.django_db


def bibtex(answer):
    """{key: {field: text}} of a file, TeX undone; authors as lists of bibtexparser's NameParts."""
    content = text(answer)
    undone = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(content, append_middleware=undone)
    assert not library.failed_blocks
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def ris(answer):
    return rispy.loads(text(answer))


def without_braces(value):
    return re.sub("[{}]", "", value)


@pytest.fixture
def full(written_by, write):
    """A document of which everything is known."""
    document = written_by(
        "Managing sex offenders & the law: 100% of $5 #1_a ~x^2 \\y",
        "van der Berg, Anna",
        {"Center for Sex Offender Management, Office of Justice Programs"},
        "O’Neill, José Ángel",
        slug="managing",
        subtitle="A CASOM handbook",
        year=2007,
        month=3,
        day=5,
        publisher="Research & Development Press",
        identifier="NCJ 201994",
        topics=["Supervision", "Risk"],
        summary="First line.\r\nSecond line.",
    )
    write(document, ["Text"])
    return document


def test_bibtex_of_a_document_of_which_all_is_known(client, full):
    answer = client.get("/library/managing/cite.bib")
    assert answer.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="managing.bib"'
    (entry,) = bibtex(answer).values()
    # The decoder knows the sign for a circumflex by another name.
    assert without_braces(entry["title"]).replace("ˆ", "^") == f"{full.title}: {full.subtitle}"
    assert "{CASOM}" in text(answer)
    person, body, other = entry["author"]
    assert (person.first, person.von, person.last) == (["Anna"], ["van", "der"], ["Berg"])
    assert body.first == body.von == []
    assert without_braces(" ".join(body.last)) == "Center for Sex Offender Management, Office of Justice Programs"
    assert "and {Center for Sex Offender Management, Office of Justice Programs} and" in text(answer)
    assert (other.first, other.last) == (["José", "Ángel"], ["O’Neill"])
    assert entry["institution"] == "Research & Development Press"
    assert (entry["number"], entry["year"], entry["month"], entry["day"]) == ("NCJ 201994", "2007", "mar", "5")
    assert entry["url"] == "http://testserver/library/managing/"
    assert entry["pdf"] == "http://testserver/library/managing/download/managing.pdf"
    assert entry["keywords"] == "Risk, Supervision"
    assert entry["abstract"] == "First line. Second line."


def test_ris_of_a_document_of_which_all_is_known(client, full):
    answer = client.get("/library/managing/cite.ris")
    assert answer.headers["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="managing.ris"'
    lines = answer.content.decode().split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - RPRT", "ER  - ", "")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines[:-1])
    (entry,) = ris(answer)
    assert entry["title"] == f"{full.title}: {full.subtitle}"
    assert entry["authors"] == [
        "van der Berg, Anna",
        "Center for Sex Offender Management, Office of Justice Programs",
        "O’Neill, José Ángel",
    ]
    assert (entry["year"], entry["date"]) == ("2007", "2007/03/05/")
    assert (entry["publisher"], entry["issn"]) == ("Research & Development Press", "NCJ 201994")
    assert entry["keywords"] == ["Risk", "Supervision"]
    assert entry["urls"] == ["http://testserver/library/managing/"]
    assert entry["file_attachments1"] == "http://testserver/library/managing/download/managing.pdf"
    assert entry["abstract"] == "First line. Second line."


def test_what_is_not_known_is_left_out(client, publish):
    publish("Plain")
    (entry,) = bibtex(client.get("/library/plain/cite.bib")).values()
    assert set(entry) == {"title", "type", "url"}
    (entry,) = ris(client.get("/library/plain/cite.ris"))
    assert not {"authors", "year", "date", "publisher", "file_attachments1"} & set(entry)


@pytest.mark.parametrize(
    ("date", "written"),
    [({"year": 2007}, "2007///"), ({"year": 2007, "month": 11}, "2007/11//")],
)
def test_date_to_the_precision_known(client, publish, date, written):
    publish("Plain", **date)
    assert ris(client.get("/library/plain/cite.ris"))[0]["date"] == written
    (entry,) = bibtex(client.get("/library/plain/cite.bib")).values()
    assert "day" not in entry
    assert entry.get("month") == ("nov" if "month" in date else None)


def test_one_body_alone_has_double_braces(client, written_by):
    written_by("Plain", {"Bureau of Justice Assistance"})
    assert "  author = {{Bureau of Justice Assistance}},\n" in text(client.get("/library/plain/cite.bib"))


def test_many_authors_keep_the_printed_order(client, written_by):
    names = [f"Family{number}, Given" for number in reversed(range(21))]
    written_by("Plain", *names)
    assert ris(client.get("/library/plain/cite.ris"))[0]["authors"] == names
    (entry,) = bibtex(client.get("/library/plain/cite.bib")).values()
    assert [author.merge_last_name_first for author in entry["author"]] == names


@pytest.mark.parametrize("name", ["Sand and Gravel, George", "King, Jr.", "Plato", "Müller the elder, A."])
def test_names_that_bibtex_would_take_apart_stay_whole(client, written_by, name):
    written_by("Plain", name)
    (entry,) = bibtex(client.get("/library/plain/cite.bib")).values()
    (author,) = entry["author"]
    assert without_braces(" ".join([*author.von, *author.last])) == name.partition(", ")[0]


@pytest.mark.parametrize(
    "title", ["{", "}}{", "\\", "@article{x, y}", "%", '"', "a\nER  - \nTY  - BOOK", "foo_BAR{Baz"]
)
def test_no_title_breaks_a_file(client, publish, title):
    publish(title, slug="a")
    publish("Sound", slug="b")
    assert bibtex(client.get("/library/results.bib?sort=title")).keys() == {"a", "b"}
    entries = ris(client.get("/library/results.ris?sort=title"))
    assert {entry["title"] for entry in entries} == {" ".join(title.split()), "Sound"}


def test_keys_are_unique_and_the_same_in_every_list(client, written_by):
    for number in range(3):
        written_by("Same title", "Same, Author", year=2007, slug=f"same-{number}", topics=[f"T{number}"])
    assert set(bibtex(client.get("/library/results.bib"))) == {"same-0", "same-1", "same-2"}
    assert set(bibtex(client.get("/library/results.bib?topic=t1"))) == {"same-1"}


def test_old_address_leads_to_the_reference(client, publish):
    document = publish("Before")
    document = type(document).objects.get()
    document.slug = "after"
    document.save()
    answer = client.get("/library/before/cite.bib")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/library/after/cite.bib")


def test_document_page_offers_both_forms(client, publish):
    publish("Plain")
    page = client.get("/library/plain/").text
    assert 'href="/library/plain/cite.ris"' in page
    assert 'href="/library/plain/cite.bib"' in page
