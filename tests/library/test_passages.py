"""Words looked for in a text: which passages answer to them."""

import pytest

from library.passages import Words


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
        ("the of", "the rest of it", ["the", "of"]),
        ("evidence-based", "evidence based, evidence-based, evidence", ["evidence based", "evidence-based"]),
        ("U.S.C.", "42 U.S.C. 12132", ["U.S.C"]),
        ("2007", "In 2007, not 20071", ["2007"]),
        ("sex sex offender", "sex offender", ["sex", "offender"]),
        ('"sex offender" offender', "a sex offender", ["sex offender"]),
        ("élan", "ÉLAN", ["ÉLAN"]),
        ("x_y", "x_y", ["x_y"]),
    ],
)
def test_words_find_their_forms(query, text, passages):
    assert found(query, text) == passages


@pytest.mark.parametrize("quotes", ['""', "“”"])
def test_phrase_is_found_as_written(quotes):
    text = "Sex  offenders, sex\noffender management, sexual offender"
    assert found(f"{quotes[0]}sex offender{quotes[1]}", text) == ["sex\noffender"]
    assert found(f"{quotes[0]}the treatment{quotes[1]}", "the treatment, treatment") == ["the treatment"]


def test_quotation_mark_that_is_not_closed_is_ignored():
    assert found('"sex offender', "sex, offender") == ["sex", "offender"]


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
        words.are_in(text)
    assert len(words.query) <= 200
    assert str(words.candidates())


def test_overlapping_passages_are_marked_once():
    assert found('"of the law" "the law of"', "of the law of") == ["of the law of"]


def test_page_needs_all_the_words_and_knows_those_divided_at_the_end_of_a_line():
    assert Words("risk treatment").are_in("treatment of risk")
    assert not Words("risk treatment").are_in("treatment of harm")
    assert Words("supervision").are_in("in super-\nvision of")
    assert Words("evidence-based").are_in("an evidence-\nbased plan")
