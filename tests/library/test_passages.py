"""Words looked for in a text: which passages answer to them."""

import pytest

from library.models import Synonyms
from library.passages import Words, mark

pytestmark = pytest.mark.django_db


def found(query, text):
    return [text[start:stop] for start, stop in Words(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "passages"),
    [
        ("supervision", "Supervision, SUPERVISION and supervision.", ["Supervision", "SUPERVISION", "supervision"]),
        ("supervise", "supervises, supervising: supervision", ["supervises", "supervising", "supervision"]),
        ("policy", "policies of the police", ["policies"]),
        ("policies", "one policy", ["policy"]),
        ("juvenile", "juveniles’ and juvenile's", ["juveniles", "juvenile's"]),
        ("offender’s", "the offender's", ["offender's"]),
        ("art", "part of the art of artistry", ["art"]),
        ("treatment the", "the treatment of them", ["treatment"]),
        ("the of", "the rest of it", []),
        ("evidence-based", "evidence based, the base", ["evidence", "based", "base"]),
        ("U.S.C.", "42 U.S.C. 12132, USC", ["U.S.C.", "USC"]),
        ("§12132", "42 U.S.C. § 12132", ["12132"]),
        ("2007", "In 2007, not 20071", ["2007"]),
        ("sex sex offender", "sex offender", ["sex", "offender"]),
        ('"sex offender" offender', "a sex offender", ["sex offender"]),
        ("élan", "ÉLAN, elan", ["ÉLAN", "elan"]),
        ("x_y", "x_y", ["x", "y"]),
        ("treatment -risk", "treatment and risk", ["treatment"]),
        ("treatment title:risk", "treatment and risk", ["treatment"]),
        ("type:brief treatment", "a brief treatment", ["treatment"]),
    ],
)
def test_words_find_their_forms(query, text, passages):
    assert found(query, text) == passages


@pytest.mark.parametrize("quotes", ['""', "“”"])
def test_phrase_is_found_as_written(quotes):
    text = "Sex  offenders, sex\noffender management, sexual offender"
    assert found(f"{quotes[0]}sex offender{quotes[1]}", text) == ["sex\noffender"]
    assert found(f"{quotes[0]}state of the art{quotes[1]}", "state of the art, state of art") == ["state of the art"]


def test_quotation_mark_that_is_not_closed_ends_with_the_query():
    assert found('"sex offender', "sex, a sex offender") == ["sex offender"]


def test_synonyms_are_found_too():
    Synonyms.objects.create(line="TA, technical assistance")
    assert found("TA", "TA and technical assistance, but not technical aid") == ["TA", "technical assistance"]
    assert found('"technical assistance"', "TA and technical assistance") == ["technical assistance"]


def test_phrase_may_begin_in_one_paragraph_and_end_in_the_next():
    marked = mark("Of community\n\nsupervision", Words('"community supervision"'))
    assert marked.paragraphs == [[("Of ", False), ("community", True)], [("supervision", True)]]
    assert (marked.matches, marked.tokens) == (1, {1, 2})


@pytest.mark.parametrize(
    "query",
    [
        *["", " ", "\0", "\n", '"', '""', "***", "%_%", "((", "[a-", "\\", "a\\", "?", "+", "^$", "’", "'", "--", "…"],
        *["' OR 1=1 --", "<script>", "{{7*7}}", "\ud800", "\u202e", "١٢", "ﬁ", "İ", "ß", "😀"],
        *["a" * 10_000, "a b " * 500, '"' * 301],
    ],
)
def test_whatever_is_typed_is_no_error(query):
    words = Words(query)
    for text in ("", "A text with ' quotes\" and 😀 ß İ ١٢ a b.", query):
        words.spans(text)
        mark(text, words)
    assert len(words.query) <= 500


def test_overlapping_passages_are_marked_once():
    assert found('"of the law" "the law of"', "of the law of") == ["of the law of"]


def test_word_divided_at_the_end_of_a_line_is_found():
    assert found("supervision", "in super-\nvision of") == ["super-\nvision"]
    assert found('"community supervision of"', "community super-\nvision of") == ["community super-\nvision of"]
