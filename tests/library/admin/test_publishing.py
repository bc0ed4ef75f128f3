"""Moving documents between states, one by one and many at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import Publication

pytestmark = pytest.mark.django_db
LIST = "/admin/library/publication/"


@pytest.fixture
def act(staff_client):
    """act(action, *publications, **more) → the answer to this action on these rows of the list."""

    def send(action, *publications, **more):
        rows = [publication.pk for publication in publications]
        return staff_client.post(LIST, {"action": action, "_selected_action": rows, **more}, follow=True)

    return send


def states(*publications):
    return [Publication.objects.get(pk=publication.pk).state for publication in publications]


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("draft", ["draft", "scheduled", "published"]),
        ("scheduled", ["draft", "scheduled", "published"]),
        ("published", ["published", "withdrawn"]),
        ("withdrawn", ["published", "withdrawn"]),
    ],
)
def test_form_offers_only_the_moves_that_are_allowed(staff_client, form_of, publish, state, offered):
    form = staff_client.get(form_of(publish(state=state))).context["adminform"].form
    assert [value for value, label in form.fields["state"].choices] == offered


def test_forbidden_move_sent_past_the_form_is_refused(staff_client, save, form_of, publish):
    public = publish()
    answer = save(staff_client, form_of(public), state="draft")
    assert "state" in answer.context["adminform"].form.errors
    assert states(public) == ["published"]


def test_document_is_scheduled_for_a_day_and_hour(staff_client, save, form_of, publish):
    draft = publish("Coming", state="draft")
    moment = timezone.localtime(timezone.now() + timedelta(days=2)).replace(hour=9, minute=30, second=0, microsecond=0)
    save(staff_client, form_of(draft), state="scheduled", public_from_0=f"{moment:%Y-%m-%d}", public_from_1="09:30:00")
    draft.refresh_from_db()
    assert (draft.state, draft.public_from) == ("scheduled", moment)
    assert "Scheduled" in staff_client.get(LIST).text
    assert "9:30 AM" in staff_client.get(LIST).text


def test_scheduling_without_a_moment_to_come_is_told_at_the_field(staff_client, save, form_of, publish):
    draft = publish("Coming", state="draft")
    answer = save(staff_client, form_of(draft), state="scheduled", public_from_0="2001-01-01", public_from_1="09:00")
    assert "a moment still to come" in answer.context["adminform"].form.errors["public_from"][0]


def test_withdrawing_on_the_form_asks_for_the_reason(staff_client, save, form_of, publish):
    public = publish()
    answer = save(staff_client, form_of(public), state="withdrawn")
    assert "Say why" in answer.context["adminform"].form.errors["withdrawn_reason"][0]
    save(staff_client, form_of(public), state="withdrawn", withdrawn_reason="Its figures were wrong.")
    assert states(public) == ["withdrawn"]


def test_many_are_published_at_once_and_history_says_by_whom(act, publish):
    draft, scheduled, withdrawn = (publish(state, state=state) for state in ("draft", "scheduled", "withdrawn"))
    page = act("publish_now", draft, scheduled, withdrawn)
    assert states(draft, scheduled, withdrawn) == ["published"] * 3
    assert "3 documents published." in page.text
    assert all(p.public_from <= timezone.now() for p in Publication.objects.all())
    assert draft.history.first().history_user.username == "librarian"
    assert draft.history.first().state == "published"


def test_publishing_names_what_it_refuses_and_why(act, publish):
    draft, public = publish("A draft", state="draft"), publish("In public")
    page = act("publish_now", draft, public)
    assert states(draft) == ["published"]
    assert "1 document published." in page.text
    assert "“In public” was not published. It is published already." in page.text


def test_withdrawing_many_asks_first_and_lists_them(act, publish):
    first, draft = publish("First"), publish("Not yet public", state="draft")
    page = act("withdraw", first, draft)
    assert states(first) == ["published"]
    assert [p.title for p in page.context["can"]] == ["First"]
    assert "Its state is “Draft”; only what is published can be withdrawn." in page.text
    page = act("withdraw", first, withdraw="Withdraw", withdrawn_reason=" ", replaced_by="")
    assert "withdrawn_reason" in page.context["form"].errors
    assert states(first) == ["published"]


def test_withdrawing_many_gives_all_the_reason_and_the_successor(act, publish):
    first, second, successor = publish("First"), publish("Second"), publish("Third")
    page = act(
        "withdraw",
        first,
        second,
        withdraw="Withdraw",
        withdrawn_reason="Its figures were wrong.",
        replaced_by=successor.pk,
    )
    assert "2 documents withdrawn." in page.text
    for publication in (first, second):
        publication.refresh_from_db()
        assert (publication.state, publication.withdrawn_reason) == ("withdrawn", "Its figures were wrong.")
        assert publication.replaced_by == successor
        assert publication.history.first().history_user.username == "librarian"


@pytest.mark.parametrize("unfit", ["draft", "itself"])
def test_successor_has_to_be_public_and_another_document(act, publish, unfit):
    public, draft = publish("First"), publish("A draft", state="draft")
    successor = {"draft": draft, "itself": public}[unfit]
    page = act("withdraw", public, withdraw="Withdraw", withdrawn_reason="Wrong.", replaced_by=successor.pk)
    assert "replaced_by" in page.context["form"].errors
    assert states(public) == ["published"]


def test_documents_are_put_on_the_home_page_and_taken_off(act, publish):
    first, second = publish("First"), publish("Second", is_featured=True)
    act("feature", first, second)
    assert Publication.objects.filter(is_featured=True).count() == 2
    assert first.history.first().is_featured
    act("unfeature", first)
    assert Publication.objects.get(is_featured=True) == second


def test_more_than_can_be_moved_in_one_go_changes_nothing(act, publish, monkeypatch):
    from library.admin import publishing

    monkeypatch.setattr(publishing, "MOST_AT_ONCE", 2)
    drafts = [publish(f"Draft {i}", state="draft") for i in range(3)]
    assert "Choose at most 2 documents" in act("publish_now", *drafts).text
    assert states(*drafts) == ["draft"] * 3


def test_failure_in_the_middle_leaves_everything_as_it_was(act, publish, monkeypatch):
    first, second = publish("First", state="draft"), publish("Second", state="draft")
    move_to, moved = Publication.move_to, []

    def fail_second(publication, *args, **kwargs):
        moved.append(publication)
        if len(moved) == 2:
            raise RuntimeError
        return move_to(publication, *args, **kwargs)

    monkeypatch.setattr(Publication, "move_to", fail_second)
    with pytest.raises(RuntimeError):
        act("publish_now", first, second)
    assert states(first, second) == ["draft", "draft"]
