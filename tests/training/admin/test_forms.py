"""The forms: times as they are known, lines of people, and what is said of wrong ones."""

import datetime

import pytest

from training.models import Award, Discipline, Engagement, Grantee, Jurisdiction, Partnership

pytestmark = pytest.mark.django_db
ADD = "/admin/training/engagement/add/"
NEW = {"number": "TA-1", "title": "Skills", "kind": "training", "begins": "2004-03"}


@pytest.mark.parametrize(
    ("begins", "ends", "first", "last", "precision"),
    [
        ("2004", "", "2004-01-01", "2004-12-31", "year"),
        ("2004-03", "", "2004-03-01", "2004-03-31", "month"),
        ("2004-03-15", "2004-03-17", "2004-03-15", "2004-03-17", "day"),
        ("2004-03-15", "2005", "2004-01-01", "2005-12-31", "year"),
        (" 2018-05 ", "Open", "2018-05-01", None, "month"),
    ],
)
def test_times_are_written_as_they_are_known(staff_client, save, begins, ends, first, last, precision):
    assert save(staff_client, ADD, **NEW | {"begins": begins, "ends": ends}).status_code == 302
    engagement = Engagement.objects.get()
    assert engagement.starts_on == datetime.date.fromisoformat(first)
    assert engagement.ends_on == (last and datetime.date.fromisoformat(last))
    assert engagement.precision == precision


@pytest.mark.parametrize(
    ("begins", "ends", "field", "reason"),
    [
        ("", "", "begins", "required"),
        ("March 2004", "", "begins", "Write 2004, 2004-03 or 2004-03-15, not “March 2004”."),
        ("2004-02-30", "", "begins", "Write 2004"),
        ("0004", "", "begins", "1900 to 2200"),
        ("2004-03", "2003", "ends", "can’t end before it begins"),
        ("2004-03", "<b>soon</b>", "ends", "not “&lt;b&gt;soon&lt;/b&gt;”"),
    ],
)
def test_wrong_time_is_told_beside_its_field_and_nothing_typed_is_lost(staff_client, save, begins, ends, field, reason):
    page = save(staff_client, ADD, **NEW | {"begins": begins, "ends": ends, "summary": "A long text"})
    assert page.status_code == 200
    assert list(page.context["adminform"].form.errors) == [field]
    text = page.text.replace("&#x27;", "'")
    row = text[text.index("field-begins") :]
    assert reason in row[: row.index("field-summary")]
    assert "A long text</textarea>" in text
    if begins.strip():
        assert f'name="begins" value="{begins}"' in text
    assert not Engagement.objects.exists()


@pytest.mark.parametrize(
    ("begins", "ends", "shown"),
    [("2004-03", "", ""), ("2004-03-01", "2004-03-05", "2004-03-05"), ("2018", "open", "open")],
)
def test_form_shows_times_as_they_were_written(staff_client, save, engage, page_of, begins, ends, shown):
    engagement = engage(begins=begins, ends=ends)
    before = (engagement.starts_on, engagement.ends_on, engagement.precision)
    form = staff_client.get(page_of(engagement)).context["adminform"].form
    assert (form["begins"].value(), form["ends"].value()) == (begins, shown)
    save(staff_client, page_of(engagement), title="Another title")
    engagement = Engagement.objects.get()
    assert engagement.title == "Another title"
    assert (engagement.starts_on, engagement.ends_on, engagement.precision) == before


def lines(*attendances, initial=0, prefix="attendances"):
    """The fields of the lines of a form: [{"discipline": …, "people": …}, …]."""
    management = {f"{prefix}-TOTAL_FORMS": len(attendances), f"{prefix}-INITIAL_FORMS": initial}
    return management | {
        f"{prefix}-{number}-{name}": value for number, line in enumerate(attendances) for name, value in line.items()
    }


