"""Files of coding: what is read, what is left out with which sentence, and what is refused as a whole."""

import numpy as np
import pytest

from monitor.config import ConfigError
from monitor.frames.head import read_coded_csv


@pytest.fixture
def file(tmp_path):
    def write(content, name="a.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_texts_languages_labels_and_clusters(file):
    read = read_coded_csv(
        file(
            "\ufeffid,text,lang,labels\n"
            'x,"One, two",en,10; 2\n'
            "y,三,zh-Hant,\n"
            "x,Four,en,2;2\n"
            "z,  four ,EN,1\n"
            ",Five,ar,1\n"
            ",Six,ar,1\n"
        )
    )
    coded = read.coded
    assert (coded.frames, read.refused) == (("1", "2", "10"), ())
    assert coded.base_languages == ("en", "zh", "en", "en", "ar", "ar")
    np.testing.assert_array_equal(
        coded.present.astype(int), [[0, 1, 1], [0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]]
    )
    one, two, three, four, five, six = coded.clusters
    assert one == three == four
    assert len({one, two, five, six}) == 4
    assert coded.passages["text"].to_pylist() == ["One, two", "三", "Four", "four", "Five", "Six"]


def test_rows_that_cannot_be_used_are_told_and_the_rest_is_read(file):
    read = read_coded_csv(
        file(f"text,lang,labels\nGood,en,a\n  ,en,a\nNo language,,a\n{'long ' * 40_000},en,a\nUnknown,en,a;b\n"), ("a",)
    )
    assert len(read.coded) == 1
    sentences = [one.partition(": ")[2] for one in read.refused]
    assert sentences == [
        "row 3: text is empty; left out.",
        "row 4: lang is empty; write the language, such as en or zh-Hans; left out.",
        "row 5: text has 200,000 characters, more than 100,000: no article is so long; left out.",
        "row 6: b: not in the codebook; left out.",
    ]


def test_a_long_text_is_read_sentence_by_sentence(file):
    sentence = "The committee heard that chips were smuggled through three ports. "
    coded = read_coded_csv(file(f"text,lang,labels\n{sentence * 300},en,a\n")).coded
    assert coded.passages.num_rows == 300
    assert coded.passages["stop"].to_pylist()[-1] == len(sentence * 300) - 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"text,lang\nA,en\n", "header lacks labels; expected text, lang, labels"),
        (b"", "is not a CSV file"),
        (b"text,lang,labels\n", "no row can be used"),
        (b"text,lang,labels\n,en,a\n", "no row can be used(.|\n)*row 2: text is empty"),
        (b"text,lang,labels\n\xff\xfe,en,a\n", "is not UTF-8"),
        (b'text,lang,labels\n"A,en,a\n', "is not a CSV file"),
        (b"text,lang,labels\nA,en," + b";".join(b"%d" % n for n in range(200)) + b"\n", "200 different labels"),
    ],
)
def test_files_that_cannot_be_used_are_refused(file, content, words):
    with pytest.raises(ConfigError, match=words):
        read_coded_csv(file(content))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.csv: cannot be read"):
        read_coded_csv(tmp_path / "none.csv")
