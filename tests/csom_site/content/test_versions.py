"""Two people at once, and the way back to an earlier version: nothing is overwritten unseen."""

import pytest

from library.models import Topic
from tests.library.admin.conftest import fields
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db
EDIT = ["view_contentpage", "change_contentpage"]


def version_of(page, entry):
    return f"/admin/csom_site/contentpage/{page.pk}/history/{entry.pk}/"


def test_second_of_two_who_edit_at_once_is_told_and_loses_nothing(staff, send, page, form_of):
    first, second = staff(*EDIT), staff(*EDIT)
    opened = second.get(form_of(page))
    send(first, page, text="What the first wrote.")
    answer = send(second, page, opened=opened, text="What the second wrote.")
    page.refresh_from_db()
    assert page.text == "What the first wrote."
    told = " ".join(texts(seen(answer), "//ul[@class='errorlist nonfield']"))
    assert "staff-0 saved this on" in told
    assert "What the first wrote." in told
    assert fields(answer, "contentpage_form")["text"] == "What the second wrote."


def test_who_has_read_that_may_save(staff, send, page, form_of):
    first, second = staff(*EDIT), staff(*EDIT)
    opened = second.get(form_of(page))
    send(first, page, text="What the first wrote.")
    told = send(second, page, opened=opened, text="What the second wrote.")
    assert send(second, page, opened=told, text="What both wrote.").status_code == 302
    page.refresh_from_db()
    assert page.text == "What both wrote."


def test_third_version_while_one_reads_is_told_too(staff, send, page, form_of):
    first, second = staff(*EDIT), staff(*EDIT)
    opened = second.get(form_of(page))
    send(first, page, text="One.")
    told = send(second, page, opened=opened, text="Mine.")
    send(first, page, text="Two.")
    assert "Two." in send(second, page, opened=told, text="Mine.").text
    page.refresh_from_db()
    assert page.text == "Two."


def test_preview_tells_of_it_as_well(staff, send, page, form_of):
    first, second = staff(*EDIT), staff(*EDIT)
    opened = second.get(form_of(page))
    send(first, page, text="What the first wrote.")
    assert "saved this on" in send(second, page, "_preview", opened=opened, text="Mine.").text


@pytest.mark.parametrize("seen_version", ["", "x", "99999999", "1' or 1=1"])
def test_form_without_a_known_version_does_not_overwrite(staff, send, page, seen_version):
    answer = send(staff(*EDIT), page, text="Forged.", seen=seen_version)
    page.refresh_from_db()
    assert page.text != "Forged."
    assert "Nothing of yours is lost" in answer.text


def test_checks_of_links_are_no_version(staff, send, resource, form_of):
    editor = staff("view_relatedresource", "change_relatedresource", "view_resourcegroup")
    opened = editor.get(form_of(resource))
    resource.record_check("gone", 404)
    assert send(editor, resource, opened=opened, offers="More.").status_code == 302
    resource.refresh_from_db()
    assert (resource.offers, resource.failures) == ("More.", 1)


def test_history_leads_to_earlier_versions_with_their_differences(staff, send, page):
    editor = staff(*EDIT)
    send(editor, page, text="New.", title="Renamed")
    history = seen(editor.get(f"/admin/csom_site/contentpage/{page.pk}/history/"))
    [address] = history.xpath("//table//a/@href")
    changes = seen(editor.get(address)).xpath("//dl[@class='changes']")[0]
    told = dict(zip(texts(changes, ".//del"), texts(changes, ".//ins"), strict=True))
    assert told == {"Renamed": "History", "New.": "## When In *1996*."}


def test_earlier_version_becomes_the_newest_and_nothing_is_lost(client, staff, send, page):
    editor, earlier = staff(*EDIT), page.history.first()
    send(editor, page, text="New.", title="Renamed")
    opened = editor.get(version_of(page, earlier))
    [newest] = seen(opened).xpath("//input[@name='seen']/@value")
    answer = editor.post(version_of(page, earlier), {"seen": newest}, follow=True)
    assert "is the newest one again" in answer.text
    assert texts(seen(client.get("/pages/history/")), "//h1") == ["History"]
    page.refresh_from_db()
    assert page.text == earlier.text
    entries = list(page.history.all())
    assert len(entries) == 3
    assert entries[0].history_user.username == "staff-0"
    assert "restored" in entries[0].history_change_reason
    assert entries[1].text == "New."


def test_restoring_waits_when_somebody_saved_meanwhile(staff, send, page):
    editor, earlier = staff(*EDIT), page.history.first()
    send(editor, page, text="New.")
    [seen_version] = seen(editor.get(version_of(page, earlier))).xpath("//input[@name='seen']/@value")
    send(staff(*EDIT), page, text="Newer.")
    answer = editor.post(version_of(page, earlier), {"seen": seen_version})
    assert "Not restored: staff-1 has saved a newer version" in answer.text
    page.refresh_from_db()
    assert page.text == "Newer."


def test_what_may_no_longer_be_is_not_restored(staff, send, page):
    editor, earlier = staff(*EDIT), page.history.first()
    send(editor, page, slug="renamed")
    type(page).objects.create(slug="history", title="Another", description="x", is_public=True)
    [newest] = seen(editor.get(version_of(page, earlier))).xpath("//input[@name='seen']/@value")
    answer = editor.post(version_of(page, earlier), {"seen": newest})
    assert "Not restored: " in answer.text
    page.refresh_from_db()
    assert page.slug == "renamed"


def test_ties_to_the_library_come_back_too(staff, send, part, publish):
    document = publish("A document", topics=["Law"])
    editor = staff("view_approachpart", "change_approachpart")
    send(editor, part, publications=[document.pk], topics=[Topic.objects.get(slug="law").pk])
    tied = part.history.first()
    send(editor, part, publications=[], topics=[])
    assert part.publications.count() == 0
    address = f"/admin/csom_site/approachpart/{part.pk}/history/{tied.pk}/"
    [newest] = seen(editor.get(address)).xpath("//input[@name='seen']/@value")
    editor.post(address, {"seen": newest})
    assert list(part.publications.all()) == [document]
    assert part.topics.count() == 1


def test_only_who_may_change_can_restore(staff, send, page):
    earlier = page.history.first()
    send(staff(*EDIT), page, text="New.")
    viewer = staff("view_contentpage")
    shown = viewer.get(version_of(page, earlier))
    assert shown.status_code == 200
    assert '<form method="post">' not in shown.text
    assert viewer.post(version_of(page, earlier), {"seen": str(page.history.first().pk)}).status_code == 403
    page.refresh_from_db()
    assert page.text == "New."


def test_version_of_another_record_is_not_found(staff_client, page):
    other = type(page).objects.get(slug="about")
    assert staff_client.get(version_of(page, other.history.first())).status_code == 404
