"""Importing on the staff pages: a trial run first, then its confirmation."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from library.models import Publication, Topic

IMPORT = "/admin/library/publication/import/"
CONFIRM = "/admin/library/publication/process_import/"
HEADER = "slug,title,type,topics,state\n"
ROW = "a,A & <b>B</b>,brief,Reentry,published\n"
EDITOR = ["view_publication", "add_publication", "change_publication"]


@pytest.fixture
def staff(client, django_user_model):
    """staff("add_publication", …) → a browser with somebody logged in who has just these rights."""

    def log_in(*codenames):
        user = django_user_model.objects.create_user("editor", password="correct horse battery", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return log_in


def trial(browser, text):
    content = text if isinstance(text, bytes) else text.encode()
    upload = SimpleUploadedFile("list.csv", content, content_type="text/csv")
    return browser.post(IMPORT, {"resource": "0", "format": "0", "import_file": upload})


def confirm(browser, page):
    return browser.post(CONFIRM, page.context["confirm_form"].initial, follow=True)


def waiting():
    """The names of the catalogues that wait for a confirmation."""
    try:
        return set(storages["import_export"].listdir("")[1])
    except FileNotFoundError:
        return set()


def messages_of(page):
    return " ".join(str(message) for message in page.context["messages"])


def test_trial_run_shows_each_line_and_writes_nothing(staff_client, publish):
    publish("Old", slug="old", state="draft")
    publish("Same", slug="same", state="draft", topics=["Reentry"])
    page = trial(staff_client, HEADER + ROW + "old,New,brief,Reentry,published\nsame,Same,brief,Reentry,\n")
    assert [(o.line, o.word) for o in page.context["result"].rows] == [(2, "new"), (3, "updated"), (4, "unchanged")]
    assert "Trial run: 1 new, 1 updated, 1 unchanged" in page.text
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in page.text
    assert "<del>Old</del>" in page.text
    assert "<ins>New</ins>" in page.text
    assert Publication.objects.count() == 2
    assert Publication.objects.get(slug="old").title == "Old"


def test_confirmation_writes_and_says_who_did_it(staff_client, django_user_model):
    earlier = waiting()
    page = trial(staff_client, HEADER + ROW)
    assert len(waiting() - earlier) == 1
    assert messages_of(confirm(staff_client, page)) == "Imported: 1 new."
    publication = Publication.objects.get()
    assert publication.public_from
    user = django_user_model.objects.get()
    entry = publication.history.get()
    assert (entry.history_user, entry.history_change_reason) == (user, "Imported from list.csv.")
    assert LogEntry.objects.get(user=user).object_id == str(publication.pk)
    assert waiting() == earlier


def test_bad_rows_are_shown_and_can_not_be_confirmed(staff_client):
    page = trial(staff_client, HEADER + ROW + "b,B,novel,,\n")
    assert "confirm_form" not in page.context
    assert re.search(r"<strong>type:</strong> “novel” is not one of the types", page.text)
    assert not Publication.objects.exists()


def test_catalogue_that_changes_nothing_offers_nothing_to_confirm(staff_client):
    confirm(staff_client, trial(staff_client, HEADER + ROW))
    page = trial(staff_client, HEADER + ROW)
    assert "There is nothing to import" in page.text
    assert CONFIRM not in page.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("slug,colour\na,red\n", "line 1, column “colour”: There is no such column."),
        ("slug,title\na,Résumé\n".encode("cp1252"), "line 2: This is not UTF-8 text."),
        (b"\x00\xff" * 40, "This is not UTF-8 text."),
        (b"", "empty"),
    ],
)
def test_file_that_is_no_catalogue_is_refused_at_its_field(staff_client, content, reason):
    page = trial(staff_client, content)
    assert page.status_code == 200
    assert reason in " ".join(page.context["form"].errors["import_file"])
    assert "Columns: slug, title, subtitle," in page.text


def test_too_large_catalogue_is_refused(staff_client, settings):
    settings.CATALOGUE_MAX_BYTES = 40
    page = trial(staff_client, HEADER + ROW)
    assert "40\xa0bytes are taken at most" in page.context["form"].errors["import_file"][0]


def test_files_can_not_come_this_way(staff_client):
    page = trial(staff_client, "slug,title,type,file\na,A,brief,a.pdf\nb,B,brief,\n")
    assert [problem.column for problem in page.context["result"].problems] == ["file"]
    assert "import_library --files" in page.text


def test_confirming_twice_imports_once_and_says_so(staff_client):
    page = trial(staff_client, HEADER + ROW)
    confirm(staff_client, page)
    assert "confirmed already" in messages_of(confirm(staff_client, page))
    assert Publication.history.count() == 1


def test_rows_that_became_wrong_before_the_confirmation_are_refused(staff_client, publish):
    publish("Draft", slug="b", state="draft")
    page = trial(staff_client, "slug,title,type,topics,state\na,A,brief,New,draft\nb,Draft,brief,,draft\n")
    Publication.objects.get(slug="b").move_to("published")
    assert "line 3, column “state”" in messages_of(confirm(staff_client, page))
    assert Publication.objects.count() == 1
    assert not Topic.objects.exists()


@pytest.mark.parametrize("name", ["..", "../db.sqlite3", "/etc/passwd", "nothing", "", "\x00"])
def test_forged_confirmation_reads_no_other_file(staff_client, name):
    form = {"import_file_name": name, "original_file_name": "x.csv", "format": "0", "resource": "0"}
    answer = staff_client.post(CONFIRM, form)
    assert answer.status_code in (302, 400)
    assert not Publication.objects.exists()


def test_unconfirmed_trials_are_forgotten_after_a_day(staff_client, monkeypatch):
    trial(staff_client, HEADER + ROW)
    left = waiting()
    assert left
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr("library.importing.trials.timezone.now", lambda: tomorrow)
    trial(staff_client, HEADER + ROW)
    assert len(waiting()) == len(waiting() - left) == 1


@pytest.mark.parametrize(
    ("rights", "status"),
    [(EDITOR, 200), (["view_publication", "add_publication"], 403), (["view_publication", "change_publication"], 403)],
)
def test_import_needs_the_rights_to_add_and_to_change(staff, rights, status):
    browser = staff(*rights)
    assert browser.get(IMPORT).status_code == status
    assert trial(browser, HEADER + ROW).status_code == status
    assert browser.get("/admin/library/publication/").text.count("/import/") == (status == 200)
    assert browser.post(CONFIRM, {}).status_code == (302 if status == 200 else 403)


def test_without_the_right_to_publish_states_can_not_change(staff, publish):
    publish("Held", slug="held", state="published")
    browser = staff(*EDITOR)
    page = trial(
        browser,
        "slug,title,type,state,featured\na,A,brief,published,\nheld,New,brief,published,yes\nb,B,brief,draft,no\n",
    )
    assert [(problem.line, problem.column) for problem in page.context["result"].problems] == [
        (2, "state"),
        (3, "featured"),
    ]


def test_without_the_right_to_add_topics_only_known_ones_can_be_used(staff):
    Topic.objects.create(name="Reentry", slug="reentry")
    page = trial(
        staff(*EDITOR),
        "slug,title,type,topics,audiences,authors\na,A,brief,Reentry; Housing,Courts,\nb,B,brief,Reentry,,X\n",
    )
    assert [(problem.line, problem.column) for problem in page.context["result"].problems] == [
        (2, "topics"),
        (2, "audiences"),
        (3, "authors"),
    ]
    assert "there is no topic “Housing”, and you may not add any" in page.text


def test_pages_carry_nothing_that_the_policy_forbids(staff_client, publish):
    publish("Old", slug="old")
    pages = [
        staff_client.get(IMPORT),
        trial(staff_client, HEADER + ROW + "old,New,brief,,\n"),
        trial(staff_client, HEADER + "b,B,novel,,\n"),
        trial(staff_client, "x\ny\n"),
        staff_client.get("/admin/library/publication/export/"),
    ]
    for page in pages:
        assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page.text)
