"""Files of codings as coders and spreadsheets hand them back: read where they can be, refused row by row where not."""

import json
from pathlib import Path

import pytest

from monitor.config import ConfigError
from monitor.frames.coding.label_config import NONE_WORDS
from monitor.frames.coding.model import Known, Names
from monitor.frames.coding.reading import read_codings

V, OLD, OTHER = "v" * 16, "o" * 16, "x" * 16
FRAMES = ("one", "two", "three")
KNOWN = Known(
    {"a": "a", "b": "b", "https://example.org/a": "a"}, FRAMES, V, {"s": ("sid", frozenset({"a"}))}, frozenset({OLD})
)
NAMES = Names({"One / 一": "one", NONE_WORDS: "_none"}, {"3": "Zhang"})
PATH = Path("file")


def read(content, known=KNOWN, kind="human"):
    return read_codings(PATH, content if isinstance(content, bytes) else content.encode(), known, kind, NAMES)


def judged(reading):
    return {(one.article_id, one.coder_id, one.label): one.present for one in reading.judgements}


def reasons(reading):
    return [one.sentence(PATH) for one in reading.refused]


WIDE = f'article_id,sample,codebook_version,text,coder,one,two,three,note\r\na,s,{V},"两行\n文本, 逗号",李,1,0,,说明\r\nb,,{V},x,,,,,\r\n'


@pytest.mark.parametrize(
    "content",
    [
        WIDE.encode("utf-8"),
        WIDE.encode("utf-8-sig"),
        WIDE.encode("utf-16"),
        WIDE.encode("utf-16-le"),
        WIDE.replace(",", ";").encode("utf-8-sig"),
        WIDE.replace(",", "\t").encode("utf-16"),
        b"sep=;\r\n" + WIDE.replace(",", ";").encode(),
        WIDE.replace("a,s", "'a,s").replace("'a", "a").replace(",1,0,,", ",TRUE,FALSE,,").encode(),
        WIDE.replace(",1,0,,", ", x , No ,,").encode(),
        WIDE.replace(",1,0,,", ",是,否,,").encode(),
        WIDE.replace("article_id,", "ARTICLE_ID ,").replace("\r\n", "\n").encode(),
        WIDE.replace("说明\r\n", "说明\r\n,,,,,,,,\r\n").encode(),
    ],
)
def test_a_sheet_is_read_whatever_the_spreadsheet_made_of_it(content):
    reading = read(content)
    assert judged(reading) == {("a", "李", "one"): True, ("a", "李", "two"): False}
    assert (reading.format, reading.not_coded, reading.not_judged, reasons(reading)) == ("csv", 1, 1, [])
    (coded,) = reading.coded
    assert (coded.sample_id, coded.article_id, coded.note) == ("sid", "a", "说明")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "cp1252"])
def test_an_old_code_page_is_read_where_it_cannot_mislead(encoding):
    beyond = "Müller" if encoding == "cp1252" else "李"
    lines = f"article_id,codebook_version,coder,one,note\na,{V},Lin,1,{beyond}\nb,{V},{beyond},1,\n"
    reading = read(lines.encode(encoding))
    assert judged(reading) == {("a", "Lin", "one"): True}
    assert reasons(reading) == ["file:3: the letters of coder cannot be told; save the file as “CSV UTF-8”."]


def test_every_row_that_cannot_be_used_is_refused_with_row_and_reason_and_the_rest_is_taken():
    reading = read(
        "article_id,url,sample,codebook_version,coder,one,two,nonsense\n"
        f"a,,s,{V},Lin,1,0,1\n"
        f"zzz,,,{V},Lin,1,0,\n"
        f"b,,s,{V},Lin,1,0,\n"
        f"b,,other,{V},Lin,1,0,\n"
        f"b,,,,Lin,1,0,\n"
        f"b,,,{OTHER},Lin,1,0,\n"
        f"b,,,{OLD},Lin,1,0,\n"
        f"b,,,{V},,1,0,\n"
        f"b,,,{V},Lin,perhaps,0,\n"
        f"a,,s,{V},Lin,0,0,\n"
        f",https://EXAMPLE.org/a#x,,{V},Rao,0,,\n"
        f"b,,,{V},Rao,0,0,,one,cell,more\n"
    )
    assert judged(reading) == {("a", "Lin", "one"): True, ("a", "Lin", "two"): False, ("a", "Rao", "one"): False}
    expected = {
        1: "column 'nonsense' is no frame of the codebook",
        3: "no article in the warehouse is known as 'zzz'",
        4: "the article is not in sample 's'",
        5: "sample 'other' is not known",
        6: "codebook_version is empty",
        7: "tells coders something else",
        8: "--same-instructions",
        9: "coder is empty; name who judged",
        10: "one is 'perhaps'; expected 1 or 0",
        11: "coded already in row 2",
        13: "cells where the header names 8",
    }
    assert [one.row for one in reading.refused] == list(expected)
    for sentence, words in zip(reasons(reading), expected.values(), strict=True):
        assert words in sentence
    assert reading.told == ["file: has no column for three: not judged."]


