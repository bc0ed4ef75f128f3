"""What staff teach the search, and the state of its index."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from library.models import IndexState, PromotedResult, Synonyms
from library.search import find
from tests.seen import seen, texts

pytestmark = pytest.mark.django_db
INDEX = "/admin/library/indexstate/"
SYNONYMS = "/admin/library/synonyms/add/"
PROMOTE = "/admin/library/promotedresult/add/"


def test_synonyms_hold_from_the_next_search_on(staff_client, publish, index):
    document = publish("Post-conviction testing")
    index()
    assert find("lie detector").pks == []
    assert staff_client.post(SYNONYMS, {"line": "lie detector, testing", "note": "Asked for."}).status_code == 302
    assert find("lie detector").pks == [document.pk]
    assert Synonyms.objects.get().note == "Asked for."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("alone", "Name at least two words or phrases"),
        ("a, , b", "Between two commas stands no word."),
        ("a => b => c", "Write =&gt; at most once."),
        ("a, one two three four five six seven", "at most six words"),
    ],
)
def test_wrong_synonyms_are_explained_and_kept(staff_client, line, reason):
    answer = staff_client.post(SYNONYMS, {"line": line})
    assert answer.status_code == 200
    assert reason in answer.text
    assert seen(answer).xpath("//input[@name='line']/@value") == [line]
    assert not Synonyms.objects.exists()


def test_form_says_how_to_write_synonyms(staff_client):
    assert "“TA, technical assistance”" in staff_client.get(SYNONYMS).text


def test_promoted_document_stands_first(staff_client, publish, index):
    publish("Housing")
    promoted = publish("Reentry")
    index()
    data = {"query": "Housing", "publication": promoted.pk, "position": 1}
    assert staff_client.post(PROMOTE, data).status_code == 302
    assert find("housing").pks[0] == promoted.pk
    again = staff_client.post(PROMOTE, data)
    assert "already exists" in again.text
    assert PromotedResult.objects.count() == 1


def test_document_to_promote_is_found_by_typing(staff_client, publish):
    publish("Reentry")
    fields = {"app_label": "library", "model_name": "promotedresult", "field_name": "publication", "term": "reen"}
    assert [found["text"] for found in staff_client.get("/admin/autocomplete/", fields).json()["results"]] == [
        "Reentry"
    ]


def test_who_may_not_teach_the_search_cannot(staff, publish):
    document = publish()
    editor = staff("view_publication", "change_publication")
    assert editor.post(SYNONYMS, {"line": "a, b"}).status_code == 403
    assert editor.post(PROMOTE, {"query": "a", "publication": document.pk, "position": 1}).status_code == 403
    assert not Synonyms.objects.exists()
    assert not PromotedResult.objects.exists()


def test_index_page_tells_how_it_stands(staff_client, publish, index):
    publish()
    assert "There is no index that can be read." in staff_client.get(INDEX).text
    index()
    page = staff_client.get(INDEX).text
    assert "The index holds 1 publication," in page
    assert "It knows the latest of every publication." in page
    publish("Another")
    assert "1 publication changed and waits to be indexed" in staff_client.get(INDEX).text


def test_index_is_built_anew_by_the_worker(staff_client, publish, index, search_folder):
    publish()
    index()
    before = (search_folder / "CURRENT").read_text()
    answer = staff_client.post(INDEX)
    assert (answer.status_code, answer.headers["Location"]) == (302, INDEX)
    assert (search_folder / "CURRENT").read_text() == before
    page = staff_client.get(INDEX).text
    assert "It is about to be built anew." in page
    assert "Build the index anew" not in page
    staff_client.post(INDEX)
    assert DBTaskResult.objects.count() == 1
    call_command("worker", batch=True)
    assert (search_folder / "CURRENT").read_text() != before
    assert "Build the index anew" in staff_client.get(INDEX).text


def test_only_who_may_has_it_built_anew(client, staff, index):
    index()
    assert client.post(INDEX).status_code == 302
    assert staff("view_publication").get(INDEX).status_code == 403
    viewer = staff("view_indexstate")
    assert "Build the index anew" not in viewer.get(INDEX).text
    assert viewer.post(INDEX).status_code == 403
    assert not DBTaskResult.objects.exists()
    assert staff("rebuild_index").post(INDEX).status_code == 302
    assert DBTaskResult.objects.count() == 1


def test_records_of_the_index_have_no_pages_of_their_own(staff_client, publish):
    document = publish()
    assert IndexState.objects.filter(pk=document.pk).exists()
    assert staff_client.get(f"{INDEX}{document.pk}/change/").status_code == 404


def test_start_page_tells_what_waits_and_when_the_index_is_missing(staff_client, publish, index):
    publish()
    assert "The search index is missing" in staff_client.get("/admin/").text
    index()
    publish("Another")
    row = "//section[@aria-labelledby='search-heading']//tr[.//a[@href='/admin/library/indexstate/']]"
    assert texts(seen(staff_client.get("/admin/")), row) == ["Documents waiting to be indexed 1"]
    index()
    assert texts(seen(staff_client.get("/admin/")), row) == ["Documents waiting to be indexed none"]
