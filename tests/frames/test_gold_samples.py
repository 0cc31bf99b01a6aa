"""From the draw to gold over a small press: draw, suggest, export, import, decisions, agreement, and trends' view of it."""

import csv
import io
import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import yaml

from monitor.config import ConfigError
from monitor.config.settings import CollectSettings, GoldSettings
from monitor.frames import (
    ImportOptions,
    agreement_report,
    disputes,
    draw_sample,
    export_sample,
    import_codings,
    import_decisions,
    import_files,
    measure_agreement,
    suggest_articles,
    write_disputes,
)
from monitor.frames.coding.suggest import rank_articles
from monitor.warehouse import query, replace
from monitor.warehouse.keys import KEYS, repeated_keys

METHOD, SCORER = "method", "scorer"
PLACES = [("CHN", "zh-Hans")] * 12 + [("USA", "en")] * 8 + [("CHN", "en")] * 4
HOSTILE = '=HYPERLINK("http://evil.example","中文")'


@pytest.fixture(scope="session")
def small(codebook):
    """Three frames of the codebook: quick to read."""
    frames = tuple(frame for frame in codebook.frames if frame.id in {"national_security", "competition", "openness"})
    return codebook.model_copy(update={"frames": frames})


@pytest.fixture
def live(settings, small, tmp_path, monkeypatch):
    """A live project with that codebook; relevance is told, not measured."""
    path = tmp_path / "codebook.yaml"
    path.write_text(
        yaml.safe_dump(small.model_dump(mode="json", exclude_none=True), allow_unicode=True), encoding="utf-8"
    )
    monkeypatch.setattr("monitor.frames.coding.population.current_method", lambda *_: METHOD)
    monkeypatch.setattr("monitor.frames.coding.suggest.current_scorer_id", lambda *_: SCORER)
    gold = {"collect": CollectSettings(source="feeds"), "gold": GoldSettings()}
    return settings.model_copy(update={"codebook": path, **gold})


@pytest.fixture
def press(warehouse, rows):
    """24 articles of three strata, one of them off the topic, one a title alone, and copies at home and abroad of a00."""
    places = [*PLACES, ("CHN", "zh-Hans"), ("USA", "en"), ("USA", "en"), ("USA", "en")]
    ids = [*(f"a{n:02d}" for n in range(24)), "copy-chn", "copy-usa", "off", "title"]
    n = len(ids)
    articles = pa.table({
        "article_id": ids, "url": [f"https://example.org/{one}" for one in ids], "country": [place for place, _ in places],
        "language": [language for _, language in places], "title": [HOSTILE, *["标题 Title"] * (n - 1)],
        "body": ["第一句。\n\n第二句。\x0b", "x" * 40_000, *["A body."] * (n - 2)], "text_hash": ids,
        "text_scope": [*["full"] * (n - 1), "title"], "week": [date(2026, 3, 16)] * n,
        "published_at": [datetime(2026, 3, 16, hour, tzinfo=UTC) for hour in np.minimum(range(n), 23)],
    })  # fmt: skip
    topics = pa.table(
        {"article_id": ids, "topic_id": ["t"] * n, "method": [METHOD] * n, "is_relevant": [one != "off" for one in ids]}
    )
    copies = pa.table({"article_id": ["a00", "copy-chn", "copy-usa"], "copy_group": ["a00"] * 3})
    stories = pa.table({"article_id": ids, "story_id": [f"s{place // 2}" for place in range(n)]})
    certain = [0.5 if one == "a05" else 0.02 for one in ids]
    scores = pa.table(
        {"article_id": ids, "frame_id": ["openness"] * n, "scorer_id": [SCORER] * n, "probability": certain}
    )
    tables = {"articles": articles, "article_topics": topics, "copies": copies, "story_members": stories}
    with warehouse.transaction() as connection:
        for name, table in (tables | {"frame_scores": scores}).items():
            replace(connection, name, table)
    return rows


def drawn(rows, sample_id):
    return rows(
        "SELECT article_id, stratum, inclusion_probability FROM gold_sample_articles WHERE sample_id = ? ORDER BY position",
        [sample_id],
    )


