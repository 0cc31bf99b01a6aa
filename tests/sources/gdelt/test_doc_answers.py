"""What the API says, and what it means."""

import json
from datetime import UTC, datetime

import pytest

from monitor.sources.gdelt.doc_answer import read_answer
from monitor.web import FetchResult

URL = "https://api.gdelt.example/doc"


def _read(body: bytes | str):
    content = body if isinstance(body, bytes) else body.encode()
    return read_answer(FetchResult(URL, URL, "ok", 200, content=content))


def test_records_are_read(make):
    answer = _read(
        json.dumps(
            {"articles": [make.record(), make.record(2, url=None), "no record", make.record(3, seendate="yesterday")]}
        )
    )
    assert (answer.outcome, answer.n_records, answer.n_repaired) == ("ok", 4, 0)
    assert [(one.url[-1], one.seen) for one in answer.records] == [
        ("1", datetime(2026, 3, 2, 10, 15, tzinfo=UTC)),
        ("3", None),
    ]


@pytest.mark.parametrize("body", ["{}", '{"articles": []}', "\ufeff{}\n"])
def test_an_empty_answer_is_an_answer(body):
    assert (_read(body).outcome, _read(body).n_records) == ("ok", 0)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("Please limit requests to one every 5 seconds or contact kalev@example.org for larger queries.", "throttled"),
        ("Please limit requests to one every 5 seconds.\n{}", "throttled"),
        ("Your query was too short or too long.", "bad_query"),
        ("The specified phrase is too short.", "bad_query"),
        ("One or more of your keywords were too short, too long or too common: (ai)", "bad_query"),
        ("One or more of your keywords contained an illegal character.", "bad_query"),
        ("One or more of your parenthetical clauses had an error in it.", "bad_query"),
        ("Parentheses may only be used around OR'd statements.", "bad_query"),
        ("Queries containing OR'd terms must be surrounded by ().", "bad_query"),
        ("Invalid/Unsupported Country.", "bad_query"),
        ("Timespan is too short.", "too_short"),
        ("Dates must be within the last 3 months.", "beyond_archive"),
        ("Something quite new.", "text"),
        ("<!DOCTYPE html><title>502</title>", "html"),
        ("  \n", "empty_body"),
        ('{"articles": [{"url": "https://a.exa', "invalid_json"),
        ('{"articles": {"url": 1}}', "invalid_json"),
        ("[1]", "invalid_json"),
        ("[" * 100_000, "invalid_json"),
    ],
)
def test_sentences_under_200_are_no_coverage_and_no_records(body, outcome):
    answer = _read(body)
    assert (answer.outcome, answer.records) == (outcome, ())
    assert answer.reason
    assert answer.reason[0].isupper()


def test_json_is_mended_where_that_is_safe():
    body = b'{"articles": [{"url": "https://a.example/1", "title": "A \x01b\tc \\x d \\" \\u4e2d \\\\ e \xff"}]}'
    (one,) = _read(body).records
    assert one.title == 'A  b c \\x d " 中 \\ e \ufffd'
    assert _read(body).n_repaired == 4
    assert _read(b'{"articles": [{"url": "https://a.example/1", "title": "he said "no""}]}').outcome == "invalid_json"


@pytest.mark.parametrize(
    ("outcome", "status", "expected"),
    [
        ("http_error", 429, "throttled"),
        ("http_error", 503, "http_error"),
        ("timeout", None, "timeout"),
        ("too_large", 200, "too_large"),
    ],
)
def test_transport(outcome, status, expected):
    answer = read_answer(FetchResult(URL, URL, outcome, status, reason="Why."))
    assert (answer.outcome, answer.reason) == (expected, "Why.")
