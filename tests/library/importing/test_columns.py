"""What each column does to a publication (docs/importing.md)."""

import pytest

from library.models import Audience, Author, Publication, Topic

NEW = {"slug": "a-brief", "title": "A brief", "type": "brief"}


def imported(run, path):
    told = run(path)
    assert told.error is None, told.problems
    return Publication.objects.get(slug="a-brief")


def test_every_column_reaches_its_field(run, catalogue):
    row = NEW | {
        "subtitle": "On supervision",
        "year": "2007",
        "month": "3",
        "day": "15",
        "publisher": "The center",
        "language": "es",
        "summary": "First line.\nSecond line.",
        "identifier": "NCJ 1",
        "funder": "An office",
        "award_number": "1998-X",
        "rights": "Public domain",
        "provenance": "A shelf",
        "facts_verified": "yes",
        "history_note": "Old terms.",
        "state": "published",
        "featured": "yes",
    }
    publication = imported(run, catalogue(row))
    for name in row.keys() - {"type", "year", "month", "day", "facts_verified", "featured"}:
        assert getattr(publication, name) == row[name], name
    assert publication.type.slug == "brief"
    assert publication.published == "March 15, 2007"
    assert publication.facts_verified
    assert publication.is_featured
    assert publication.public_from


def test_new_publication_without_more_is_a_draft_that_claims_nothing(run, catalogue):
    publication = imported(run, catalogue(NEW))
    assert publication.state == "draft"
    assert publication.language == "en"
    assert not publication.facts_verified
    assert not publication.is_featured


@pytest.mark.parametrize(
    ("written", "read"), [("2007", (2007, None, None)), ("2007-03", (2007, 3, None)), ("2007-03-15", (2007, 3, 15))]
)
def test_date_in_one_cell(run, catalogue, written, read):
    publication = imported(run, catalogue(NEW | {"date": written}))
    assert (publication.year, publication.month, publication.day) == read


def test_header_may_be_written_in_any_case_and_with_the_seeds_name_for_verified(run, catalogue):
    publication = imported(run, catalogue({"Slug": "a-brief", " TITLE": "A", "Type": "Fact sheet", "verified": "Yes"}))
    assert publication.facts_verified
    assert publication.type.slug == "fact-sheet"


def test_authors_are_persons_with_a_comma_and_organizations_without(run, catalogue):
    written = "English, Kim; US Census Bureau; org: Health, Education, and Welfare; Plato,"
    publication = imported(run, catalogue(NEW | {"authors": written}))
    found = [(a.author.kind, a.author.name, a.author.given) for a in publication.authorship_set.all()]
    assert found == [
        ("person", "English", "Kim"),
        ("body", "US Census Bureau", ""),
        ("body", "Health, Education, and Welfare", ""),
        ("person", "Plato", ""),
    ]


def test_order_of_authors_counts(run, catalogue):
    imported(run, catalogue(NEW | {"authors": "A, B; C, D"}))
    publication = imported(run, catalogue(NEW | {"authors": "C, D; A, B"}))
    assert [str(authorship) for authorship in publication.authorship_set.all()] == ["D C", "B A"]
    assert Author.objects.count() == 2


def test_names_are_found_whatever_their_case_and_new_ones_are_announced(run, catalogue):
    known = Topic.objects.create(name="Risk assessment", slug="risk-assessment")
    told = run(
        catalogue(NEW | {"topics": "risk Assessment; Reentry; risk-assessment", "audiences": "Courts"}), dry_run=True
    )
    assert "new topic: Reentry" in told.out
    assert "new audience: Courts" in told.out
    assert "isk" not in told.out
    assert not Topic.objects.exclude(pk=known.pk).exists()

    publication = imported(run, catalogue(NEW | {"topics": "risk Assessment; Reentry; risk-assessment"}))
    assert {topic.name for topic in publication.topics.all()} == {"Risk assessment", "Reentry"}


def test_one_new_name_in_many_rows_becomes_one_record(run, catalogue):
    rows = [
        NEW | {"slug": f"brief-{n}", "topics": "Reentry", "audiences": "Courts", "authors": "A, B"} for n in range(3)
    ]
    told = run(catalogue(*rows))
    assert told.out.count("new topic") == 1
    assert (Topic.objects.count(), Audience.objects.count(), Author.objects.count()) == (1, 1, 1)


def test_name_with_a_semicolon_stands_in_quotation_marks(run, catalogue):
    publication = imported(run, catalogue(NEW | {"topics": 'Courts; "Judges; and others"'}))
    assert {topic.name for topic in publication.topics.all()} == {"Courts", "Judges; and others"}


