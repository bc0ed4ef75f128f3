"""Lessons and partnerships are found by the site's search, beside the documents and never among them."""

import logging

import pytest
from django.core.management import call_command
from haystack import connections
from haystack.query import SearchQuerySet

from library.models import RecordChange, Synonyms, Topic
from tests.library.search.damage import DAMAGE
from tests.seen import seen, text, texts
from training.models import JurisdictionName, Lesson, Milestone, Partnership, Phase, TribeState

LIBRARY = "/library/"


def beside(answer):
    """{heading: titles} of what is shown of other kinds."""
    section = seen(answer).xpath("//section[@class='found-beside']")
    if not section:
        return {}
    return {
        heading.text_content(): [a.text_content() for a in heading.xpath("following-sibling::ul[1]/li/a")]
        for heading in section[0].xpath("h3")
    }


@pytest.fixture
def find(client):
    return lambda words, **more: beside(client.get(LIBRARY, {"q": words, **more}))


@pytest.fixture
def worker(search_folder):
    """worker() does what is queued, and returns."""
    return lambda: call_command("worker", batch=True)


@pytest.fixture
def document(publish, index):
    """A public document on polygraphs, which the library's own index holds."""
    document = publish("Polygraph testing")
    index()
    return document


def test_words_find_lessons_and_partnerships_beside_documents(client, document, learn, partner, search):
    learn("Teams need a lead", text="One agency paid for every *polygraph*.")
    learn("Other")
    partner("A county plans", summary="Polygraphs were shared.")
    search()
    answer = client.get(LIBRARY, {"q": "polygraph"})
    assert beside(answer) == {"1 lesson": ["Teams need a lead"], "1 partnership": ["A county plans"]}
    assert texts(seen(answer), "//h2[@id='count']") == ["1 document matches “polygraph”"]
    assert texts(seen(answer), "//section[@class='found-beside']//mark") == ["polygraph", "Polygraphs"]
    assert texts(seen(answer), "//a[@href='#beside']") == ["1 lesson, 1 partnership"]


IN_MARKDOWN = """
## What *helped*

- **One** agency sent [the `notes`](https://elsewhere.example/quokka "a numbat").
- Drivers & <officers> met.

| Before | After |
| --- | ---: |
| two | one |
"""


@pytest.mark.parametrize("address", [LIBRARY, "/training/lessons/"])
def test_excerpts_show_the_words_of_a_lesson_and_not_its_markdown(client, learn, search, address):
    learn("Lead", summary="For teams.", text=IN_MARKDOWN)
    search()
    page = seen(client.get(address, {"q": "agency"}))
    [excerpt] = texts(page, "//p[mark]")
    words = "For teams. What helped One agency sent the notes. Drivers & <officers> met. Before After two one"
    assert excerpt == words


@pytest.mark.parametrize("words", ["elsewhere", "quokka", "numbat"])
def test_what_markdown_says_beside_the_words_is_not_found(find, learn, search, words):
    learn("Lead", text=IN_MARKDOWN)
    search()
    assert find("agency") == {"1 lesson": ["Lead"]}
    assert find(words) == {}


def test_they_are_found_where_no_document_is(find, document, learn, search):
    learn("Housing first")
    search()
    assert find("housing") == {"1 lesson": ["Housing first"]}
    assert find("nonesuch") == {}


def test_word_that_only_they_have_is_no_misprint(client, document, learn, search):
    search()
    assert texts(seen(client.get(LIBRARY, {"q": "testink"})), "//p[@class='correction']")
    learn("Testink County plans")
    search()
    answer = client.get(LIBRARY, {"q": "testink"})
    assert texts(seen(answer), "//p[@class='correction']") == []
    assert beside(answer) == {"1 lesson": ["Testink County plans"]}


def test_only_what_has_all_the_words_is_shown(find, learn, search):
    learn("Housing of young people")
    learn("Housing")
    search()
    assert find("young housing") == {"1 lesson": ["Housing of young people"]}
    assert find("young housing abroad") == {}


def test_forms_and_synonyms_are_found_and_quotes_and_minus_hold(find, learn, search):
    learn("Officers supervised together")
    learn("Lie detectors")
    Synonyms.objects.create(line="polygraph, lie detector")
    search()
    assert find("supervision") == {"1 lesson": ["Officers supervised together"]}
    assert find("polygraph") == {"1 lesson": ["Lie detectors"]}
    assert find('"supervision"') == {}
    assert find("officers -supervised") == {}


