"""The search is away or damaged: the list says so and helps in another way, and no other page takes notice."""

import pytest
from django.core.management import call_command
from haystack import connections

from library.search.indexing import bring_up_to_date
from tests.seen import seen, texts, titles

from .search.damage import DAMAGE

pytestmark = pytest.mark.django_db

OTHER_PAGES = [
    "/",
    "/library/",
    "/library/?topic=law&sort=title",
    "/library/topics/",
    "/library/topics/law/",
    "/library/zebras/",
    "/library/zebras/?q=stripes",
    "/library/zebras/pages/1/?q=stripes",
    "/about/",
    "/ask/?q=stripes",
]


@pytest.fixture
def zebras(publish, write, index):
    publication = publish("Zebras", slug="zebras", topics=["Law"], summary="On striped horses.")
    write(publication, ["Of stripes.", "Nothing.", "A stripe."])
    publish("Horses", topics=["Law"])
    index()
    return publication


def _replaced_by_a_file(folder):
    folder.rename(folder.with_name("aside"))
    folder.write_text("not a folder")


def assert_list_helps(client):
    answer = client.get("/library/?q=striped+horse")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    tree = seen(answer)
    assert texts(tree, "//div[@class='note']/h3") == ["The search of pages is away for the moment"]
    assert titles(answer) == ["Zebras"]
    assert texts(tree, "//h2[@id='count']") == ["1 description matches “striped horse”"]
    assert "/library/topics/" in tree.xpath("//div[@class='note']//a/@href")
    assert not tree.xpath("//ul[contains(@class, 'page-hits')]")
    assert "Traceback" not in answer.text
    nothing = client.get("/library/?q=unheard-of&topic=law")
    assert nothing.status_code == 503
    assert texts(seen(nothing), "//h2[@id='count']") == ["No descriptions match “unheard-of” with these filters"]


@pytest.mark.parametrize("damage", [*DAMAGE, _replaced_by_a_file])
def test_list_looks_through_descriptions_and_all_other_pages_are_as_they_were(client, zebras, search_folder, damage):
    before = {address: client.get(address) for address in OTHER_PAGES}
    damage(search_folder)
    assert_list_helps(client)
    for address, answer in before.items():
        again = client.get(address)
        assert again.status_code == 200
        assert texts(seen(again), "//main") == texts(seen(answer), "//main")


@pytest.mark.parametrize("damage", DAMAGE)
def test_worker_heals_it_and_nobody_has_to_restart_anything(client, zebras, search_folder, damage):
    damage(search_folder)
    assert client.get("/library/?q=stripes").status_code == 503
    call_command("worker", batch=True)
    answer = client.get("/library/?q=stripes")
    assert (answer.status_code, titles(answer)) == (200, ["Zebras"])


def test_folder_put_back_is_used_at_once(client, zebras, search_folder):
    _replaced_by_a_file(search_folder)
    assert client.get("/library/?q=stripes").status_code == 503
    search_folder.unlink()
    search_folder.with_name("aside").rename(search_folder)
    assert client.get("/library/?q=stripes").status_code == 200


def test_locks_that_others_hold_keep_nobody_from_searching(client, zebras):
    folder = connections["default"].get_backend().folder
    with folder.writing(), folder.building():
        assert titles(client.get("/library/?q=stripes")) == ["Zebras"]


def test_filters_among_the_words_hold_while_the_search_is_away(client, zebras, search_folder, publish):
    publish("Zebra law", type="law")
    DAMAGE[0](search_folder)
    answer = client.get("/library/", {"q": "zebra type:law -horse"})
    assert titles(answer) == ["Zebra law"]
    assert seen(answer).xpath("//input[@checked]/@value") == ["law"]
    assert titles(client.get("/library/", {"q": "zebra -type:law"})) == ["Zebras"]
    assert titles(client.get("/library/", {"q": "-type:brief"})) == ["Zebra law"]


def test_documents_are_not_lost_from_sight_when_the_index_goes_between_two_steps(client, zebras, search_folder):
    """Found, but their pages can't be named any more: they are listed without."""
    from unittest.mock import patch

    from library.search import SearchUnavailable

    with patch("library.results.page_hits", side_effect=SearchUnavailable):
        answer = client.get("/library/?q=stripes")
    assert (answer.status_code, titles(answer)) == (200, ["Zebras"])


def test_new_library_without_an_index_says_so_until_there_is_one(client, publish, search_folder):
    publish("Zebras")
    assert client.get("/library/?q=zebra").status_code == 503
    bring_up_to_date()
    assert client.get("/library/?q=zebra").status_code == 200
