"""Who changed what, with the lines of a record's form."""

import pytest

from training.models import Attendance, Discipline, Jurisdiction

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(staff_client, page_of):
    """history(record) → the text of its history page, spaces made single."""
    return lambda record: " ".join(staff_client.get(page_of(record, "history")).text.split())


def people(attendance, number, **more):
    """The fields of an engagement's form that give its only line another number."""
    return {
        "attendances-TOTAL_FORMS": 1,
        "attendances-0-id": attendance.pk,
        "attendances-0-people": number,
        **{f"attendances-0-{name}": value for name, value in more.items()},
    }


def test_one_save_makes_one_entry_that_tells_fields_jurisdictions_and_people(
    staff_client, save, page_of, engage, oregon, history
):
    engagement = engage("Skills", begins="2004-03", trained={"judges": (12, 5)})
    entries = engagement.history.count()
    line = Attendance.objects.get()
    save(
        staff_client,
        page_of(engagement),
        title="Other skills",
        begins="2005",
        jurisdictions=[oregon.pk],
        **people(line, "14"),
    )
    assert engagement.history.count() == entries + 1
    page = history(engagement)
    assert "librarian" in page
    assert "People: Judges 12 (5 new to us) → Judges 14 (5 new to us)." in page
    for words in ("<del>Skills</del>", "<ins>Other skills</ins>", "<ins>Oregon</ins>", "<ins>to the year</ins>"):
        assert words in page


def test_saving_without_a_change_leaves_no_entry(staff_client, save, page_of, engage, oregon):
    engagement = engage(trained={"judges": 12}, jurisdictions=[oregon], begins="2004-03-01", ends="2004-03-02")
    entries = engagement.history.count()
    save(staff_client, page_of(engagement))
    assert engagement.history.count() == entries


def test_line_taken_out_is_told(staff_client, save, page_of, engage, history):
    engagement = engage(trained={"judges": 12})
    save(staff_client, page_of(engagement), **people(Attendance.objects.get(), "12", DELETE="on"))
    assert not Attendance.objects.exists()
    assert "People: Judges 12 → none." in history(engagement)


def test_very_many_lines_fit_into_the_reason(staff_client, save, page_of, engage, history):
    many = Discipline.objects.exclude(slug="judges").values_list("slug", flat=True)
    engagement = engage(trained=dict.fromkeys(["judges", *many], (1000, 999)))
    line = Attendance.objects.get(discipline__slug="judges")
    others = Attendance.objects.exclude(pk=line.pk)
    fields = {"attendances-TOTAL_FORMS": 10, **{k: v for k, v in people(line, "1001").items() if "TOTAL" not in k}}
    fields |= {f"attendances-{n}-people": "1001" for n in range(1, 10)}
    assert others.count() == 9
    save(staff_client, page_of(engagement), **fields)
    reason = engagement.history.first().history_change_reason
    assert reason.count("1,001 (999 new to us)") == 10


def test_former_names_are_part_of_a_jurisdictions_history(staff_client, save, page_of, history):
    county = Jurisdiction.objects.get(slug="cook-county-illinois")
    fields = {"other_names-TOTAL_FORMS": 1, "other_names-0-name": "The Old County", "other_names-0-note": "until 1831"}
    save(staff_client, page_of(county), **fields)
    assert "Other names: none → The Old County (until 1831)." in history(county)


def test_actions_are_part_of_the_history(staff_client, engage, page_of, history):
    engagement = engage(is_public=False)
    staff_client.post(page_of(engagement, "changelist"), {"action": "make_public", "_selected_action": [engagement.pk]})
    page = history(engagement)
    assert "<dt>Public</dt> <dd><del>no</del>" in page
    assert "librarian" in page


def test_markup_in_values_is_shown_as_text(staff_client, save, page_of, engage, history):
    engagement = engage()
    save(staff_client, page_of(engagement), title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in history(engagement)
