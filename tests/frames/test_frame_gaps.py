"""Gaps: which passages count, how they are grouped, what is written, and when nothing is done."""

import json
from datetime import UTC, date, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from monitor.articles.passages import passages_of
from monitor.cli import register
from monitor.embedding import embed_passages
from monitor.frames import PrototypeScorer, find_gaps
from monitor.frames.gaps.choose import unfit, worth_reading
from monitor.frames.gaps.cluster import communities
from monitor.frames.gaps.coverage import Coverage
from monitor.frames.gaps.stage import PassageScorer
from monitor.frames.scorer import ScorerIdentity
from monitor.topics import current_method
from monitor.warehouse import fingerprint, publish, upsert

TABLES = ("frame_gap_searches", "frame_gaps", "frame_gap_passages")
# Names that the tiny model knows in neither language, so that they mean the same to it in both.
UNSEEN = {
    "en": "Vrunkle {name} of Blorpt quazmo and Dratzig zimbork said the wimbulet kroost of Yuntrap splizz.",
    "zh-Hans": "Vrunkle {name} Blorpt quazmo Dratzig zimbork wimbulet kroost 说 Yuntrap splizz 的。",
}


def coverage(rows, vectors):
    """A coverage from (article, story, field, text, vector); one outlet an article, in English."""
    n = len(rows)
    table = pa.table(
        {
            "article_id": [row[0] for row in rows],
            "story_id": [row[1] for row in rows],
            "field": [row[2] for row in rows],
            "text": [row[3] for row in rows],
            "language": ["en"] * n,
            "position": list(range(n)),
            "passage_id": [f"p{at}" for at in range(n)],
            "outlet_id": [row[0] for row in rows],
            "is_original": [True] * n,
        }
    )
    unit = np.asarray(vectors, float)
    return Coverage(table, unit / np.linalg.norm(unit, axis=1, keepdims=True))


def test_only_statements_that_matter_to_their_story_are_read():
    long = "A statement of more than eight words stands here, number {}."
    rows, vectors = [], []
    for article in "abcd":
        story = "s" if article != "d" else "t"
        rows += [(article, story, "title", f"Title {article}")]
        vectors += [[1, 0, 0]]
        rows += [(article, story, "body", long.format(f"{article}{at}")) for at in range(4)]
        vectors += [[1, at + 1, 0.1] for at in range(4)]
    rows += [("e", "s", "body", "Too short."), ("e", "s", "body", long.format("echo")), ("e", "s", "title", "Title e")]
    vectors += [[1, 1, 0], [1, 0.01, 0], [1, 0, 0]]
    rows += [("f", story, "body", long.format("repeated")) for story in ("s", "t")]
    vectors += [[1, 2, 0], [1, 2, 0]]
    rows += [("g", "s", "body", long.format("far off"))]
    vectors += [[0, 0, -1]]
    rows = [(*row[:4],) for row in rows]
    worth = worth_reading(coverage(rows, vectors))
    read = [row[3].split("number ")[-1].rstrip(".") for row, kept in zip(rows, worth, strict=True) if kept]
    # Story t has too few articles; titles, the short, the echo, the repeated and the far off are left out.
    assert set(read) == {f"{article}{at}" for article in "abc" for at in range(4)}


def test_what_frames_fit_least_is_the_lowest_of_what_is_worth_reading():
    best = np.linspace(2, 0, 201)
    worth = np.ones(201, bool)
    assert unfit(best, worth).tolist() == list(range(171, 201))
    worth[190:] = False
    assert unfit(best, worth).tolist() == list(range(162, 190))
    assert unfit(np.zeros(201), worth).tolist() == list(range(28))
    assert unfit(best, ~np.ones(201, bool)).size == 0