def test_people_are_kept_by_discipline(staff_client, save):
    judges, courts = Discipline.objects.get(slug="judges"), Discipline.objects.get(slug="courts")
    two = lines(
        {"discipline": judges.pk, "people": "12", "new_people": "5"},
        {"discipline": courts.pk, "people": "", "new_people": ""},
    )
    assert save(staff_client, ADD, **NEW, **two).status_code == 302
    attendances = Engagement.objects.get().attendances
    assert sorted(attendances.values_list("discipline__slug", "people", "new_people")) == [
        ("courts", None, None),
        ("judges", 12, 5),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"people": "3", "new_people": "5"}, "can’t be more than the people trained"),
        ({"people": "", "new_people": "5"}, "can’t be more than the people trained"),
        ({"people": "-1"}, "greater than or equal to 0"),
        ({"people": "9999999"}, "from 0 to 1,000,000"),
        ({"people": "many"}, "whole number"),
    ],
)
def test_wrong_numbers_of_people_are_refused_in_words(staff_client, save, line, reason):
    judges = Discipline.objects.get(slug="judges").pk
    page = save(staff_client, ADD, **NEW, **lines({"discipline": judges, **line}))
    assert page.status_code == 200
    assert reason in page.text
    assert not Engagement.objects.exists()


def test_discipline_has_one_line_only(staff_client, save):
    judges = Discipline.objects.get(slug="judges").pk
    page = save(staff_client, ADD, **NEW, **lines({"discipline": judges}, {"discipline": judges}))
    assert "duplicate" in page.text
    assert not Engagement.objects.exists()


def test_number_is_there_once(staff_client, save, engage):
    engage(number="TA-1")
    page = save(staff_client, ADD, **NEW)
    assert "already exists" in page.context["adminform"].form.errors["number"][0]


def test_partnership_is_kept_with_its_phases_and_milestones(staff_client, save):
    phases = lines({"kind": "assessment", "begins": "2001", "ends": "2002"}, prefix="phases")
    milestones = lines({"title": "A new law", "begins": "2003-05", "change": "law"}, prefix="milestones")
    fields = {"title": "A county plans", "slug": "a-county-plans", "begins": "2001", "ends": "2004"}
    answer = save(staff_client, "/admin/training/partnership/add/", **fields, **phases, **milestones)
    assert answer.status_code == 302
    partnership = Partnership.objects.get()
    assert [str(phase) for phase in partnership.phases.all()] == ["Assessment, 2001 to 2002"]
    (milestone,) = partnership.milestones.all()
    assert (milestone.when, milestone.change) == ("May 2003", "law")


def test_wrong_time_of_a_milestone_is_told_beside_it(staff_client, save):
    milestones = lines({"title": "A new law", "begins": "May 2003"}, prefix="milestones")
    fields = {"title": "A county plans", "slug": "a-county-plans", "begins": "2001"}
    page = save(staff_client, "/admin/training/partnership/add/", **fields, **milestones)
    assert not Partnership.objects.exists()
    assert "Write 2004, 2004-03 or 2004-03-15, not “May 2003”." in page.text
    assert 'value="May 2003"' in page.text


SOONER, LATER = "The partnership ends sooner: 2004-06.", "The partnership begins later: 2001-06."


@pytest.mark.parametrize(
    ("part", "begins", "ends", "field", "reason"),
    [
        ("phases", "2000", "2002", "begins", LATER),
        ("phases", "2001-05", "2002-03", "begins", LATER),
        ("phases", "2002", "2005", "ends", SOONER),
        ("phases", "2002", "open", "ends", SOONER),
        ("milestones", "2001-05-31", "", "begins", LATER),
        ("phases", "2001", "2004", None, None),
        ("phases", "2001-06", "2004-06", None, None),
        ("milestones", "2001", "", None, None),
        ("milestones", "2007", "", None, None),
    ],
)
def test_parts_of_a_partnership_lie_in_its_time(staff_client, save, part, begins, ends, field, reason):
    what = {"phases": {"kind": "plan"}, "milestones": {"title": "A new law"}}[part]
    parts = lines({**what, "begins": begins, "ends": ends}, prefix=part)
    fields = {"title": "A county plans", "slug": "a-county-plans", "begins": "2001-06", "ends": "2004-06"}
    page = save(staff_client, "/admin/training/partnership/add/", **fields, **parts)
    assert Partnership.objects.exists() == (field is None)
    if field is None:
        assert page.status_code == 302
        return
    formset = next(inline.formset for inline in page.context["inline_admin_formsets"] if inline.formset.prefix == part)
    assert list(formset.forms[0].errors) == [field]
    assert reason in page.text
    assert f'name="{part}-0-begins" value="{begins}"' in page.text