def test_better_matches_come_first_and_the_rest_is_a_link_away(client, learn, search):
    for number in range(5):
        learn(f"Lesson {number}", text="Much else, and one word on housing among many other words that say little.")
    learn("Housing", summary="Housing.", text="Housing, housing.")
    search()
    answer = client.get(LIBRARY, {"q": "housing"})
    shown = beside(answer)["6 lessons"]
    assert len(shown) == 3
    assert shown[0] == "Housing"
    [rest] = seen(answer).xpath("//section[@class='found-beside']/p/a/@href")
    assert rest == "/training/lessons/?q=housing"
    whole = client.get(rest)
    assert texts(seen(whole), "//h2[@id='count']") == ["6 lessons match “housing”"]
    assert texts(seen(whole), "//ol/li/h3/a")[0] == "Housing"
    assert texts(seen(whole), "//ol/li[1]//mark")[0].lower() == "housing"


@pytest.mark.parametrize("words", ["Lane", "Skinner", "Oregon", "Coquille", "Guam"])
def test_places_find_them_by_all_their_names_and_by_their_states(find, learn, place, oregon, search, words):
    lane, tribe = place("Lane County"), place("Coquille Indian Tribe", "tribe")
    JurisdictionName.objects.create(jurisdiction=lane, name="Skinner")
    TribeState.objects.create(tribe=tribe, state=place("Guam", "territory", usps="GU"))
    learn("Here", jurisdictions=[lane, tribe])
    learn("Elsewhere")
    search()
    assert find(words) == {"1 lesson": ["Here"]}


def test_misprint_put_right_finds_them_too(find, document, learn, search):
    learn("Who pays for polygraphs")
    search()
    assert find("polygraf") == {"1 lesson": ["Who pays for polygraphs"]}


def test_words_that_only_a_lesson_has_are_not_put_right_for_it(find, document, learn, search):
    learn("Polygraf, a firm")
    search()
    assert find("polygraf") == {"1 lesson": ["Polygraf, a firm"]}


@pytest.mark.parametrize("narrowed", [{"type": "brief"}, {"year_from": "1990"}, {"page": "2"}])
def test_they_show_on_the_first_page_of_an_unfiltered_search_only(find, publish, index, learn, search, narrowed):
    for number in range(25):
        publish(f"Housing {number}", year=2001)
    learn("Housing first")
    index()
    search()
    assert find("housing") == {"1 lesson": ["Housing first"]}
    assert find("housing", **narrowed) == {}
    assert find("") == {}


def test_counts_feeds_and_files_of_the_library_hold_documents_only(client, document, learn, search):
    learn("Polygraph lesson", slug="polygraph-lesson")
    search()
    for address in ("feed.atom", "results.csv", "results.ris", "results.bib", "suggest.json", "suggest/"):
        shown = text(client.get(LIBRARY + address, {"q": "polygraph"}))
        assert "Polygraph lesson" not in shown
        assert "polygraph-lesson" not in shown


def test_what_stops_being_public_is_gone_at_once(find, client, learn, partner, search):
    lesson, partnership = learn("Housing first"), partner("Housing plan")
    search()
    assert len(find("housing")) == 2
    Lesson.objects.filter(pk=lesson.pk).update(is_public=False)
    Partnership.objects.filter(pk=partnership.pk).update(is_public=False)
    assert find("housing") == {}
    assert "Housing first" not in client.get("/training/lessons/", {"q": "housing"}).text


def test_no_notes_and_nothing_that_is_not_public_is_in_the_index(learn, partner, search, search_folder):
    learn("Housing first", internal_notes="Quicksilver")
    partner("Housing plan", internal_notes="Quicksilver")
    learn("Kept quicksilver", is_public=False)
    search()
    held = [path.read_bytes() for name in ("lessons", "partnerships") for path in _files(search_folder, name)]
    assert any(b"housing" in content for content in held)
    assert not any(b"quicksilver" in content for content in held)


def _files(search_folder, name):
    return [path for path in (search_folder.parent / f"search-{name}").rglob("*") if path.is_file()]


def test_saving_touches_no_index_and_the_worker_does(find, learn, worker, search_folder):
    learn("Housing first")
    assert not _files(search_folder, "lessons")
    worker()
    assert find("housing") == {"1 lesson": ["Housing first"]}
    assert not RecordChange.objects.exists()


def _title(lesson, partnership):
    lesson.title = "Quagga"
    lesson.save()


def _topic(lesson, partnership):
    lesson.topics.add(Topic.objects.create(name="Quagga", slug="quagga"))


def _topic_renamed(lesson, partnership):
    topic = lesson.topics.get()
    topic.name = "Quagga"
    topic.save()


def _place(lesson, partnership):
    lesson.jurisdictions.set([])
    place = partnership.jurisdictions.get()
    place.name = "Quagga County"
    place.save()
    lesson.jurisdictions.set([place])