def test_groups_cross_stories_and_languages_and_do_not_depend_on_the_machine():
    random = np.random.default_rng(1)
    centres = np.eye(40)[:4]
    kind = np.arange(80) % 4
    vectors = centres[kind] + 0.08 * random.normal(size=(80, 40))
    chinese = np.arange(80) >= 40
    vectors[chinese] += 0.6 * np.eye(40)[30]  # what a language adds to all its passages
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    story = np.arange(80) % 11
    found = communities(vectors, story, chinese)
    assert all(len(set(kind[found == one])) == 1 for one in set(found.tolist()))
    for one in np.unique(found):
        assert set(chinese[found == one]) == {False, True}
    assert np.array_equal(found, communities(vectors, story, chinese))
    assert communities(vectors[:0], story[:0], chinese[:0]).size == 0
    assert len(set(communities(vectors, np.zeros(80, int), chinese).tolist())) == 80  # one story: nothing is linked


class NamesFitNothing:
    """A scorer of passages: invented names fit no frame, the prototypes of the last frames do not either, all else fits the first."""

    threshold = 1.0

    def __init__(self, codebook):
        self.identity = ScorerIdentity("stub", codebook.version, "m", "", {})
        self._n_frames = len(codebook.frames)
        last = [getattr(frame.prototypes, language) for frame in codebook.frames[6:9] for language in ("en", "zh")]
        self._unseen = ["Vrunkle", *(text for texts in last for text in texts)]

    def passage_scores(self, passages):
        scores = np.zeros((passages.num_rows, self._n_frames))
        scores[:, 0] = [
            0.5 if any(one in text for one in self._unseen) else 2.0 for text in passages["text"].to_pylist()
        ]
        return scores


@pytest.fixture
def press(settings, warehouse, codebook, monkeypatch):
    """Five stories of four outlets each, whose articles make the points of frames and, in each, one that no frame makes."""
    method, articles, passages, topics, members = current_method(settings, warehouse), [], [], [], []
    for story in range(5):
        for number, language in enumerate(("en", "en", "zh-Hans", "zh-Hans")):
            name = f"{story}{number}"
            made = [
                f"{getattr(frame.prototypes, language[:2])[(story + number) % 3]} {name}"
                for frame in codebook.frames[:8]
            ]
            body = "\n".join([*made, UNSEEN[language].format(name=name)])
            articles.append({
                "article_id": name, "url": f"https://o{number}.example/{name}", "outlet_id": f"o{number}", "country": "CHN",
                "language": language,
                "title": f"Title {name}", "body": body, "text_hash": name, "published_at": datetime(2026, 3, 16, tzinfo=UTC),
                "week": date(2026, 3, 16),
            })  # fmt: skip
            passages += [vars(row) for row in passages_of(name, f"Title {name}", body, language)]
            topics.append(
                {
                    "article_id": name,
                    "topic_id": "ai",
                    "method": method,
                    "text_hash": name,
                    "relevance": 1.0,
                    "is_relevant": True,
                }
            )
            members.append({"article_id": name, "story_id": f"s{story}"})
    with warehouse.transaction() as connection:
        for table, rows, keys in (
            ("articles", articles, ["article_id"]), ("passages", passages, ["passage_id"]),
            ("article_topics", topics, ["article_id", "topic_id", "method"]), ("story_members", members, ["article_id"]),
        ):  # fmt: skip
            upsert(connection, table, pa.Table.from_pylist(rows), keys)
    embed_passages(settings, warehouse)
    monkeypatch.setattr("monitor.frames.gaps.choose.LOWEST", 0.5)
    monkeypatch.setattr("monitor.frames.gaps.stage.open_scorer", lambda *_: NamesFitNothing(codebook))
    return warehouse


