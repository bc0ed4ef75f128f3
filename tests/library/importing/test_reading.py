"""Which files count as a catalogue, and what is said of those that don't."""

import random

import pytest

from library.importing.errors import CatalogueError
from library.importing.layout import PUBLICATIONS
from library.importing.reading import read_catalogue
from library.models import Publication

PLAIN = "slug,title,type,summary\nun-résumé,Résumé,brief,“Fine”\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_with_or_without_mark_and_with_any_line_ends(run, catalogue, encoding, ends):
    told = run(catalogue(PLAIN.replace("un-résumé", "a").replace("\n", ends).encode(encoding)))
    assert told.error is None, told.problems
    publication = Publication.objects.get(slug="a")
    assert (publication.title, publication.summary) == ("Résumé", "“Fine”")


def test_lines_are_counted_as_an_editor_counts_them(run, catalogue):
    text = 'slug,title,type,summary\r\na,A,brief,"one\r\ntwo\r\nthree"\r\n\r\nb,B,novel,\r\n'
    assert run(catalogue(text.encode())).problems[0].startswith("line 6, column “type”")


WRONG = [
    (PLAIN.encode("cp1252"), "line 2: This is not UTF-8 text. Save the file as “CSV UTF-8 (comma delimited)”"),
    (PLAIN.encode("utf-16"), "The file is in UTF-16"),
    (b"", "The file is empty"),
    (b"\n\n  \n", "The file is empty"),
    (b"slug,title\n", "no publications in this file"),
    (b"slug,title\n,\n", "no publications in this file"),
    (b"slug,title,colour\na,A,red\n", "line 1, column “colour”: There is no such column. There are: slug, title,"),
    (b"slug,,title\na,,A\n", "line 1: Column 2 has no name."),
    (b"slug,title,title\na,A,B\n", "line 1, column “title”: This column is there twice."),
    (b"slug,verified,facts_verified\na,no,no\n", "line 1, column “facts_verified”: This column is there twice."),
    (b"title\nA\n", "line 1, column “slug”: This column is missing"),
    (b"slug,year,date\na,2007,2007\n", "line 1, column “date”: Give either"),
    (b"slug;title\na;A\n", "line 1: The columns must be separated by commas"),
    (b"slug,title\na,A,B\n", "line 2: There are 3 cells, but 2 columns."),
    (b"slug,title\na\n", "line 2: There are 1 cells, but 2 columns."),
    (b'slug,title\nb,B\na,"A\n', "line 3: This is not well-formed CSV"),
    (b"slug,title\na,A\x00B\n", "line 2, column “title”: There is a control character"),
    (b"slug,title\na,\x1b[31mA\n", "line 2, column “title”: There is a control character"),
    (b"slug,title\na," + b"A" * 200_000 + b"\n", "line 2: This is not well-formed CSV (field larger"),
    (b"%PDF-1.7\n\xff\xfe\x00", "This is not UTF-8 text"),
]


@pytest.mark.parametrize(("content", "reason"), WRONG)
def test_what_is_no_catalogue_is_refused_with_the_reason(run, catalogue, content, reason):
    told = run(catalogue(content))
    assert reason in " ".join(told.problems)
    assert "nothing was imported" in told.error


def test_every_faulty_line_is_named(run, catalogue):
    told = run(catalogue(b"slug,title\na,A,B\nb,B\nc\nd,\x01\n"))
    assert [problem.split(":")[0] for problem in told.problems] == ["line 2", "line 4", "line 5, column “title”"]


def test_file_that_is_not_there_is_an_error_in_words(run, tmp_path):
    assert "can't be read: No such file" in run(tmp_path / "nothing.csv").error


def test_rubbish_ends_in_a_catalogue_or_in_words():
    """Random bytes, and a good catalogue with random damage: 3,000 of them."""
    chance = random.Random(3)
    alphabet = b"slug,title,\"\r\n;\x00\xff\xc3\xa9='" + bytes(range(256))
    good = PLAIN.encode()
    read = refused = 0
    for _ in range(3000):
        if chance.random() < 0.3:
            content = bytes(chance.choices(alphabet, k=chance.randrange(200)))
        else:
            content = bytearray(good * chance.randrange(1, 4))
            for _ in range(chance.randrange(1, 5)):
                content[chance.randrange(len(content))] = chance.choice(alphabet)
            content = bytes(content)
        try:
            catalogue = read_catalogue(content, PUBLICATIONS)
        except CatalogueError as error:
            refused += bool(error.problems)
        else:
            read += 1
            assert len(catalogue) == len(catalogue.lines) > 0
    assert read > 100
    assert read + refused == 3000


def test_rubbish_in_cells_never_gets_past_the_check_of_rows(run, catalogue):
    """Columns filled at random with what belongs into others: an error in words, or rows that the database takes."""
    chance = random.Random(4)
    cells = [
        "",
        "a",
        "x-1",
        "2007",
        "-5",
        "13",
        "yes",
        "brief",
        "published",
        "A, B; C",
        '"',
        "é" * 150,
        "=1+1",
        "'",
        "…",
        "0",
    ]
    columns = ["slug", "title", "type", "year", "month", "day", "authors", "topics", "language", "state", "featured"]
    for _ in range(40):
        rows = [{column: chance.choice(cells) for column in columns} for _ in range(3)]
        rows = [row | {"title": "T", "type": "brief"} if chance.random() < 0.7 else row for row in rows]
        before = Publication.objects.count()
        told = run(catalogue(*rows))
        if told.error:
            assert told.problems
            assert not any("Error:" in problem for problem in told.problems), told.problems
            assert Publication.objects.count() == before
