"""One text explained: what is told, where the evidence stands, and what becomes of input that is no good."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from monitor.articles import UnreadableTextError, language_of, read_bytes
from monitor.cli import register
from monitor.config import ConfigError
from monitor.frames import PrototypeScorer, explain_text, load_codebook, score_frames, score_text
from monitor.frames.prototype import PrototypeParameters
from monitor.topics import score_relevance
from monitor.warehouse import Warehouse

ROOT = Path(__file__).parents[2]
TEXT = (
    "Ministry bans the chatbot\n\nThe app could hand sensitive data on citizens to a foreign intelligence service. "
    "Beijing called 中国 the ban an abuse of the notion of national security 😀 to contain its firms.\r\nMore talks follow."
)


@pytest.fixture(scope="module")
def folder(word_model, embedded, tmp_path_factory):
    """A folder with settings for the tiny model; its own sentences are embedded already."""
    path = tmp_path_factory.mktemp("explain")
    (path / "data").mkdir()
    (path / "data" / "vectors.duckdb").write_bytes(embedded.read_bytes())
    settings = (
        (ROOT / "config" / "sample.yaml")
        .read_text(encoding="utf-8")
        .replace("data_dir: data", f"data_dir: {path}/data")
    )
    (path / "a.yaml").write_text(settings + f"embedding: {{model: {word_model}, prefix: ''}}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ask(folder):
    """What the command prints: exit code, the object of ``--json`` or None, and everything else."""

    def run(content, *arguments):
        asked = [*(arguments or ("-",)), "--config", str(folder / "a.yaml"), "--json"]
        answer = CliRunner().invoke(register(), ["explain", *asked], input=content)
        if isinstance(answer.exception, ConfigError):  # the console script turns these into a sentence
            return 1, None, str(answer.exception)
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, json.loads(answer.stdout.splitlines()[-1]) if answer.stdout else None, answer.stderr

    return run


def evidence(told):
    return [one for frame in told["frames"] for one in frame["evidence"]]


def test_every_frame_is_told_with_evidence_at_its_place_in_the_text_as_given(ask, codebook):
    code, told, _ = ask(TEXT.encode())
    assert code == 0
    assert [frame["frame"] for frame in told["frames"]] == list(codebook.frame_ids)
    assert all(0 <= frame["probability"] <= 1 and 1 <= len(frame["evidence"]) <= 3 for frame in told["frames"])
    assert told["title"] == "Ministry bans the chatbot"
    assert {one["field"] for one in evidence(told)} == {"title", "body"}
    assert all(TEXT[one["start"] : one["stop"]] == one["text"] for one in evidence(told))
    scores = [[one["score"] for one in frame["evidence"]] for frame in told["frames"]]
    assert all(values == sorted(values, reverse=True) for values in scores)
    assert (type(told["relevant"]), told["language"]) == (bool, "en")
    assert set(told["scorer"]) == {"id", "method", "codebook", "codebook_version", "model_revision", "projection"}


@pytest.mark.slow
def test_it_says_what_a_run_says_of_the_same_article(settings, warehouse, put_article, rows):
    """Topics and frames, from the stages and from one text: the same numbers."""
    text = read_bytes(TEXT.replace(" 😀", "").replace("\r\n", " ").encode(), name="a")
    put_article("a", text.title, text.body)
    from monitor.embedding import embed_passages

    embed_passages(settings, warehouse)
    with warehouse.transaction() as connection:
        connection.execute("DELETE FROM article_topics")
    score_relevance(settings, warehouse)
    told = explain_text(settings, warehouse, text)
    stored = rows("SELECT topic_id, relevance, is_relevant FROM article_topics ORDER BY topic_id")
    assert [(one.topic, one.relevance, one.relevant) for one in told.topics] == stored
    with warehouse.transaction() as connection:
        connection.execute("UPDATE article_topics SET is_relevant = true")
    score_frames(settings, warehouse)
    found = dict(rows("SELECT frame_id, probability FROM frame_scores WHERE article_id = 'a'"))
    assert {frame.frame: frame.probability for frame in told.frames} == found


def test_a_table_for_a_person_names_frames_evidence_and_scorer(folder):
    def page(*more):
        given = ["explain", "-", "--config", str(folder / "a.yaml"), *more]
        return CliRunner().invoke(register(), given, input=TEXT + " \x1b[31mred")

    answer = page()
    assert answer.exit_code == 0
    assert "A frame counts as present from probability 0.50." in answer.stdout
    assert "(--all shows their passages)" in answer.stdout
    assert page("--all").stdout.count("body") > answer.stdout.count("body")
    assert "National security threat 国家安全威胁 (national_security)" in answer.stdout
    assert "prototype scorer" in answer.stdout
    assert "“Ministry bans the chatbot”" in answer.stdout
    assert "\x1b" not in answer.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "there is no text in it"),
        (b" \n\t\r\n", "there is no text in it"),
        (b"\0\0\0\0", "there is no text in it"),
        (bytes(range(256)) * 20, "Save it as plain text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "no text"),
        (b"x" * 5_000_001, "is longer than 5,000,000 bytes"),
        (b"<html><body></body></html>", "neither a text nor a title"),
        (b"<html><head><title>404 Not Found</title></head><body><p>page not found</p></body></html>", "error or access notice"),
    ],
)  # fmt: skip
def test_what_gives_no_text_ends_in_a_sentence(ask, content, words):
    code, told, said = ask(content)
    assert (code, told) == (1, None)
    assert words in said
    assert said.startswith("monitor: standard input: ")


def test_files_that_cannot_be_read_end_in_a_sentence(ask, tmp_path):
    assert "there is no such file" in ask(None, str(tmp_path / "none.txt"))[2]
    assert "is a folder" in ask(None, str(tmp_path))[2]
    assert (
        "cannot be read (Not a directory)"
        in ask(None, str(tmp_path / "f.txt" / "g") if (tmp_path / "f.txt").write_text("a") else "")[2]
    )
    assert "only http and https" in ask(None, "ftp://news.example/a")[2]
    assert "collect.contact is missing" in ask(None, "https://news.example/a")[2]
    assert ask(b"a text", "-", "--language", "klingon")[2].startswith("--language klingon: write one of en")
    assert "prototype" in ask(b"a text", "-", "--scorer", "magic")[2]
    assert "nli_model" in ask(b"a text", "-", "--scorer", "nli")[2]


@pytest.mark.parametrize(
    ("text", "language", "note"),
    [
        ("security", "en", "So short a text"),
        ("安全", "zh-Hans", "So short a text"),
        ("😀🚀🎉", "other", "no words"),
        ("12345 67 89.0", "other", "no words"),
        ("數位部禁用境外聊天機器人，官員表示有資安風險。", "zh-Hant", None),
        ("Le ministère interdit l'application chinoise sur les téléphones des fonctionnaires, par crainte d'espionnage.", "other", None),
        ("商务部宣布对人工智能芯片实施出口管制。 The ministry said it would restrict exports of chips to protect security.", "zh-Hans",
         "Languages are mixed"),
        ("Ban\n\nThe \0 ministry said the app is a threat to security.", "en", None),
    ],
)  # fmt: skip
def test_odd_texts_are_told_for_what_they_are(text, language, note):
    found, notes = language_of(read_bytes(text.encode(), name="a"))
    assert found.language in ({"en", "zh-Hans", "zh-Hant"} if language != "other" else {"fr", "und"})
    assert language in {found.language, "other"}
    assert any(note in one for one in notes) if note else not notes


@pytest.mark.parametrize(
    "text", ["😀🚀🎉", "Le ministère interdit l'application chinoise sur les téléphones, par crainte d'espionnage."]
)
def test_another_language_gets_its_figures_and_a_warning(ask, text):
    code, told, _ = ask(text.encode())
    assert (code, told["language"], len(told["frames"])) == (0, "other", 12)
    assert told["detected"] in {"fr", "und"}
    assert any("vouches for these figures" in one or "mean nothing" in one for one in told["notes"])


def test_lone_surrogates_and_nul_characters_keep_their_places(ask):
    text = "A ban\nThe ministry \ud800 said the \0 app is a threat to national security."
    code, told, _ = ask(text.encode("utf-8", "surrogatepass"))
    assert code == 0
    assert all(text[one["start"] : one["stop"]] == one["text"] for one in evidence(told))
    assert any("\ud800" in one["text"] for one in evidence(told))


@pytest.mark.parametrize("charset", ["utf-8", "big5", "gb18030", "utf-16"])
def test_charsets_are_found_out(charset):
    text = "數位部禁用境外聊天機器人\n官員表示，該助理把使用者資料傳往境外，有資安風險，公務機關即日起全面禁用。"
    found = read_bytes(text.encode(charset), name="a")
    assert found.title + found.body == text
    assert language_of(found)[0].language == "zh-Hant"


def test_a_page_is_read_like_a_collected_one_and_offsets_count_in_its_fields(ask, tmp_path):
    page = tmp_path / "saved.htm"
    body = "官員表示，該人工智慧助理把使用者資料傳往境外，有資安風險，公務機關即日起全面禁用。專家指出，此舉是為了保護國家安全。"
    head = '<meta charset="big5"><title>數位部禁用聊天機器人</title>'
    page.write_bytes(f"<html><head>{head}</head><body><nav>首頁</nav><p>{body}</p></body></html>".encode("big5"))
    told = ask(None, str(page))[1]
    assert (told["title"], told["body"]) == ("數位部禁用聊天機器人", body)
    assert all(told[one["field"]][one["start"] : one["stop"]] == one["text"] for one in evidence(told))
    assert ask(None, str(page), "--title", "禁令")[1]["title"] == "禁令"


def test_an_address_of_the_sample_press_is_fetched_through_the_client(ask, sample_articles_url):
    code, told, _ = ask(None, sample_articles_url)
    assert code == 0
    assert told["title"]
    assert told["input"]["kind"] == "html"
    code, told, said = ask(None, sample_articles_url + "-not-there")
    assert (code, told) == (1, None)
    assert "answered 404 Not Found" in said


@pytest.fixture(scope="module")
def sample_articles_url():
    """Address of a page that the sample press serves on its last day."""
    from monitor.config import OutletFile, load_model, load_settings
    from monitor.sources.feeds import read_feed
    from monitor.sources.origin import feed_plans, open_origin, polls

    settings = load_settings(ROOT / "config" / "sample.yaml")
    outlets = load_model(settings.outlets, OutletFile).outlets
    now = polls(settings.collect)[-1]
    with open_origin(settings.collect, outlets, now) as (client, turn):
        turn(now)
        for feed in feed_plans(outlets):
            for entry in read_feed(feed, client.get(feed.url), now)[1]:
                if client.get(entry.url).outcome == "ok":
                    return entry.url
    raise AssertionError("the sample press serves no page")


def test_a_first_line_is_a_title_only_when_it_looks_like_one():
    assert read_bytes(b"A ban\nMore.", name="a").title == "A ban"
    assert read_bytes(b"A ban.\nMore.", name="a").title == ""
    assert read_bytes(b"A ban", name="a").title == ""
    assert read_bytes(b"word " * 60 + b"\nMore.", name="a").title == ""
    assert read_bytes("\n\n  禁令 \n正文。".encode(), name="a").title == "禁令"
    with pytest.raises(UnreadableTextError):
        read_bytes(b"\xef\xbb\xbf \n", name="a")


def test_a_long_text_is_read_in_pieces_and_gets_bounded_scores(settings, warehouse):
    text = read_bytes(("人工智能芯片出口管制与国家安全" * 14_000)[:200_000].encode(), name="a")
    told = explain_text(settings, warehouse, text)
    assert told.n_passages >= 200_000 / 160
    assert all(np.isfinite(frame.score) and abs(frame.score) < 50 for frame in told.frames)


# What scores may depend on.


def numbers(scores):
    return np.array(scores.articles["score"].to_pylist())


def paragraphs(codebook, language):
    return [" ".join(getattr(frame.prototypes, language)[:3]) for frame in codebook.frames]


def test_a_sentence_repeated_scores_as_it_does_once(settings, warehouse, codebook):
    for sentence in (codebook.frames[0].prototypes.en[0], codebook.frames[4].prototypes.zh[1]):
        language = "en" if sentence.isascii() else "zh-Hans"
        once = numbers(score_text(settings, warehouse, "", sentence, language))
        np.testing.assert_allclose(
            numbers(score_text(settings, warehouse, "", "\n".join([sentence] * 5), language)), once, atol=1e-6
        )


def test_a_text_repeated_differs_only_by_its_seams(settings, warehouse, codebook):
    """A last sentence next to the first is read in another context; without context nothing is left of the difference."""
    text = paragraphs(codebook, "en")[2]
    repeated = "\n".join([text] * 5)
    plain = PrototypeScorer(settings, warehouse, codebook, PrototypeParameters(context=0.0))
    tables = [as_article(settings, warehouse, one) for one in (text, repeated)]
    once, five = (numbers(plain.score(table)) for table in tables)
    np.testing.assert_allclose(five, once, atol=1e-6)
    once, five = (numbers(score_text(settings, warehouse, "", one, "en")) for one in (text, repeated))
    assert np.abs(five - once).max() < 0.5


def test_filler_raises_no_frame_beyond_text_and_filler_alone(settings, warehouse, codebook):
    """Whatever is added, a score stays within those of the parts; the seam between them may move it a little."""
    filler = "Peel the onions and cut them into thin rings.\nRain fell all night and the river was brown."
    text = paragraphs(codebook, "en")[3]
    for context, bound in ((0.0, 1e-6), (PrototypeParameters().context, 0.5)):
        scorer = PrototypeScorer(settings, warehouse, codebook, PrototypeParameters(context=context))
        parts = (numbers(scorer.score(as_article(settings, warehouse, one))) for one in (text, filler))
        both = numbers(scorer.score(as_article(settings, warehouse, f"{text}\n{filler}")))
        assert (both - np.maximum(*parts)).max() < bound


def test_scores_do_not_depend_on_the_articles_beside(settings, warehouse, codebook):
    texts = paragraphs(codebook, "en")[:4]
    scorer = PrototypeScorer(settings, warehouse, load_codebook(settings.codebook))
    forwards = pa.concat_tables([as_article(settings, warehouse, text, f"{at}") for at, text in enumerate(texts)])
    backwards = pa.concat_tables(
        [as_article(settings, warehouse, text, f"{at}") for at, text in enumerate(texts[::-1])]
    )
    first, second = (numbers(scorer.score(table)).reshape(len(texts), -1) for table in (forwards, backwards))
    np.testing.assert_allclose(first, second[::-1], atol=1e-6)


def as_article(settings, warehouse, text, article_id="a"):
    from monitor.frames.explain import _passages

    assert isinstance(warehouse, Warehouse)
    found = _passages("", text, "en")
    return found.set_column(0, "article_id", pa.repeat(article_id, found.num_rows))