def test_what_no_frame_says_becomes_a_gap_with_examples_in_both_languages(settings, press, rows, codebook):
    summary = find_gaps(settings, press)
    assert summary.looked
    assert summary.n_gaps >= 1
    unseen = rows("""
        SELECT g.gap_id, avg((p.text LIKE 'Vrunkle%')::INTEGER) AS part
        FROM frame_gap_passages AS g JOIN passages AS p USING (passage_id) GROUP BY ALL ORDER BY part DESC
    """)
    assert unseen[0][1] > 0.5  # a quarter of what fits no frame; neighbours blur the picture
    (told,) = rows(
        "SELECT n_stories, n_outlets, languages, countries, share FROM frame_gaps WHERE gap_id = ?", [unseen[0][0]]
    )
    assert told[0] >= 3
    assert told[1] >= 3
    assert told[2:4] == (["en", "zh-Hans"], ["CHN"])
    assert 0 < told[4] < 1
    examples = rows(
        "SELECT count(DISTINCT a.language), bool_and(starts_with(a.url, 'https://')) FROM frame_gap_passages AS g JOIN articles AS a "
        "USING (article_id) WHERE is_example AND gap_id = ?", [unseen[0][0]]
    )  # fmt: skip
    assert examples == [(2, True)]
    nearest = rows("SELECT nearest_frames, nearest_distances FROM frame_gaps")
    assert all(
        len(frames) == 3 and distances == sorted(distances) and distances[0] > 0 for frames, distances in nearest
    )
    with press.transaction() as connection:
        upsert(connection, "scorers", NamesFitNothing(codebook).identity.row(), ["scorer_id"])
    with duckdb.connect(str(publish(press)), read_only=True) as published:
        shown = published.execute(
            "SELECT count(*), bool_and(length(example) > 0 AND url <> '') FROM v_frame_gaps"
        ).fetchone()
    assert shown == (rows("SELECT count(*) FROM frame_gap_passages WHERE is_example")[0][0], True)


def test_the_command_prints_them_for_people_and_programs(settings, press, codebook, monkeypatch):
    monkeypatch.setattr("monitor.cli.gaps.open_project", lambda *_: (settings, press))
    monkeypatch.setattr("monitor.cli.gaps.current_scorer_id", lambda *_: NamesFitNothing(codebook).identity.scorer_id)
    told = json.loads(CliRunner().invoke(register(), ["gaps", "--json"]).stdout.splitlines()[-1])
    assert told["gaps"]
    assert {one["language"] for gap in told["gaps"] for one in gap["examples"]} == {"en", "zh-Hans"}
    assert all(one["url"] and one["text"] for gap in told["gaps"] for one in gap["examples"])
    printed = CliRunner().invoke(register(), ["gaps", "--top", "1"]).stdout
    assert "A frame is never added by itself." in " ".join(printed.split())
    assert told["gaps"][0]["examples"][0]["url"] in printed
    assert "\n2. " not in printed


def test_nothing_new_is_no_work_and_a_change_is(settings, press, rows):
    first = find_gaps(settings, press)
    with press.transaction() as connection:
        before = {table: value for table, value in fingerprint(connection).items() if table in TABLES}
    again = find_gaps(settings, press)
    assert not again.looked
    assert (again.n_gaps, again.n_unfit) == (first.n_gaps, first.n_unfit)
    with press.transaction() as connection:
        connection.execute("UPDATE frame_gap_searches SET input_hash = ''")
    assert find_gaps(settings, press).looked
    with press.transaction() as connection:
        assert before == {table: value for table, value in fingerprint(connection).items() if table in TABLES}
        connection.execute("UPDATE story_members SET story_id = 'all'")
    assert find_gaps(settings, press).looked
    assert rows("SELECT count(*) FROM frame_gaps") == [(0,)]  # one story is no gap


def test_a_passage_scores_in_its_place_as_an_article_of_it_alone_does(settings, warehouse, codebook):
    scorer = PrototypeScorer(settings, warehouse, codebook)
    text = codebook.frames[0].prototypes.en[0]
    row = {
        "article_id": "a",
        "language": "en",
        "position": 1,
        "passage_id": "p",
        "field": "body",
        "start": 0,
        "stop": len(text),
        "text": text,
    }
    table = pa.Table.from_pylist([row])
    np.testing.assert_allclose(
        scorer.passage_scores(table)[0], scorer.score(table).articles["score"].to_numpy(), atol=1e-6
    )
    assert isinstance(scorer, PassageScorer)


def test_without_any_article_there_is_a_search_and_no_gap(settings, warehouse, rows):
    assert find_gaps(settings, warehouse).n_gaps == 0
    assert rows("SELECT n_passages, n_gaps FROM frame_gap_searches") == [(0, 0)]
    assert not find_gaps(settings, warehouse).looked