def test_a_draw_is_of_what_trends_counts_and_the_same_again_is_the_same(live, warehouse, press):
    first = draw_sample(live, warehouse, 9, name="first", per_stratum=2)
    assert first.strata == (("CHN/en", 4, 2), ("CHN/zh-Hans", 12, 4), ("USA/en", 9, 3))
    population = {one for (one,) in press("SELECT article_id FROM gold_population")}
    assert population == {f"a{n:02d}" for n in range(24)} | {
        "copy-usa"
    }  # a reprint abroad counts there, one at home does not
    chosen = drawn(press, first.sample_id)
    sizes = {name: (size, n) for name, size, n in first.strata}
    assert all(chance == sizes[stratum][1] / sizes[stratum][0] for _, stratum, chance in chosen)
    again = draw_sample(live, warehouse, 9, per_stratum=2)
    assert (again.sample_id, again.name, again.existed) == (first.sample_id, "first", True)
    assert drawn(press, first.sample_id) == chosen
    second = draw_sample(live, warehouse, 9, name="second", per_stratum=2, seed=2)
    assert {one for one, *_ in drawn(press, second.sample_id)} != {one for one, *_ in chosen}
    assert press("SELECT count(*), count(DISTINCT sample_id) FROM gold_sample_articles") == [(18, 2)]
    with pytest.raises(ConfigError, match="another sample is called that"):
        draw_sample(live, warehouse, 10, name="second")
    with pytest.raises(ConfigError, match="use up to 60 letters"):
        draw_sample(live, warehouse, 10, name="../second")
    with pytest.raises(ConfigError, match="3 strata of country and language need 3 articles"):
        draw_sample(live, warehouse, 2)
    everything = draw_sample(live, warehouse, 1000)
    assert {chance for *_, chance in drawn(press, everything.sample_id)} == {1.0}
    assert everything.articles == 25
    titles = draw_sample(live, warehouse, 1, text_scopes=("title",))
    assert drawn(press, titles.sample_id) == [("title", "USA/en", 1.0)]


def test_no_article_to_draw_from_says_what_to_do(live, warehouse):
    with pytest.raises(ConfigError, match="Run the line first"):
        draw_sample(live, warehouse, 5)


def test_a_suggestion_has_no_chance_and_leaves_out_what_is_drawn(live, warehouse, press):
    draw_sample(live, warehouse, 6, name="first")
    taken = {one for (one,) in press("SELECT article_id FROM gold_sample_articles")}
    made = suggest_articles(live, warehouse, 5)
    suggested = [one for one, *_ in drawn(press, made.sample_id)]
    assert {chance for *_, chance in drawn(press, made.sample_id)} == {None}
    assert len(suggested) == 5
    assert not taken & set(suggested)
    assert "a05" in taken or suggested[0] == "a05"
    stories = press(
        "SELECT count(DISTINCT story_id) FROM story_members WHERE list_contains(?, article_id)", [suggested]
    )
    assert stories == [(5,)]
    assert suggest_articles(live, warehouse, 5).existed


def test_what_is_suggested_is_unsure_rare_in_a_place_with_little_gold_and_of_many_stories():
    articles = pd.DataFrame({
        "article_id": ["sure", "unsure", "sibling", "rare", "far"], "story_id": ["1", "2", "2", "3", "4"],
        "stratum": ["USA/en"] * 4 + ["SGP/en"],
    })  # fmt: skip
    probability = {
        "sure": (0.01, 0.01),
        "unsure": (0.5, 0.1),
        "sibling": (0.49, 0.1),
        "rare": (0.1, 0.5),
        "far": (0.5, 0.1),
    }
    scores = pd.DataFrame(
        [
            (one, frame, p)
            for one, both in probability.items()
            for frame, p in zip(("common", "rare"), both, strict=True)
        ],
        columns=["article_id", "frame_id", "probability"],
    )
    gold = pd.DataFrame({
        "article_id": [f"g{n}" for n in range(30)], "frame_id": ["common"] * 30, "present": [True] * 29 + [None],
        "country": ["USA"] * 30, "language": ["en"] * 30,
    })  # fmt: skip
    assert rank_articles(articles, scores, gold)["article_id"].tolist() == ["far", "rare", "unsure", "sure", "sibling"]
    nothing = gold[:0]
    assert rank_articles(articles, scores, nothing)["article_id"].tolist()[-1] == "sibling"


