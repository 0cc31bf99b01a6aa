"""`evaluate extraction` on a folder of small pages, and the converters into such folders."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli import register
from monitor.config import ConfigError
from monitor.evaluate import convert_pages
from monitor.evaluate.extraction import gram_f1, measure_extraction
from monitor.evaluate.page_gold import read_gold

TEXT = (
    "美国战略技术办公室二十四日宣布，将人工智能芯片的出口管制扩大到云算力租赁。办公室主任在记者会上说，此举旨在堵住漏洞。",
    "中国商务部门发言人当晚回应称，中方坚决反对泛化国家安全概念，将采取必要措施维护企业的正当权益。",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
LINKS = "".join(f"<li><a href='/{n}'>第{n}条新闻的标题写得很长很长很长</a></li>" for n in range(20))


def page(title: str = "美国扩大芯片出口管制", body: str = BODY, time: str = "2026年2月24日 15:20") -> str:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<div class='time'>{time}</div>{body}</article></body></html>"
    )


def folder(path: Path, pages: dict[str, tuple[str, dict[str, object]]]) -> Path:
    (path / "html").mkdir(parents=True)
    for name, (html, _) in pages.items():
        (path / "html" / f"{name}.shtml.gz").write_bytes(gzip.compress(html.encode()))
    lines = [json.dumps({"id": name} | about, ensure_ascii=False) for name, (_, about) in pages.items()]
    (path / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


GOLD = {"title": "美国扩大芯片出口管制", "pubtime": "2026-02-24 15:20:33", "content_html": BODY}


@pytest.fixture
def pages(tmp_path):
    return folder(
        tmp_path / "set",
        {
            "good": (page(), GOLD | {"contains": ["出口管制扩大"], "excludes": ["15:20"]}),
            "wrong": (page(time="2026年2月24日 15:21"), GOLD | {"title": "另一个标题", "contains": ["没有这句话"]}),
            "list": (f"<html><head><title>频道</title></head><body><ul>{LINKS}</ul></body></html>", {"article": False}),
        },
    )


def test_text_times_titles_and_strings_are_counted(pages):
    found = measure_extraction(read_gold(pages))
    ours = found.ours
    assert ours.text_f1 == pytest.approx(1.0)
    assert (ours.n_text, ours.date_exact.right, ours.day_exact.right, ours.title_exact.right) == (2, 1, 2, 1)
    assert (ours.contains.right, ours.contains.n, ours.excludes.right) == (1, 2, 1)
    assert ours.strings_f1 == pytest.approx(2 / 3)
    assert (ours.refused.right, ours.refused.n) == (1, 1)
    assert found.plain.date_exact.right == 0  # its dates are days
    assert found.pages[0].gold.id == "wrong"


@pytest.mark.parametrize(
    ("found", "gold", "score"),
    [
        ("一二三四五", "一二三四五", 1.0),
        ("一二 三四\n五", "一二三四五", 1.0),
        ("一二三四五", "一二三四六", 0.5),
        ("", "一二三四", 0.0),
        ("一", "一", 1.0),
    ],
)
def test_the_score_is_of_runs_of_four_characters_without_white_space(found, gold, score):
    assert gram_f1(found, gold) == pytest.approx(score)


def test_a_day_of_an_unknown_zone_may_be_any_on_earth(tmp_path):
    about = {"pubtime": "2026-02-25", "zone": "anywhere"}
    found = measure_extraction(read_gold(folder(tmp_path, {"a": (page(time="2026年2月24日 15:20"), about)})))
    assert (found.ours.day_exact.right, found.plain.day_exact.right) == (1, 0)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: is no JSON object"),
        ('{"title": "x"}', "line 2: cannot be used \\(no 'id'"),
        ('{"id": "other"}', r"there is no html/other"),
        ('{"id": "good", "pubtime": "gestern"}', "'gestern' is no time"),
        ('{"id": "good", "zone": "Mars/Olympus"}', "line 2: cannot be used"),
    ],
)
def test_a_gold_that_cannot_be_used_names_its_line(tmp_path, line, words):
    path = folder(tmp_path, {"good": (page(), GOLD)})
    with (path / "gold.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(ConfigError, match=words):
        read_gold(path)


def test_a_folder_without_gold_and_a_page_that_is_no_gzip_end_in_a_sentence(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_gold(tmp_path / "none")
    path = folder(tmp_path / "set", {"good": (page(), GOLD)})
    (path / "html" / "good.shtml.gz").write_bytes(b"no gzip")
    with pytest.raises(ConfigError, match="cannot be unpacked"):
        measure_extraction(read_gold(path))
    (path / "html" / "good.shtml.gz").rename(path / "html" / "good.shtml")
    with pytest.raises(ConfigError, match=r"html/good\.shtml is not packed: gzip it"):
        read_gold(path)


def test_the_command_prints_a_table_or_one_object(pages):
    told = CliRunner().invoke(register(), ["evaluate", "extraction", str(pages), "--worst", "5"])
    assert told.exit_code == 0
    assert "text_f1" in told.output
    assert "wrong: F1 1.000" in told.output
    assert "have no" not in told.output
    told = CliRunner().invoke(register(), ["evaluate", "extraction", str(pages), "--worst", "5", "--json"])
    data = json.loads(told.stdout.splitlines()[-1])
    assert data["text_f1"] == 1.0
    assert data["date_exact"] == {"n": 2, "right": 1, "share": 0.5}
    assert data["trafilatura"]["text_f1"] <= 1.0
    assert [one["id"] for one in data["worst"]] == ["wrong"]


def test_what_the_gold_does_not_say_is_told_once(tmp_path):
    path = folder(tmp_path, {"a": (page(), {"title": GOLD["title"]}), "b": (page(), GOLD)})
    told = CliRunner().invoke(register(), ["evaluate", "extraction", str(path)]).output
    assert told.count("1 of 2 articles have no pubtime in gold.jsonl") == 1
    assert told.count("have no") == 2


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(data.encode()))
    else:
        path.write_text(data, encoding="utf-8")


def test_published_sets_become_such_folders(tmp_path):
    source, to = tmp_path / "source", tmp_path / "to"
    write(source / "t" / "evaldata.json", {
        "https://a.example/1": {"file": "a.1.html", "title": "A", "date": "2026-02-24", "with": ["x"], "without": ["y"]},
        "https://a.example/2": {"file": "gone.html", "with": [], "without": []},
    })  # fmt: skip
    write(source / "t" / "a.1.html.gz", page())
    write(source / "n" / "one.html.gz", page())
    write(source / "n" / "one.txt", "\n\n".join(TEXT))
    write(
        source / "n" / "metadata__one.json",
        {"url": "https://a.example/", "language": "zh", "publish_date": "2026-02-24T00:00:00"},
    )
    write(
        source / "f" / "tw" / "meta.info",
        {"Post_2026_02_24.html.gz": {"url": "https://b.example/", "crawl_date": "2026-02-25 10:00:00"}},
    )
    write(source / "f" / "tw" / "Post.json", {"V1": {
        "title": "A", "publishing_date": "2026-02-24 15:20:00+08:00",
        "body": {"summary": ["S"], "sections": [{"headline": ["H"], "paragraphs": [TEXT[0]]}]},
    }})  # fmt: skip
    write(source / "f" / "tw" / "Post_2026_02_24.html.gz", page())
    write(source / "r" / "x__source.html.gz", page())
    write(source / "r" / "x__expected.html.gz", BODY)
    write(source / "l" / "test_list_page__x__1.html.gz", page())
    converters = {
        "t": convert_pages.convert_trafilatura, "n": convert_pages.convert_newspaper, "f": convert_pages.convert_fundus,
        "r": convert_pages.convert_readability, "l": convert_pages.convert_lists,
    }  # fmt: skip
    golds = {}
    for name, converter in converters.items():
        assert converter(source / name, to / name) == {to / name / "gold.jsonl": 1}
        (golds[name],) = read_gold(to / name)
    assert (golds["t"].contains, golds["t"].excludes, golds["t"].anywhere) == (("x",), ("y",), True)
    assert (golds["n"].at, str(golds["n"].day), str(golds["n"].zone)) == (None, "2026-02-24", "Asia/Shanghai")
    assert "".join((golds["n"].text or "").split()) == "".join(TEXT)
    assert golds["f"].at == datetime(2026, 2, 24, 7, 20, tzinfo=UTC)
    assert (golds["f"].text or "").split() == ["S", "H", TEXT[0]]
    assert golds["r"].content() == page().encode()
    assert not golds["l"].is_article
    with pytest.raises(ConfigError, match="name the folder"):
        convert_pages.convert_trafilatura(source / "l", to / "none")