def _place_named(lesson, partnership):
    JurisdictionName.objects.create(jurisdiction=lesson.jurisdictions.get(), name="Quagga")


def _phase(lesson, partnership):
    phase = Phase(partnership=partnership, kind="plan", summary="Quagga.")
    phase.set_period("2001")
    phase.save()


def _milestone(lesson, partnership):
    milestone = Milestone(partnership=partnership, title="Quagga.")
    milestone.set_period("2001")
    milestone.save()


@pytest.mark.parametrize("change", [_title, _topic, _topic_renamed, _place, _place_named, _phase, _milestone])
def test_every_change_is_noticed(find, learn, partner, oregon, place, worker, change):
    topic = Topic.objects.create(name="Old", slug="old")
    lane = place("Lane County")
    lesson = learn(topics=[topic], jurisdictions=[lane])
    partnership = partner(jurisdictions=[lane])
    worker()
    assert find("quagga") == {}
    change(lesson, partnership)
    worker()
    assert find("quagga") != {}


def test_publishing_unpublishing_and_deleting_reach_the_index(find, learn, worker):
    kept, gone = learn("Housing kept", is_public=False), learn("Housing gone")
    worker()
    Lesson.objects.filter(pk=kept.pk).update(is_public=True)  # without a signal
    gone.delete()
    worker()
    assert find("housing") == {"1 lesson": ["Housing kept"]}
    assert connections["lessons"].get_backend().indexed() == {kept.pk}


def test_a_change_while_the_index_is_built_is_not_forgotten(learn, search, monkeypatch, find):
    lesson = learn("Housing")
    backend = connections["lessons"].get_backend()
    rebuild = backend.rebuild

    def rebuild_slowly(*arguments, **options):
        rebuild(*arguments, **options)
        monkeypatch.undo()
        _title(lesson, None)

    monkeypatch.setattr(backend, "rebuild", rebuild_slowly)
    search()
    assert find("quagga") == {}
    search()
    assert find("quagga") == {"1 lesson": ["Quagga"]}


@pytest.mark.parametrize("damage", DAMAGE)
def test_without_its_index_the_section_is_absent_and_the_worker_mends_it(
    client, find, document, learn, search, search_folder, worker, damage, caplog
):
    learn("Who pays for polygraphs")
    search()
    damage(search_folder.parent / "search-lessons")
    caplog.set_level(logging.CRITICAL)
    answer = client.get(LIBRARY, {"q": "polygraph"})
    assert answer.status_code == 200
    assert beside(answer) == {}
    assert "Polygraph testing" in answer.text
    worker()
    assert find("polygraph") == {"1 lesson": ["Who pays for polygraphs"]}


def test_while_the_library_s_own_index_is_away_they_are_still_found(client, learn, search):
    learn("Housing first")
    search()
    answer = client.get(LIBRARY, {"q": "housing"})
    assert answer.status_code == 503
    assert beside(answer) == {"1 lesson": ["Housing first"]}


def test_list_of_lessons_while_the_search_is_away_looks_in_titles_and_summaries(client, learn, search_folder):
    learn("Housing first", text="polygraph")
    learn("Other")
    answer = client.get("/training/lessons/", {"q": "housing"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert texts(seen(answer), "//ol/li/h3/a") == ["Housing first"]
    assert "The search is away for the moment" in answer.text
    assert client.get("/training/lessons.csv", {"q": "housing"}).status_code == 503


def test_rebuild_index_builds_all_kinds(find, learn, document):
    learn("Who pays for polygraphs")
    call_command("rebuild_index", verbosity=0)
    assert find("polygraph") == {"1 lesson": ["Who pays for polygraphs"]}


def test_haystack_keeps_each_connection_to_its_own_kind(learn, document, search):
    lesson = learn("Polygraph lesson")
    search()
    call_command("update_index", verbosity=0)
    assert connections["lessons"].get_backend().indexed() == {lesson.pk}
    assert connections["default"].get_backend().indexed() == {document.pk}
    assert [result.object for result in SearchQuerySet().using("lessons").auto_query("polygraph")] == [lesson]
    assert [result.object for result in SearchQuerySet().auto_query("polygraph")] == [document]


def test_a_search_asks_the_database_as_often_for_much_as_for_little(document, learn, partner, search, queries):
    learn("Polygraph lesson")
    partner("Polygraph plan")
    search()
    few = queries("/library/?q=polygraph")
    for number in range(30):
        learn(f"Polygraph lesson {number}")
        partner(f"Polygraph plan {number}")
    search()
    assert queries("/library/?q=polygraph") == few