def test_partnership_that_goes_on_holds_phases_that_go_on(staff_client, save):
    phases = lines({"kind": "plan", "begins": "2002", "ends": "open"}, prefix="phases")
    fields = {"title": "A county plans", "slug": "a-county-plans", "begins": "2001", "ends": "open"}
    assert save(staff_client, "/admin/training/partnership/add/", **fields, **phases).status_code == 302


def test_grant_program_is_kept_with_its_grantees(staff_client, save, oregon, publish):
    guide = publish("A guide")
    grantees = lines(
        {"name": "Oregon", "begins": "2006", "sites": [oregon.pk], "publications": [guide.pk]}, prefix="grantees"
    )
    fields = {"name": "A program", "slug": "a-program", "funder": "An office", "begins": "2005", "ends": "open"}
    assert save(staff_client, "/admin/training/grantprogram/add/", **fields, **grantees).status_code == 302
    grantee = Grantee.objects.get()
    assert (grantee.when, list(grantee.sites.all()), list(grantee.publications.all())) == ("2006", [oregon], [guide])


def test_award_has_a_number_of_its_own(staff_client, save):
    fields = {"number": "1998-WP-1", "title": "Resource center", "funder": "An office", "begins": "1998"}
    address = "/admin/training/award/add/"
    assert save(staff_client, address, **fields).status_code == 302
    assert "There is a record of this name already" in save(staff_client, address, **fields).text
    assert Award.objects.count() == 1


def test_jurisdiction_is_kept_with_former_names_and_a_tribe_with_its_states(staff_client, save):
    names = lines({"name": "The Old Band", "note": "until 2015"}, prefix="other_names")
    states = lines({"state": "OR"}, {"state": "WA"}, prefix="tribe_states")
    fields = {"kind": "tribe", "name": "A New Band", "slug": "a-new-band"}
    assert save(staff_client, "/admin/training/jurisdiction/add/", **fields, **names, **states).status_code == 302
    tribe = Jurisdiction.objects.get(slug="a-new-band")
    assert [name.name for name in tribe.other_names.all()] == ["The Old Band"]
    assert {lies_in.state_id for lies_in in tribe.tribe_states.all()} == {"OR", "WA"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "county"}, "Counties, cities and federal districts lie in a state"),
        ({"kind": "tribe", "usps": "ZZ"}, "nothing else has"),
        ({"kind": "state"}, "have a USPS code"),
        ({"kind": "state", "usps": "zz"}, "Two capital letters"),
    ],
)
def test_jurisdiction_that_can_not_be_is_refused_in_words(staff_client, save, fields, reason):
    address = "/admin/training/jurisdiction/add/"
    page = save(staff_client, address, name="Somewhere", slug="somewhere-new", **fields)
    assert reason in page.text.replace("&#x27;", "'")
    assert not Jurisdiction.objects.filter(slug="somewhere-new").exists()


def test_stated_figure_needs_its_number_or_dozens(staff_client, save):
    fields = {
        "slug": "people",
        "label": "people trained",
        "first_year": "1996",
        "last_year": "2019",
        "definition": "Practitioners.",
        "source": "The center's pages",
    }
    address = "/admin/training/statedfigure/add/"
    assert "only “dozens” was stated" in save(staff_client, address, **fields).text
    assert save(staff_client, address, **fields, number="67000").status_code == 302


@pytest.mark.parametrize("address", ["jurisdiction/oregon", "publication", "topic"])
def test_choosers_of_long_lists_answer_by_name(staff_client, publish, address):
    publish("Oregon guide", topics=["Oregon"])
    field = {"jurisdiction/oregon": "jurisdictions", "publication": "publications", "topic": "topics"}[address]
    query = {"app_label": "training", "model_name": "engagement", "field_name": field, "term": "oregon"}
    results = staff_client.get("/admin/autocomplete/", query).json()["results"]
    assert any("Oregon" in result["text"] for result in results)


def test_chooser_finds_a_county_by_its_state_and_a_tribe_by_its_former_name(staff_client):
    query = {"app_label": "training", "model_name": "engagement", "field_name": "jurisdictions"}
    county = staff_client.get("/admin/autocomplete/", {**query, "term": "Cook County, IL"}).json()["results"]
    assert [result["text"] for result in county] == ["Cook County, IL"]
    tribe = staff_client.get("/admin/autocomplete/", {**query, "term": "king cove village"}).json()["results"]
    assert [result["text"] for result in tribe] == ["Agdaagux Tribe of King Cove"]