def test_missing_column_leaves_the_field_alone_and_empty_cell_empties_it(run, catalogue):
    full = NEW | {"subtitle": "S", "year": "2007", "topics": "Reentry", "authors": "A, B", "summary": "Text"}
    imported(run, catalogue(full))
    publication = imported(run, catalogue(NEW))
    assert (publication.subtitle, publication.year, publication.topics.count()) == ("S", 2007, 1)

    publication = imported(run, catalogue(dict.fromkeys(full, "") | NEW))
    assert (publication.subtitle, publication.year, publication.summary) == ("", None, "")
    assert publication.topics.count() == publication.authors.count() == 0


def test_empty_cell_leaves_what_always_has_a_value(run, catalogue):
    kept = {"language": "es", "state": "published", "facts_verified": "yes", "featured": "yes"}
    imported(run, catalogue(NEW | kept))
    publication = imported(run, catalogue(NEW | dict.fromkeys(kept, "")))
    assert publication.language == "es"
    assert publication.state == "published"
    assert publication.facts_verified
    assert publication.is_featured


WRONG = [
    ({"slug": ""}, "slug", "blank"),
    ({"slug": "no spaces"}, "slug", "valid"),
    ({"title": ""}, "title", "blank"),
    ({"title": "T" * 301}, "title", "300"),
    ({"type": ""}, "type", "bibliography, brief, curriculum"),
    ({"type": "novel"}, "type", "bibliography, brief, curriculum"),
    ({"year": "next"}, "year", "1400 to 2200"),
    ({"year": "999999999999"}, "year", "1400 to 2200"),
    ({"year": "2007", "month": "13"}, "month", "1 to 12"),
    ({"month": "3"}, "month", "needs a year"),
    ({"year": "2007", "day": "3"}, "day", "needs a month"),
    ({"year": "2007", "month": "2", "day": "30"}, "day", "No calendar"),
    ({"date": "March 2007"}, "date", "2007-03"),
    ({"date": "0007"}, "date", "1400"),
    ({"language": "xx"}, "language", "not a valid choice"),
    ({"state": "withdrawn"}, "state", "draft and published"),
    ({"facts_verified": "perhaps"}, "facts_verified", "neither yes nor no"),
    ({"featured": "perhaps"}, "featured", "neither yes nor no"),
    ({"topics": 'A; "B'}, "topics", "double quotes"),
    ({"topics": "…"}, "topics", "address"),
    ({"topics": "T" * 101}, "topics", "100"),
    ({"authors": "A, B, C"}, "authors", "two commas"),
    ({"note": "Better scan"}, "note", "name the file"),
]


@pytest.mark.parametrize(("wrong", "column", "reason"), WRONG)
def test_wrong_cell_is_named_with_line_column_and_reason(run, catalogue, wrong, column, reason):
    told = run(catalogue(NEW | {"slug": "fine"}, NEW | wrong))
    assert told.error == "One thing is wrong; nothing was imported."
    (problem,) = told.problems
    assert problem.startswith(f"line 3, column “{column}”: ")
    assert reason in problem
    assert not Publication.objects.exists()


def test_all_that_is_wrong_is_told_at_once(run, catalogue):
    told = run(catalogue(NEW | {"year": "x", "featured": "x"}, NEW | {"slug": "b", "type": "x"}))
    assert [problem.partition(":")[0] for problem in told.problems] == [
        "line 2, column “year”",
        "line 2, column “featured”",
        "line 3, column “type”",
    ]


def test_slug_that_is_there_twice_is_refused(run, catalogue):
    told = run(catalogue(NEW, NEW))
    assert told.problems == ["line 3, column “slug”: Line 2 is about this publication too."]


def test_old_address_of_another_publication_is_refused(run, catalogue, publish):
    publication = publish(slug="before")
    publication.slug = "after"
    publication.save()
    told = run(catalogue(NEW | {"slug": "before"}))
    assert "old address of another publication" in told.problems[0]


@pytest.mark.parametrize(("before", "after", "allowed"), [
    ("draft", "published", True),
    ("scheduled", "published", True),
    ("withdrawn", "published", True),
    ("published", "draft", False),
    ("withdrawn", "draft", False),
])  # fmt: skip
def test_states_change_by_the_allowed_moves_only(run, catalogue, publish, before, after, allowed):
    publish("A brief", state=before)
    told = run(catalogue({"slug": "a-brief", "state": after}))
    assert (told.error is None) is allowed
    assert Publication.objects.get().state == (after if allowed else before)
    if not allowed:
        assert told.problems[0].startswith("line 2, column “state”: ")


def test_present_state_may_be_repeated_whatever_it_is(run, catalogue, publish):
    publish("A brief", state="scheduled")
    assert "unchanged" in run(catalogue({"slug": "a-brief", "state": "scheduled"})).out