def test_an_export_opens_in_both_tools_and_says_nothing_of_the_scorer(live, warehouse, press, tmp_path, small):
    draw_sample(live, warehouse, 1000, name="all")
    made = export_sample(live, warehouse, "all", tmp_path / "out")
    assert (made.articles, made.cut, made.codebook_version, len(made.files)) == (25, 1, small.version, 5)
    raw = (tmp_path / "out" / "all.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    sheet = {row["article_id"]: row for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))}
    assert sheet["a00"]["title"] == "'" + HOSTILE
    assert sheet["a00"]["text"] == "第一句。\n\n第二句。"
    assert len(sheet["a01"]["text"]) < 32_767
    assert {column for column, cell in sheet["a02"].items() if cell == ""} == {"coder", "note", *small.frame_ids}
    tasks = json.loads((tmp_path / "out" / "all.tasks.json").read_text(encoding="utf-8"))
    assert {frozenset(task) for task in tasks} == {frozenset({"data", "meta"})}  # no predictions
    by_id = {task["data"]["article_id"]: task for task in tasks}
    assert by_id["a00"]["data"]["text"] == f"{HOSTILE}\n\n第一句。\n\n第二句。"
    assert len(by_id["a01"]["data"]["text"]) > 40_000
    assert by_id["a02"]["meta"]["inclusion_probability"] == 1.0
    assert by_id["a02"]["data"]["codebook_version"] == small.version
    view = ElementTree.parse(tmp_path / "out" / "all.interface.xml")
    choices = view.findall(".//Choice")
    assert [one.get("alias") for one in choices] == [*small.frame_ids, "_none"]
    assert choices[0].get("value") == f"{small.frames[0].name.en} / {small.frames[0].name.zh}"
    assert small.frames[0].definition.zh in choices[0].get("hint")
    assert view.find(".//Choices").get("toName") == view.find(".//Text").get("name")
    page = (tmp_path / "out" / f"codebook-{small.version}.zh.html").read_text(encoding="utf-8")
    for frame in small.frames:
        assert frame.name.zh in page
        assert not any(one in page for one in frame.prototypes.zh)  # coders are not shown what scorers learn from


def test_an_export_never_overwrites_what_a_coder_may_have_filled_in(live, warehouse, press, tmp_path):
    draw_sample(live, warehouse, 6, name="few")
    first = export_sample(live, warehouse, "few", tmp_path, ("csv",))
    assert export_sample(live, warehouse, "few", tmp_path, ("csv",)) == first
    (tmp_path / "few.csv").write_text("filled in", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"few\.csv: is there with other content"):
        export_sample(live, warehouse, "few", tmp_path, ("csv", "label-studio"))
    assert not (tmp_path / "few.tasks.json").exists()
    with pytest.raises(ConfigError, match="known are: few"):
        export_sample(live, warehouse, "fw", tmp_path)


def fill(source, target, coder, judge, **save):
    """Fill in an exported CSV as ``judge(article_id, frame)`` says (None: leave empty)."""
    lines = list(csv.DictReader(io.StringIO(source.read_bytes().decode("utf-8-sig"), newline="")))
    frames = [
        name for name in lines[0] if name.islower() and name not in {"text", "title", "url", "note", "coder", "sample"}
    ]
    for line in lines:
        line["coder"] = coder
        for frame in set(frames) - {"article_id", "codebook_version", "language"}:
            line[frame] = {True: "1", False: "0", None: ""}[judge(line["article_id"], frame)]
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0], delimiter=save.get("delimiter", ","))
    writer.writeheader()
    writer.writerows(lines)
    target.write_text(out.getvalue(), encoding=save.get("encoding", "utf-8"), newline="")
    return target


