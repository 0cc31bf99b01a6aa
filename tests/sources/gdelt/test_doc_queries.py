"""Queries from keywords."""

from pathlib import Path

import pytest

from monitor.config import ConfigError, GdeltSettings
from monitor.sources.gdelt.doc_query import DocQuery, askable, build_queries, not_askable
from monitor.sources.gdelt.fips import FIPS, fips_code, place_of_name
from monitor.sources.topic_words import TopicWords, read_topic_words

TOPIC = TopicWords(
    "ai", ("artificial intelligence", "chipmak*", "open-weight*", "AI"), ("人工智能", "芯片", "AI模型"), ("ban",)
)


def test_each_language_is_asked_by_keywords_with_the_right_syntax():
    texts = [query.text for query in build_queries([TOPIC], GdeltSettings())]
    english = '("artificial intelligence" OR chipmaker OR chipmakers OR chipmaking OR "open-weight" OR "open-weights")'
    assert texts == [
        f"{english} sourcelang:english",
        f"{english} sourcelang:chinese",
        "(人工智能 OR ai模型) sourcelang:chinese",
    ]
    assert not_askable([TOPIC], GdeltSettings()) == ["AI", "芯片"]


def test_countries_are_asked_one_by_one_in_fips():
    settings = GdeltSettings(languages=("zh",), countries=("CHN", "SGP"), chinese_keywords=False)
    queries = build_queries([TOPIC], settings)
    assert [(query.country, query.text.rpartition(" ")[2]) for query in queries] == [
        ("CHN", "sourcecountry:CH"),
        ("SGP", "sourcecountry:SN"),
    ]
    with pytest.raises(ConfigError, match="'CH' has no code"):
        build_queries([TOPIC], GdeltSettings(countries=("CH",)))


@pytest.mark.parametrize("length", [60, 120, 240])
def test_no_query_is_too_long_and_no_term_is_lost(length):
    words = (*(f"keyword number {number}" for number in range(60)), "x" * 300)
    queries = build_queries([TopicWords("t", words, (), ())], GdeltSettings(languages=("en",), query_length=length))
    assert all(len(query.text.encode()) <= length for query in queries)
    assert [term for query in queries for term in query.terms] == askable(words[:-1])


def test_a_single_term_stands_without_parentheses():
    query = DocQuery("t", "en", None, ("chips",))
    assert query.text == "chips sourcelang:english"
    assert query.halves() == []
    assert [half.terms for half in DocQuery("t", "en", None, ("a", "b", "c")).halves()] == [("a",), ("b", "c")]


def test_shipped_topics_give_queries():
    queries = build_queries(
        read_topic_words([Path("config/topics.yaml"), Path("config/other-news.yaml")]), GdeltSettings()
    )
    assert {query.topic_id for query in queries} == {"ai_security_disputes"}
    assert any("deepseek" in query.terms for query in queries)
    assert any("数据中心" in query.terms for query in queries)
    assert len({query.hash for query in queries}) == len(queries)


def test_codes_that_look_like_iso_and_are_not():
    pairs = {
        "CHN": "CH",
        "CHE": "SZ",
        "AUS": "AS",
        "AUT": "AU",
        "SGP": "SN",
        "DEU": "GM",
        "GBR": "UK",
        "JPN": "JA",
        "TWN": "TW",
        "RUS": "RS",
    }
    assert {place: fips_code(place) for place in pairs} == pairs
    assert len(set(FIPS.values())) == len(FIPS) > 240


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("China", "CHN"),
        ("Taiwan", "TWN"),
        ("Reunion", "REU"),
        ("Macau", "MAC"),
        ("South Korea", "KOR"),
        ("", None),
        ("Kosovo", None),
    ],
)
def test_countries_of_answers(name, place):
    assert place_of_name(name) == place
