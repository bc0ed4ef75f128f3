"""Rights, model by model: what staff without one may not do, even by requests that no page offers."""

import datetime

import pytest

from training.models import (
    Award,
    Discipline,
    Engagement,
    GrantProgram,
    Jurisdiction,
    Lesson,
    Partnership,
    StatedFigure,
)

pytestmark = pytest.mark.django_db
MODELS = [Award, Discipline, Engagement, GrantProgram, Jurisdiction, Lesson, Partnership, StatedFigure]
RIGHTS = ["view", "add", "change", "delete"]


def a_new(model):
    """A saved record of the model."""
    fields = {
        Award: {"number": "1", "title": "A title", "funder": "An office"},
        Discipline: {"slug": "new", "name": "New"},
        Engagement: {"number": "TA-1", "title": "A title", "kind": "training"},
        GrantProgram: {"slug": "new", "name": "New", "funder": "An office"},
        Jurisdiction: {"slug": "new", "name": "New", "kind": "tribe"},
        Lesson: {"slug": "new", "title": "A title", "summary": "S", "written_on": datetime.date(2005, 1, 1)},
        Partnership: {"slug": "new", "title": "A title"},
        StatedFigure: {"slug": "new", "label": "people", "number": 1, "first_year": 1996, "last_year": 2019},
    }[model]
    record = model(**fields)
    if hasattr(record, "set_period"):
        record.set_period("2004")
    record.save()
    return record


@pytest.fixture(params=MODELS, ids=lambda model: model._meta.model_name)
def record(request, db):
    return a_new(request.param)


def statuses(browser, record, page_of):
    """{page: status} of every page on the record, and of posting to each that writes."""
    pages = ["changelist", "add", "change", "delete", "history"]
    answers = {page: browser.get(page_of(record, page)).status_code for page in pages}
    writes = {f"post {page}": browser.post(page_of(record, page), {}).status_code for page in ("add", "change")}
    return answers | writes


def test_visitors_are_sent_to_log_in(client, record, page_of):
    assert set(statuses(client, record, page_of).values()) == {302}


def test_staff_without_a_right_on_the_records_get_none_of_their_pages(staff, record, page_of):
    name = record._meta.model_name
    others = [f"{right}_{m._meta.model_name}" for m in MODELS for right in RIGHTS if m._meta.model_name != name]
    assert set(statuses(staff(*others), record, page_of).values()) == {403}


@pytest.mark.parametrize("right", RIGHTS)
def test_each_right_opens_its_own_pages(staff, record, page_of, right):
    name = record._meta.model_name
    browser = staff(*{f"view_{name}", f"{right}_{name}"})
    may = {right, "view"}
    expected = {
        "changelist": 200,
        "change": 200,
        "history": 200,
        "add": 200 if "add" in may else 403,
        "delete": 200 if "delete" in may else 403,
        "post add": 200 if "add" in may else 403,  # 200: the form again, with what is missing
        "post change": 200 if "change" in may else 403,
    }
    assert statuses(browser, record, page_of) == expected
    assert type(record).objects.filter(pk=record.pk).exists()


def test_viewers_read_everything_and_are_offered_nothing(staff, record, page_of):
    if hasattr(record, "internal_notes"):
        record.internal_notes = "Between us"
        record.save()
    browser = staff(f"view_{record._meta.model_name}")
    page = browser.get(page_of(record))
    assert "_save" not in page.text
    assert ("Between us" in page.text) == hasattr(record, "internal_notes")
    actions = browser.get(page_of(record, "changelist"))
    assert "delete_selected" not in actions.text
    assert "make_public" not in actions.text


def test_lines_are_changed_with_their_record_and_by_nobody_else(staff, save, engage, page_of):
    engagement = engage(trained={"judges": 12})
    line = engagement.attendances.get()
    fields = {"attendances-TOTAL_FORMS": 1, "attendances-INITIAL_FORMS": 1, "attendances-0-id": line.pk}
    fields |= {"attendances-0-engagement": engagement.pk, "attendances-0-discipline": line.discipline_id}
    forged = {**fields, "attendances-0-people": "99"}
    assert staff("view_engagement").post(page_of(engagement), forged).status_code == 403
    save(staff("view_engagement", "change_engagement"), page_of(engagement), **forged)
    line.refresh_from_db()
    assert line.people == 99


@pytest.mark.parametrize("action", ["make_public", "keep_to_staff", "delete_selected"])
def test_forged_actions_do_nothing_without_the_right(staff, engage, page_of, action):
    kept, public = engage(is_public=False), engage()
    data = {"action": action, "_selected_action": [kept.pk, public.pk], "post": "yes"}
    staff("view_engagement", "add_engagement").post(page_of(kept, "changelist"), data)
    assert set(Engagement.objects.values_list("pk", "is_public")) == {(kept.pk, False), (public.pk, True)}


def test_choosers_answer_only_those_who_may_see_the_records(staff):
    query = {"app_label": "training", "model_name": "engagement", "field_name": "jurisdictions", "term": "oregon"}
    assert staff("view_engagement", "change_engagement").get("/admin/autocomplete/", query).status_code == 403
    assert staff("view_jurisdiction").get("/admin/autocomplete/", query).status_code == 200