@pytest.fixture
def coded(live, warehouse, press, tmp_path):
    """Two coders of one sample: they differ on openness of one article in two, and find competition nowhere."""
    made = draw_sample(live, warehouse, 10, name="first", per_stratum=3)
    export_sample(live, warehouse, "first", tmp_path, ("csv",))
    ids = [one for one, *_ in drawn(press, made.sample_id)]
    odd = set(ids[::2])

    def lin(article, frame):
        return frame != "competition" and (frame != "openness" or article in odd)

    def rao(article, frame):
        return lin(article, frame) != (frame == "openness")

    files = [
        fill(tmp_path / "first.csv", tmp_path / "lin.csv", "Lin", lin, delimiter=";"),
        fill(tmp_path / "first.csv", tmp_path / "rao.csv", "Rao", rao, encoding="utf-16"),
    ]
    return files, ids


def test_imported_codings_are_gold_with_the_chance_of_their_sample_and_a_run_keeps_them(
    live, warehouse, press, coded, small
):
    files, ids = coded
    made = import_files(live, warehouse, files)
    assert [(one.coders, one.articles, one.judgements, one.refused) for one in made] == [
        (("Lin",), 10, 30, ()), (("Rao",), 10, 30, ()),
    ]  # fmt: skip
    before = press("FROM annotations ORDER BY ALL"), press("FROM gold_coded ORDER BY ALL")
    assert [one.known for one in import_files(live, warehouse, files)] == [30, 30]
    assert import_codings(live, warehouse).kept == 60
    assert (press("FROM annotations ORDER BY ALL"), press("FROM gold_coded ORDER BY ALL")) == before
    with warehouse.transaction() as connection:
        rows = query(connection, "coding_gold", coder_kinds=["human"], codebook_version=small.version).to_pylist()
        assert [
            (name, repeated_keys(connection, name)) for name in KEYS if "gold" in name or name == "annotations"
        ] == [(name, 0) for name in KEYS if "gold" in name or name == "annotations"]
    stored = dict(press("SELECT article_id, inclusion_probability FROM gold_sample_articles"))
    for row in rows:
        if row["frame_id"] == "openness":
            assert (row["basis"], row["present"], row["inclusion_probability"]) == ("undecided", None, None)
        else:
            assert row["inclusion_probability"] == pytest.approx(stored[row["article_id"]])
            assert row["present"] == (row["frame_id"] != "competition")
    assert {row["article_id"] for row in rows} == set(ids)


def test_the_later_word_of_a_coder_is_refused_unless_it_shall_replace(live, warehouse, press, coded, tmp_path):
    files, _ = coded
    import_files(live, warehouse, files)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("Lin;1;", "Lin;0;"), encoding="utf-8")
    (made,) = import_files(live, warehouse, files[:1])
    assert (made.known, len(made.refused)) == (20, 10)
    assert (
        "known to have judged national_security otherwise; if this is the later word, import with --replace"
        in made.refused[0]
    )
    assert f"{files[0]}:2: " in made.refused[0]
    said = press("SELECT DISTINCT present FROM annotations WHERE label = 'national_security' AND coder_id = 'Lin'")
    assert said == [(True,)]
    assert len(press("FROM gold_refused")) == 10
    (made,) = import_files(live, warehouse, files[:1], ImportOptions(replace=True))
    assert (made.replaced, made.refused) == (10, ())
    said = press("SELECT DISTINCT present FROM annotations WHERE label = 'national_security' AND coder_id = 'Lin'")
    assert said == [(False,)]
    assert press("FROM gold_refused") == []
    (gone,) = import_files(live, warehouse, [tmp_path / "gone.csv"])
    assert gone.refused[0].startswith(f"{tmp_path / 'gone.csv'}: cannot be read")


