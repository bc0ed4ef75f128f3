"""manage.py evaluate_search."""

import json

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def collection(tmp_path):
    """Four documents on two subjects, and a question on each."""
    texts = {
        "1": ("Wings", "The lift of a wing in a slipstream."),
        "2": ("Heat", "Heat flows through slabs; conduction of heat."),
        "3": ("Slabs", "Composite slabs and their heat conduction."),
        "4": ("Nothing", "About something else altogether."),
    }
    lines = [json.dumps({"id": key, "title": title, "text": text}) for key, (title, text) in texts.items()]
    (tmp_path / "docs.jsonl").write_text("\n".join(lines))
    queries = {"a": "lift of wings", "b": "how is heat conducted in composite slabs"}
    lines = [json.dumps({"id": key, "text": text}) for key, text in queries.items()]
    (tmp_path / "queries.jsonl").write_text("\n".join(lines))
    (tmp_path / "qrels.tsv").write_text("a\t1\t1\nb\t2\t1\nb\t3\t1\n")
    return tmp_path


@pytest.mark.django_db
def test_prints_the_measures_of_each_system_in_one_run(collection, capsys):
    call_command("evaluate_search", collection=str(collection))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4 documents, 2 questions"
    assert [line[:36].strip() for line in lines[1:]] == [
        "BM25 as in Lucene, k1 0.9, b 0.4",
        "BM25 as in Lucene, k1 1.2, b 0.75",
        "Haystack with Whoosh, as it comes",
        "this project",
    ]
    assert lines[-1].split()[2:] == ["AP", "1.0000", "R@100", "1.0000", "nDCG@10", "1.0000"]


@pytest.mark.django_db
def test_half_of_the_questions(collection, capsys):
    call_command("evaluate_search", collection=str(collection), questions="odd")
    assert capsys.readouterr().out.startswith("4 documents, 1 questions")


@pytest.mark.django_db
def test_a_folder_that_is_no_collection_is_named(tmp_path):
    with pytest.raises(CommandError, match="is not a collection"):
        call_command("evaluate_search", collection=str(tmp_path))
