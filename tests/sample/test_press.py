from collections import Counter

import pytest

from monitor.sample import SampleError, article_url, codings, load_press
from monitor.sample.looks import load_styles

HEADER = "id,outlet,language,published_at,shown_from,corrected_from,reprint_of\n"
ROW = "usa-w03-01,prairie,en,2026-01-12T10:00:00Z,2026-01-12T10:00:00Z,,\n"
CORRECTED = "usa-w03-01,prairie,en,2026-01-12T10:00:00Z,2026-01-12T10:00:00Z,2026-01-14T10:00:00Z,\n"
BLOCK = "=== usa-w03-01\ntitle: A title: with a colon\n---\nOne.\n\nTwo.\n"
EXTRA = "=== usa-w03-02\ntitle: x\n"
SECOND = "=== usa-w03-01 v2\ntitle: Corrected\n---\nThree.\n"


def _press(tmp_path, rows, text):
    (tmp_path / "press" / "USA").mkdir(parents=True, exist_ok=True)
    (tmp_path / "articles.csv").write_text(HEADER + rows, encoding="utf-8")
    (tmp_path / "press" / "USA" / "2026-W03.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_versions_and_paragraphs(tmp_path):
    (article,) = load_press(_press(tmp_path, CORRECTED, BLOCK + SECOND))
    assert [text.title for text in article.versions] == ["A title: with a colon", "Corrected"]
    assert article.versions[0].paragraphs == ["One.", "Two."]
    before, after = article.versions[0].shown_from, article.versions[1].shown_from
    assert article.text_at(before) is article.versions[0]
    assert article.text_at(after) is article.versions[1]
    assert article.text_at(before.replace(year=2025)) is None


def test_title_without_body(tmp_path):
    (article,) = load_press(_press(tmp_path, ROW, "=== usa-w03-01\ntitle: Only this\n"))
    assert (article.versions[0].title, article.versions[0].body, article.versions[0].paragraphs) == (
        "Only this",
        "",
        [],
    )


@pytest.mark.parametrize(
    ("rows", "text", "message"),
    [
        (ROW, "", r"articles\.csv:2: usa-w03-01: no file under press/ has a block"),
        (ROW, BLOCK + EXTRA, r"press/USA/2026-W03\.txt: block 'usa-w03-02': no line of articles\.csv"),
        (ROW, BLOCK + BLOCK, r"press/USA/2026-W03\.txt: block 'usa-w03-01': the same block stands in"),
        (ROW, BLOCK + SECOND, r"block 'usa-w03-01 v2': a corrected text, but articles\.csv:2"),
        (CORRECTED, BLOCK, r"articles\.csv:2: usa-w03-01: no file under press/ has a block `=== usa-w03-01 v2`"),
        (CORRECTED.replace("14T", "11T"), BLOCK + SECOND, "corrected_from must lie after shown_from"),
        (ROW + ROW, BLOCK, r"articles\.csv:3: usa-w03-01: this id is given twice"),
        (ROW.replace("Z,2026", ",2026"), BLOCK, "has no time zone"),
        (ROW.replace("2026-01-12T", "12/01T"), BLOCK, "is no ISO 8601 time"),
        (ROW.replace(",,\n", ",,usa-w09-09\n"), BLOCK, "reprint_of names usa-w09-09"),
        (ROW, "stray\n" + BLOCK, "text before the first"),
        (ROW, BLOCK.replace("title: A", "A"), "expected a line `title: ...`"),
        (ROW, BLOCK.replace("---", "-"), "expected `---` between title and body, found '-'"),
        (ROW, BLOCK.replace("---\n", ""), "expected `---` between title and body, found 'One.'"),
        (ROW, BLOCK.replace("w03-01", "w03_01"), "expected `=== id` or `=== id v2`"),
    ],
)
def test_errors_name_file_and_block(tmp_path, rows, text, message):
    with pytest.raises(SampleError, match=message):
        load_press(_press(tmp_path, rows, text))


def test_a_list_with_other_columns(tmp_path):
    folder = _press(tmp_path, ROW, BLOCK)
    (folder / "articles.csv").write_text("id,outlet\n", encoding="utf-8")
    with pytest.raises(SampleError, match=r"articles\.csv:1: expected the columns"):
        load_press(folder)


def test_the_embedded_press_is_what_it_should_be():
    press = load_press()
    own = [article for article in press if article.reprint_of is None]
    bodies = [text.body for article in own for text in article.versions if text.body]
    assert len(own) >= 400
    assert len(set(bodies)) == len(bodies)
    assert {article.language for article in press} == {"en", "zh-Hans", "zh-Hant"}
    assert set(load_styles()) == {article.outlet_id for article in press}
    assert sum(len(article.versions) > 1 for article in press) >= 1
    assert sum(not article.versions[0].body for article in press) >= 1
    assert any((article.shown_from - article.published_at).days >= 14 for article in press)


def test_every_article_has_its_own_address():
    urls = [article_url(article.id) for article in load_press()]
    assert len(set(urls)) == len(urls)
    assert not [url for url, article in zip(urls, load_press(), strict=True) if article.id in url]
    with pytest.raises(KeyError):
        article_url("usa-w99-01")


def test_codings_are_apart_from_the_press():
    ids = Counter(line.split(",")[0] for line in codings("author").read_text(encoding="utf-8").splitlines()[1:])
    assert max(ids.values()) == 1
    assert set(ids) <= {article.id for article in load_press()}