def test_coding_of_a_suggestion_is_kept_but_corrects_nothing(live, warehouse, press, tmp_path, small):
    suggest_articles(live, warehouse, 4, name="next")
    export_sample(live, warehouse, "next", tmp_path, ("csv",))
    (made,) = import_files(live, warehouse, [fill(tmp_path / "next.csv", tmp_path / "f.csv", "Lin", lambda *_: True)])
    assert (made.judgements, made.refused) == (12, ())
    assert press("SELECT DISTINCT inclusion_probability FROM gold_judgements(['human'], ?)", [small.version]) == [
        (None,)
    ]
    kinds = press("SELECT DISTINCT kind FROM gold_coded JOIN gold_samples USING (sample_id)")
    assert kinds == [("suggested",)]


def test_whoever_decides_is_a_coder_of_its_own_and_counts_before_all_others(
    *, live, warehouse, press, coded, tmp_path, small
):
    import_files(live, warehouse, coded[0])
    found = disputes(live, warehouse)
    assert {(row["frame_id"], row["basis"]) for row in found} == {("openness", "undecided")}
    assert len(found) == 10
    path = tmp_path / "disputes.csv"
    write_disputes(live, found, path)
    with pytest.raises(ConfigError, match="is there already"):
        write_disputes(live, found, path)
    lines = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert {line["says_present"] for line in lines} == {"Lin", "Rao"}
    for line, present in zip(lines, ["1", "0", "", "1"], strict=False):
        line |= {"present": present, "decided_by": "Chen"}
    lines[3]["decided_by"] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    made = import_decisions(live, warehouse, path)
    assert (made.coders, made.judgements, made.not_judged) == (("adjudicated by Chen",), 2, 7)
    assert made.refused == (f"{path}:5: decided_by is empty; name who judged.",)
    counts = dict(press("SELECT basis, count(*) FROM gold_judgements(['human'], ?) GROUP BY basis", [small.version]))
    assert counts == {"unanimous": 20, "undecided": 8, "adjudicated": 2}
    measure_agreement(warehouse, small)
    assert press("SELECT DISTINCT coders FROM coder_agreement") == [("Lin+Rao",)]
    assert import_codings(live, warehouse).undecided == 8


def test_agreement_says_what_is_too_low_and_what_cannot_be_computed(live, warehouse, press, coded, small):
    files, _ = coded
    assert "nobody has coded" in agreement_report(live, warehouse).told[0]
    import_files(live, warehouse, files[:1])
    assert "Lin alone has coded" in agreement_report(live, warehouse).told[0]
    import_files(live, warehouse, files[1:])
    told = agreement_report(live, warehouse, ["author"]).told
    assert "Not compared here are coders of kind human (--kind human)." in told
    report = agreement_report(live, warehouse)
    rows = {(row["language"], row["frame_id"]): row["alpha"] for row in report.together}
    assert rows["all", "openness"] == pytest.approx(-0.9)  # ten pairs that differ: 1 - (1) / (2 * 10 * 10 / (20 * 19))
    assert rows["all", "competition"] is None
    told = " ".join(report.told)
    assert "Too low to rest a finding on (alpha below 0.667, Krippendorff 2004): openness." in told
    assert (
        "Worse than chance (alpha below 0): somebody may have taken 1 for 0, or a rule the other way: openness." in told
    )
    assert "no coder found the frame in any article (nothing varies): competition." in told
    assert "10 of 30 judgements (articles and frames) are undecided" in told
    measure_agreement(warehouse, small)
    confusion = "SELECT n_articles, n_both, n_a_only, n_b_only, n_neither FROM coder_confusion WHERE language = 'all' AND frame_id = ?"
    assert press(confusion, ["openness"]) == [(10, 0, 5, 5, 0)]
    assert press(confusion, ["competition"]) == [(10, 0, 0, 0, 10)]
    assert press(confusion, ["all"]) == [(10, 10, 5, 5, 10)]
    languages = "SELECT sum(n_both) FROM coder_confusion WHERE language <> 'all' AND frame_id = 'all'"
    assert press(languages) == [(10,)]
    assert agreement_report(live, warehouse, ("model",)).together == ()
