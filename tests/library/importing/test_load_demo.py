"""The demo library: the center's bibliography, and real documents of the US government with their files."""

import re
import subprocess
import time

import pytest

from library.models import IntakeState, Publication, PublicationFile, Synonyms, Topic
from library.models.search_terms import parse_synonyms
from tests.seen import seen, texts

from .conftest import Told


@pytest.fixture
def load(db, search_folder):
    return lambda **options: Told("load_demo", **options)


def pdfinfo_pages(path):
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout
    return int(re.search(rb"^Pages:\s+(\d+)", told, re.MULTILINE)[1])


def test_demo_library_is_complete_and_a_second_run_changes_nothing(load, samples):
    assert load().out == "Demo library: 41 publications added.\n"
    assert Publication.objects.public().count() == 41
    assert Publication.objects.filter(is_featured=True).count() == 3
    assert not Topic.objects.filter(description="").exists()

    files = PublicationFile.objects.select_related("publication")
    assert {file.original_name: file.page_count for file in files} == {
        path.name: pdfinfo_pages(path) for path in samples.glob("*.pdf")
    }
    without_text = [file.original_name for file in files if file.intake_state != IntakeState.TEXT]
    assert without_text == ["fbi-2017-nibrs-attributes-and-map-image-only.pdf"]

    held = Publication.objects.filter(files__isnull=False)
    assert held.count() == 12
    assert all(p.rights and p.provenance and p.summary and p.authors.exists() for p in held)
    recorded = Publication.objects.filter(files__isnull=True)
    assert not recorded.filter(facts_verified=True).exists()
    assert set(recorded.values_list("publisher", flat=True)) == {"Center for Sex Offender Management"}

    before = list(Publication.history.values()), list(PublicationFile.objects.values()), list(Topic.objects.values())
    began = time.monotonic()
    assert load().out == "Demo library: 0 publications added.\n"
    assert time.monotonic() - began < 2
    assert before == (
        list(Publication.history.values()),
        list(PublicationFile.objects.values()),
        list(Topic.objects.values()),
    )


def test_words_of_the_field_find_each_other(load, client):
    load()
    for synonyms in Synonyms.objects.all():
        parse_synonyms(synonyms.line)
    assert "technical assistance</mark>" in client.get("/library/?q=TA").text

    Synonyms.objects.exclude(line__startswith="TA").delete()
    Publication.history.all().delete()
    Publication.objects.all().delete()
    load()
    assert Synonyms.objects.count() == 1, "staff's own list was added to"


def test_what_staff_changed_renamed_or_deleted_stays_so(load, monkeypatch):
    monkeypatch.setattr("library.management.commands.load_demo.process_now", lambda keys, progress: None)
    load()
    changed = Publication.objects.get(slug="comprehensive-approach")
    changed.summary = "Ours."
    changed.save()
    renamed = Publication.objects.get(slug="time-to-work")
    renamed.slug = "work"
    renamed.save()
    Publication.objects.get(slug="legislative-trends").delete()
    Topic.objects.filter(slug="women").update(description="Ours.")

    load()
    assert Publication.objects.count() == 40
    assert Publication.objects.get(pk=changed.pk).summary == "Ours."
    assert not Publication.objects.filter(slug__in=["time-to-work", "legislative-trends"]).exists()
    assert Topic.objects.get(slug="women").description == "Ours."


def test_files_that_an_earlier_run_left_waiting_are_processed(load, monkeypatch):
    with monkeypatch.context() as stopped:
        stopped.setattr("library.management.commands.load_demo.process_now", lambda keys, progress: None)
        load()
    waiting = PublicationFile.objects.waiting()
    keep = waiting.get(original_name="fbi-2015-nics-background-checks-november.pdf")
    waiting.exclude(pk=keep.pk).delete()
    load()
    keep.refresh_from_db()
    assert keep.intake_state == IntakeState.TEXT


def test_pages_of_the_demo_library_are_found_at_once(load, client):
    load()
    tree = seen(client.get("/library/", {"q": "market-based pay survey"}))
    [address] = tree.xpath("//ul[contains(@class, 'page-hits')]/li[1]/a/@href")[:1]
    assert address.startswith("/library/gao-08-587t/pages/")
    assert texts(seen(client.get(address)), "//main//mark")
