"""Synonyms and promoted results in the admin."""

from django.urls import reverse

from library.search import find


def test_a_line_saved_in_the_admin_is_used_by_the_next_search(staff_client, add, index):
    publication = add("Help", "We offer technical assistance.")
    index()
    assert find("+TA").pks == []
    address = reverse("admin:library_synonyms_add")
    assert staff_client.post(address, {"line": "TA, technical assistance", "note": ""}).status_code == 302
    assert find("TA").pks == [publication.pk]


def test_a_line_that_can_not_be_right_is_shown_again_with_what_is_wrong(staff_client):
    answer = staff_client.post(reverse("admin:library_synonyms_add"), {"line": "alone", "note": ""})
    assert answer.status_code == 200
    assert "Name at least two words or phrases" in answer.text
    assert 'value="alone"' in answer.text


def test_a_promotion_saved_in_the_admin(staff_client, add, index):
    chosen, other = add("Chosen"), add("Stigma")
    index()
    address = reverse("admin:library_promotedresult_add")
    data = {"query": "stigma", "publication": chosen.pk, "position": 1}
    assert staff_client.post(address, data).status_code == 302
    assert find("Stigma").pks == [chosen.pk, other.pk]