def test_a_coder_who_denies_nothing_is_told_so():
    reading = read(f"article_id,codebook_version,coder,one,two,three\na,{V},Lin,x,,\nb,{V},Lin,,x,\n")
    assert reading.not_judged == 4
    assert "coder 'Lin' marks no frame as absent" in reading.told[0]


def test_a_version_with_the_same_instructions_is_carried_over_where_that_is_wanted():
    known = Known(KNOWN.articles, FRAMES, V, {}, frozenset({OLD}), carry_over=True)
    reading = read(f"url,coder,frame,present,codebook_version\nhttps://example.org/a,Lin,one,1,{OLD}\n", known)
    assert reading.carried == 1
    assert [one.codebook_version for one in reading.judgements] == [V]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "is a workbook"),
        (b"article_id,coder,codebook_version,nonsense\n", "no column is a frame of the codebook"),
        (b"article_id,coder,codebook_version,one,ONE\n", "two columns are called one"),
        (b"article_id,one\n", "the header lacks coder, codebook_version"),
        (b'[{"id": 1', "is not valid JSON"),
        (b'{"tasks": []}', "is no list of tasks"),
        (b"[" * 100_000, "is not valid JSON"),
    ],
)
def test_what_is_no_file_of_codings_is_named(content, words):
    with pytest.raises(ConfigError, match=words):
        read(content)


def annotation(number, coder, *choices, **more):
    result = [{"from_name": "frames", "to_name": "text", "type": "choices", "value": {"choices": list(choices)}}]
    return {"id": number, "completed_by": coder, "was_cancelled": False, "result": result if choices else [], **more}


def task(article_id, *annotations, version=V, sample="s", **more):
    data = {"text": "...", "article_id": article_id, "codebook_version": version, "sample": sample}
    return {"id": 7, "data": data, "annotations": list(annotations), **more}


def test_an_export_of_label_studio_keeps_every_annotator_and_counts_who_cancelled():
    by_mail = {"id": 4, "email": "wei@example.org", "first_name": "Wei"}
    note = {"from_name": "note", "type": "textarea", "value": {"text": ["嗯"]}}
    first = annotation(1, 3, "one", "two", updated_at="2026-03-20T10:05:00.5Z")
    first["result"].append(note)
    tasks = [
        task("a", first, annotation(2, by_mail, "One / 一"), annotation(3, 5, "_none"), annotation(4, 6, was_cancelled=True)),
        task("b", sample=""),
    ]  # fmt: skip
    reading = read(json.dumps(tasks))
    assert reasons(reading) == []
    coders = ("Zhang", "wei@example.org", "annotator 5")
    expected = {"Zhang": {"one", "two"}, "wei@example.org": {"one"}, "annotator 5": set()}
    assert judged(reading) == {("a", coder, frame): frame in expected[coder] for coder in coders for frame in FRAMES}
    assert reading.not_coded == 2
    assert {one.coded_at.isoformat() for one in reading.judgements if one.coded_at} == {
        "2026-03-20T10:05:00.500000+00:00"
    }
    assert [(one.sample_id, one.note) for one in reading.coded] == [("sid", "嗯"), ("sid", None), ("sid", None)]


def test_annotations_that_cannot_be_used_are_refused_with_task_and_reason():
    tasks = [
        task("a", annotation(1, 3, "one"), annotation(2, 3, "two"), annotation(3, 4), annotation(4, None, "one")),
        task("a", annotation(5, 5, "one", "_none"), annotation(6, 6, "four"), "nothing", version=OTHER, sample=""),
        task("zzz", annotation(7, 3, "one")),
        {"id": 9, "text": "...", "frames": "one", "annotator": 1},
        {
            "id": 8,
            "data": {},
            "meta": {"article_id": "b", "codebook_version": V},
            "annotations": [annotation(8, 3, "one")],
        },
    ]
    reading = read(json.dumps(tasks))
    assert {key for key, present in judged(reading).items() if present} == {
        ("a", "Zhang", "one"),
        ("b", "Zhang", "one"),
    }
    found = [(one.row, one.reason) for one in reading.refused]
    expected = [
        (1, "coded already in task 7 (annotation 1)"),
        (1, "nothing is chosen"),
        (1, "completed_by is missing"),
        (2, "both a frame and none"),
        (2, "frame 'four' is not in the codebook"),
        (2, "it is no object"),
        (3, "no article in the warehouse"),
        (4, "not JSON-MIN"),
    ]
    assert [row for row, _ in found] == [row for row, _ in expected]
    for (_, reason), (_, words) in zip(found, expected, strict=True):
        assert words in reason
