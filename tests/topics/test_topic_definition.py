from pathlib import Path

import pytest

from monitor.config import ConfigError
from monitor.sample.press import load_press
from monitor.topics import load_topics

SHIPPED = Path("config/topics.yaml").resolve()


def changed(tmp_path, old, new):
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "topics.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_shipped_file_reads():
    (topic,) = load_topics(SHIPPED).topics
    assert topic.id == "ai_security_disputes"
    assert len(topic.prototypes.en) == len(topic.prototypes.zh)
    assert len(topic.contrast.en) == len(topic.contrast.zh)
    assert topic.prototypes.languages.count("zh-Hans") == len(topic.prototypes.zh)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("threshold: 0.45", "threshold: 1.5", r"topics\.yaml:\d+: topics\.0\.threshold: .*less than 1"),
        ("contrast:", "contrasts:", r"topics\.0\.contrasts: unknown key"),
        ("- id: ai_security_disputes", "- id: AI disputes", r"topics\.0\.id: "),
        ("[\n          ban, bans", "[\n          '*', bans", r"topics\.0\.keywords\.dispute\.en\.0: "),
        ("[\n          ban, bans", "[\n          yes, bans", r"topics\.0\.keywords\.dispute\.en\.0: .*valid string"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path, old, new, message):
    with pytest.raises(ConfigError, match=message):
        load_topics(changed(tmp_path, old, new))


def test_an_id_given_twice_is_refused(tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    path = tmp_path / "topics.yaml"
    path.write_text(text + text[text.index("  - id:") :], encoding="utf-8")
    with pytest.raises(ConfigError, match="given twice: ai_security_disputes"):
        load_topics(path)


def test_the_hash_follows_content_and_not_layout(tmp_path):
    before = load_topics(SHIPPED).content_hash
    assert load_topics(changed(tmp_path, "topics:\n", "# a comment\ntopics:\n\n")).content_hash == before
    assert load_topics(changed(tmp_path, "threshold: 0.45", "threshold: 0.46")).content_hash != before


def test_prototypes_share_no_run_of_eight_words_with_the_sample():
    (topic,) = load_topics(SHIPPED).topics
    runs = {
        tuple(words[at : at + 8])
        for sentence in [*topic.prototypes.en, *topic.contrast.en]
        for words in [sentence.lower().rstrip(".").split()]
        for at in range(len(words) - 7)
    }
    texts = [f"{text.title}\n{text.body}" for article in load_press() for text in article.versions]
    english = [text.lower().split() for text in texts]
    shared = {tuple(words[at : at + 8]) for words in english for at in range(len(words) - 7)} & runs
    assert len(runs) > 50
    assert not shared
    chinese = [*topic.prototypes.zh, *topic.contrast.zh]
    assert not [
        sentence[at : at + 12] for sentence in chinese for at in range(len(sentence) - 11)
        if any(sentence[at : at + 12] in text for text in texts)
    ]  # fmt: skip


def test_sentences_of_other_news_join_the_contrast_of_every_topic():
    alone = load_topics("config/topics.yaml").topics[0]
    files = [Path("config/topics.yaml"), Path("config/topics-trade.yaml"), Path("config/other-news.yaml")]
    both = load_topics(files).topics
    assert [topic.id for topic in both] == ["ai_security_disputes", "trade_tariffs"]
    for topic in both:
        assert "The home side scores late to win the match." in topic.contrast.en
        assert len(topic.contrast.en) == len(topic.contrast.zh) == len(set(topic.contrast.zh))
    assert both[0].contrast.en[: len(alone.contrast.en)] == alone.contrast.en


def test_a_topic_in_two_files_and_files_without_one_are_refused():
    with pytest.raises(
        ConfigError, match=r"topics.yaml: topics: ai_security_disputes is in config/topics.yaml already"
    ):
        load_topics([Path("config/topics.yaml"), Path("config/topics.yaml")])
    with pytest.raises(ConfigError, match="there is no topic in it"):
        load_topics("config/other-news.yaml")
