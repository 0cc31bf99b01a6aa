"""Text that a spreadsheet leaves as text: whatever a headline holds, no cell begins a formula."""

import re
import unicodedata

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.warehouse import defused
from monitor.warehouse.cells import defused_sql

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066"
SIGNS = "=+-@＝＋－＠"
TELLING = st.text(st.sampled_from(SIGNS + " \t\r\n\u3000\u00a0;'\"a1国" + INVISIBLE), max_size=12)


def is_formula(cell):
    """An oracle of its own: the first character that can be seen, in its ordinary width, is a sign."""
    seen = [one for one in cell if not one.isspace() and unicodedata.category(one) != "Cc" and one not in INVISIBLE]
    return bool(seen) and unicodedata.normalize("NFKC", seen[0]) in {"=", "+", "-", "@"}


@pytest.fixture(scope="module")
def database():
    with duckdb.connect() as connection:
        yield connection


@given(text=st.one_of(TELLING, st.text(max_size=30)))
@settings(max_examples=600, deadline=None)
def test_no_text_becomes_a_formula_and_sql_and_python_agree(database, text):
    cell = defused(text)
    assert not is_formula(cell)
    assert not cell.startswith(("\t", "\r", "\n"))
    first, *others = re.split(
        "[;\t\r\n]", cell
    )  # where a semicolon parts the cells, and quotes around them mean nothing
    assert not any(is_formula(part) for part in [first, *(part.replace('"', "") for part in others)])
    assert [char for char in cell if char != "'"] == [char for char in text if char != "'"]
    if "\0" not in text:
        assert database.execute(f"SELECT {defused_sql('$text')}", {"text": text}).fetchone() == (cell,)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), (" \u3000@SUM(A1)", "' \u3000@SUM(A1)"), ("＝cmd", "'＝cmd"), ("\tx", "'\tx"), ("", ""), ("'=1", "'=1"),
        ("a-b = c", "a-b = c"), ("GPT-4 up; more to come", "GPT-4 up; more to come"), ("a;=1", "a;'=1"), ("中国；-3", "中国；-3"),
    ],
)  # fmt: skip
def test_only_what_could_be_one_is_changed(text, cell):
    assert defused(text) == cell
