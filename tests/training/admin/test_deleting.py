"""What may be deleted, and what is told of records that others name."""

import pytest

from training.models import Attendance, Award, Discipline, Engagement, GrantProgram, Jurisdiction, Partnership

pytestmark = pytest.mark.django_db


def delete(browser, page_of, record):
    return browser.post(page_of(record, "delete"), {"post": "yes"})


@pytest.fixture
def award():
    award = Award(number="1998-WP-1", title="Resource center", funder="An office")
    award.set_period("1998", "2003")
    award.save()
    return award


def test_engagement_is_deleted_with_its_lines(staff_client, engage, page_of):
    engagement = engage(trained={"judges": 12})
    assert "Are you sure" in staff_client.get(page_of(engagement, "delete")).text
    assert delete(staff_client, page_of, engagement).status_code == 302
    assert not Engagement.objects.exists()
    assert not Attendance.objects.exists()
    assert Discipline.objects.filter(slug="judges").exists()


@pytest.mark.parametrize("named", ["jurisdictions", "places"])
def test_jurisdiction_named_by_an_engagement_stays(staff_client, engage, place, page_of, named):
    county = place("Lane County")
    engagement = engage("Skills", **{named: [county]})
    for answer in (staff_client.get(page_of(county, "delete")), delete(staff_client, page_of, county)):
        assert answer.status_code == 403
        assert "This jurisdiction can’t be deleted" in answer.text
        assert f'<a href="{page_of(engagement)}">Skills</a>' in answer.text
    assert Jurisdiction.objects.filter(pk=county.pk).exists()
    assert getattr(engagement, named).get() == county


def test_state_with_parts_stays_and_long_lists_are_cut(staff_client, oregon, page_of):
    answer = delete(staff_client, page_of, oregon)
    assert answer.status_code == 403
    parts = next(r for r in answer.context["references"] if r.field == "parent")
    assert (len(parts.records), parts.count) == (20, oregon.parts.count())
    assert f"and {parts.more} more" in answer.text


def test_jurisdiction_that_nothing_names_is_deleted_with_its_names(staff_client, place, page_of):
    county = place("Nowhere County")
    county.other_names.create(name="Elsewhere")
    assert delete(staff_client, page_of, county).status_code == 302
    assert not Jurisdiction.objects.filter(pk=county.pk).exists()


def test_award_discipline_and_partnership_that_an_engagement_names_stay(staff_client, engage, partner, award, page_of):
    partnership = partner()
    engage("Skills", award=award, partnership=partnership, trained={"judges": 12})
    for record in (award, Discipline.objects.get(slug="judges"), partnership):
        answer = delete(staff_client, page_of, record)
        assert answer.status_code == 403
        assert "Skills" in answer.text
    assert Engagement.objects.get().partnership == partnership


def test_partnership_named_by_a_lesson_stays(staff_client, partner, learn, page_of):
    partnership = partner()
    lesson = learn(partnerships=[partnership])
    assert delete(staff_client, page_of, partnership).status_code == 403
    assert delete(staff_client, page_of, lesson).status_code == 302
    assert delete(staff_client, page_of, partnership).status_code == 302


def test_grant_program_is_deleted_with_its_grantees_which_are_told_before(staff_client, page_of):
    program = GrantProgram(name="A program", slug="a-program", funder="An office")
    program.set_period("2005")
    program.save()
    grantee = program.grantees.model(program=program, name="Lane County")
    grantee.set_period("2006")
    grantee.save()
    assert "Lane County" in staff_client.get(page_of(program, "delete")).text
    assert delete(staff_client, page_of, program).status_code == 302
    assert not GrantProgram.objects.exists()


def test_deleting_together_refuses_all_when_one_is_named_and_says_which(staff_client, engage, partner, page_of, told):
    named, free = partner("Named"), partner("Free")
    engage(partnership=named)
    chosen = {"action": "delete_selected", "_selected_action": [named.pk, free.pk], "post": "yes"}
    answer = staff_client.post(page_of(Partnership, "changelist"), chosen)
    assert "“Named” is named in other records" in told(answer)
    assert Partnership.objects.count() == 2
    staff_client.post(page_of(Partnership, "changelist"), {**chosen, "_selected_action": [free.pk]})
    assert [partnership.title for partnership in Partnership.objects.all()] == ["Named"]
