"""Importing on the staff pages: a trial run first, then its confirmation."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from training.models import Engagement

IMPORT = "/admin/training/engagement/import/"
CONFIRM = "/admin/training/engagement/process_import/"
HEADER = "number,title,kind,begins,ends,jurisdictions,topics,people_judges\n"
ROW = "TA-1,A & <b>B</b>,training,2004,,Oregon,Law,12\n"
EDITOR = ["view_engagement", "add_engagement", "change_engagement"]


@pytest.fixture
def staff(client, django_user_model):
    """staff("add_engagement", …) → a browser with somebody logged in who has just these rights."""

    def log_in(*codenames):
        user = django_user_model.objects.create_user("editor", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return log_in


def trial(browser, text):
    upload = SimpleUploadedFile("list.csv", text if isinstance(text, bytes) else text.encode(), "text/csv")
    return browser.post(IMPORT, {"resource": "0", "format": "0", "import_file": upload})


def confirm(browser, page):
    return browser.post(CONFIRM, page.context["confirm_form"].initial, follow=True)


def messages_of(page):
    return " ".join(str(message) for message in page.context["messages"])


def test_trial_run_shows_each_line_and_writes_nothing(staff_client, engage):
    engage("Old", number="old", begins="2004")
    page = trial(staff_client, HEADER + ROW + "old,New,training,2004,,Oregon,,\n")
    assert [(o.line, o.key, o.word) for o in page.context["result"].rows] == [(2, "TA-1", "new"), (3, "old", "updated")]
    assert "Trial run: 1 new, 1 updated" in page.text
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in page.text
    assert "<del>Old</del>" in page.text
    assert "<ins>Oregon</ins>" in page.text
    assert Engagement.objects.get().title == "Old"


def test_columns_are_told_after_a_file_that_can_not_be_read(staff_client):
    page = trial(staff_client, b"number,title\nTA-1,R\xe9sum\xe9\n")
    assert "This is not UTF-8 text." in " ".join(page.context["form"].errors["import_file"])
    assert "Columns: number, title, kind, begins, ends," in page.text
    assert "people_judges" in page.text


def test_confirmation_writes_and_says_who_did_it(staff_client, django_user_model):
    page = confirm(staff_client, trial(staff_client, HEADER + ROW))
    assert messages_of(page) == "Imported: 1 new."
    engagement, user = Engagement.objects.get(), django_user_model.objects.get()
    assert engagement.attendances.get().people == 12
    entry = engagement.history.get()
    assert entry.history_user == user
    assert entry.history_change_reason == "Imported from list.csv. People_judges: none → 12."
    assert LogEntry.objects.get(user=user).object_id == str(engagement.pk)


def test_bad_rows_are_shown_and_can_not_be_confirmed(staff_client):
    page = trial(staff_client, HEADER + ROW + "TA-2,B,training,2004,,Atlantis,,\n")
    assert "confirm_form" not in page.context
    assert "<strong>jurisdictions:</strong> there is no jurisdiction “Atlantis”" in page.text
    assert not Engagement.objects.exists()


def test_catalogue_that_changes_nothing_offers_nothing_to_confirm(staff_client):
    confirm(staff_client, trial(staff_client, HEADER + ROW))
    page = trial(staff_client, HEADER + ROW)
    assert "There is nothing to import" in page.text
    assert CONFIRM not in page.text


def test_rows_that_became_wrong_before_the_confirmation_are_refused(staff_client, partner):
    partnership = partner()
    page = trial(staff_client, f"number,title,kind,begins,ends,partnership\nA,A,training,2004,,{partnership.slug}\n")
    partnership.delete()
    answer = confirm(staff_client, page)
    assert "line 2, column “partnership”: there is no partnership" in messages_of(answer)
    assert answer.redirect_chain[-1][0] == IMPORT
    assert not Engagement.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("number,colour\na,red\n", "line 1, column “colour”: There is no such column."),
        ("number,title\na,Résumé\n".encode("cp1252"), "line 2: This is not UTF-8 text."),
        (b"", "empty"),
    ],
)
def test_file_that_is_no_catalogue_is_refused_at_its_field(staff_client, content, reason):
    page = trial(staff_client, content)
    assert page.status_code == 200
    assert reason in " ".join(page.context["form"].errors["import_file"])


def test_too_large_catalogue_is_refused(staff_client, settings):
    settings.CATALOGUE_MAX_BYTES = 40
    assert "40\xa0bytes are taken at most" in trial(staff_client, HEADER + ROW).text.replace("&nbsp;", "\xa0")


def test_page_names_the_columns_of_every_discipline(staff_client):
    page = staff_client.get(IMPORT).text
    assert "people_victim-advocacy, new_victim-advocacy" in page
    assert "internal_notes" not in page


@pytest.mark.parametrize(
    ("rights", "status"),
    [(EDITOR, 200), (["view_engagement", "add_engagement"], 403), (["view_engagement", "change_engagement"], 403)],
)
def test_import_needs_the_rights_to_add_and_to_change(staff, rights, status):
    browser = staff(*rights)
    assert browser.get(IMPORT).status_code == status
    assert trial(browser, HEADER + ROW.replace("Law", "")).status_code == status
    assert browser.get("/admin/training/engagement/").text.count("/import/") == (status == 200)
    assert browser.post(CONFIRM, {}).status_code == (302 if status == 200 else 403)


def test_without_the_right_to_add_topics_only_known_ones_can_be_used(staff):
    page = trial(staff(*EDITOR), HEADER + ROW)
    assert "there is no topic “Law”, and you may not add any" in page.text


def test_pages_carry_nothing_that_the_policy_forbids(staff_client):
    pages = [staff_client.get(IMPORT), trial(staff_client, HEADER + ROW), trial(staff_client, "x\ny\n")]
    for page in [*pages, staff_client.get("/admin/training/engagement/export/")]:
        assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page.text)
