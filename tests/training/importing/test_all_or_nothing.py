"""An import writes all rows or none, in any order the same, and a second one finds nothing to do."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from library.models import Topic
from training.models import Attendance, Engagement

ROWS = [
    {
        "number": f"TA-{n}",
        "title": f"Skills {n}",
        "kind": "training",
        "begins": "2004",
        "ends": "",
        "jurisdictions": place,
        "topics": "Law",
        "people_judges": str(n),
        "new_judges": "0",
        "public": "yes",
    }
    for n, place in enumerate(["Oregon", "Ohio", "Guam"], 1)
]


def state():
    """Everything that there is of engagements, by number."""
    return {
        engagement.number: (
            engagement.title,
            engagement.when,
            engagement.is_public,
            [str(place) for place in engagement.jurisdictions.all()],
            [str(topic) for topic in engagement.topics.all()],
            list(engagement.attendances.values_list("discipline__slug", "people", "new_people")),
        )
        for engagement in Engagement.objects.all()
    }


def nothing_there():
    return not any(model.objects.exists() for model in (Engagement, Attendance, Topic))


def test_trial_run_tells_and_writes_nothing(run, catalogue):
    told = run(catalogue(*ROWS), dry_run=True)
    assert told.out.splitlines() == [
        "line 2: TA-1: new; new topic: Law",
        "line 3: TA-2: new",
        "line 4: TA-3: new",
        "3 new. Nothing was written.",
    ]
    assert nothing_there()


def test_one_bad_row_at_the_end_keeps_all_others_out(run, catalogue):
    told = run(catalogue(*ROWS, ROWS[0] | {"number": "TA-4", "kind": "party"}))
    assert told.error
    assert told.out.endswith("3 new, 1 in error. Nothing was written.\n")
    assert nothing_there()


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt(), SystemExit(143)])
def test_failure_while_rows_are_written_leaves_nothing(run, catalogue, monkeypatch, failure):
    bulk_create, calls = type(Attendance.objects).bulk_create, []

    def fails_at_the_third(manager, *arguments, **options):
        if manager.model is Attendance:
            calls.append(manager)
        if len(calls) == 3:
            raise failure
        return bulk_create(manager, *arguments, **options)

    monkeypatch.setattr(type(Attendance.objects), "bulk_create", fails_at_the_third)
    if isinstance(failure, Exception):
        assert run(catalogue(*ROWS)).problems[0].startswith("line 4: This line was right when it was checked")
    else:
        with pytest.raises(type(failure)):
            run(catalogue(*ROWS))
    assert len(calls) == 3
    assert nothing_there()


def test_second_import_changes_nothing(run, catalogue):
    run(catalogue(*ROWS))
    entries, modified = Engagement.history.count(), list(Engagement.objects.values_list("modified_at"))
    lines = list(Attendance.objects.values_list("pk"))
    told = run(catalogue(*ROWS))
    assert told.out.endswith("\n3 unchanged.\n")
    assert Engagement.history.count() == entries
    assert list(Engagement.objects.values_list("modified_at")) == modified
    assert list(Attendance.objects.values_list("pk")) == lines


def test_order_of_rows_columns_and_names_makes_no_difference(run, catalogue):
    run(catalogue(*ROWS))
    first = state()
    Engagement.objects.all().delete()
    Topic.objects.all().delete()
    run(catalogue(*[dict(reversed(row.items())) for row in reversed(ROWS)]))
    assert state() == first
    told = run(catalogue(ROWS[0] | {"jurisdictions": "oregon; Oregon"}))
    assert told.out.endswith("\n1 unchanged.\n")


def test_one_entry_in_the_history_tells_all_that_changed(run, catalogue):
    run(catalogue(*ROWS))
    engagement = Engagement.objects.get(number="TA-1")
    (created,) = engagement.history.all()
    assert created.get_history_type_display() == "Created"
    assert created.history_change_reason == (
        "Imported from catalogue.csv. People_judges: none → 1. New_judges: none → 0."
    )
    assert [str(link.jurisdiction) for link in created.jurisdictions.all()] == ["Oregon"]

    told = run(catalogue(ROWS[0] | {"jurisdictions": "Ohio", "people_judges": "7"}))
    assert "line 2: TA-1: updated (jurisdictions, people_judges)" in told.out
    changed, _ = engagement.history.all()
    assert changed.history_change_reason == "Imported from catalogue.csv. People_judges: 1 → 7."
    assert [str(link.jurisdiction) for link in changed.jurisdictions.all()] == ["Ohio"]


def test_internal_notes_are_left_as_they_are(run, catalogue, engage):
    engagement = engage(number="TA-1", internal_notes="Between us")
    run(catalogue({"number": "TA-1", "title": "Other skills"}))
    engagement.refresh_from_db()
    assert (engagement.title, engagement.internal_notes) == ("Other skills", "Between us")
    assert engagement.history.first().internal_notes == "Between us"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_with_or_without_mark_and_with_any_line_ends(run, catalogue, encoding, ends):
    text = "number,title,kind,begins,ends\nA 1,Résumé,training,2004,\n"
    told = run(catalogue(text.replace("\n", ends).encode(encoding)))
    assert told.error is None, told.problems
    assert Engagement.objects.get(number="A 1").title == "Résumé"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("number,title\nA,Résumé\n".encode("cp1252"), "line 2: This is not UTF-8 text. Save the file as “CSV UTF-8"),
        ("number\nA\n".encode("utf-16"), "The file is in UTF-16"),
        (b"", "The file is empty"),
        (b"number,title\n", "There are no engagements in this file"),
        (b"number;title\nA;B\n", "separated by commas"),
        (b"number,title\nA,B,C\n", "line 2: There are 3 cells, but 2 columns."),
        (b"number,title\nA,\x1b[31mB\n", "line 2, column “title”: There is a control character"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_the_reason(run, catalogue, content, reason):
    told = run(catalogue(content))
    assert reason in " ".join(told.problems)
    assert nothing_there()


def test_file_that_is_not_there_is_an_error_in_words(run, tmp_path):
    assert "can't be read: No such file" in run(tmp_path / "nothing.csv").error


def test_cell_of_a_formula_is_read_without_its_guard(run, catalogue):
    table = io.StringIO()
    csv.writer(table).writerows([list(ROWS[0]), ["'=1+1", "'+1 skills", *list(ROWS[0].values())[2:]]])
    run(catalogue(table.getvalue().encode()))
    assert Engagement.objects.get(number="=1+1").title == "+1 skills"


def test_unchanged_rows_are_compared_with_as_few_questions_for_many_as_for_few(run, catalogue):
    many = [ROWS[n % 3] | {"number": f"TA-{n}"} for n in range(60)]
    run(catalogue(*many))
    counts = []
    for rows in (many[:5], many):
        path = catalogue(*rows)
        with CaptureQueriesContext(connection) as queries:
            assert run(path).out.endswith(f"\n{len(rows)} unchanged.\n")
        counts.append(len(queries))
    assert counts[0] == counts[1]
