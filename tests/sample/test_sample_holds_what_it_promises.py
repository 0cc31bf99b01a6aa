"""The sample holds what its README says: sizes, places, weeks, the planted shift; and prototypes that owe nothing to its texts."""

import csv
import re
from collections import Counter, defaultdict

import rjieba

from monitor.config import OutletFile, load_model
from monitor.frames import load_codebook
from monitor.sample import codings, load_press
from monitor.text import count_han, to_simplified
from monitor.topics import load_topics


def coded(name):
    with codings(name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


OUTLETS = {outlet.id: outlet for outlet in load_model("config/sample-outlets.yaml", OutletFile).outlets}
PRESS = load_press()
AUTHOR = coded("author")


def size(text):
    return count_han(text) or len(text.split())


def test_twenty_four_outlets_four_in_each_of_six_places_and_one_state_outlet_with_an_english_edition():
    assert Counter(outlet.country for outlet in OUTLETS.values()) == dict.fromkeys(
        ("CHN", "TWN", "SGP", "USA", "GBR", "IND"), 4
    )
    both = [o for o in OUTLETS.values() if {feed.language for feed in o.feeds} == {"zh-Hans", "en"}]
    assert [outlet.ownership for outlet in both] == ["state"]


def test_four_hundred_distinct_articles_on_forty_stories_over_ten_weeks():
    distinct = [one for one in PRESS if one.versions[-1].body and not one.reprint_of]
    texts = {one.versions[-1].body for one in distinct}
    assert len(texts) == len(distinct) >= 400
    stories = Counter(AUTHOR[one.id]["story"] for one in distinct if AUTHOR[one.id]["story"])
    assert len(stories) >= 40
    weeks = {one.published_at.isocalendar()[:2] for one in PRESS}
    assert weeks == {(2026, week) for week in range(3, 13)}
    assert all(80 <= size(one.versions[-1].body) <= 500 for one in distinct)


def test_late_corrected_reprinted_off_topic_and_bodiless_articles_are_there():
    assert sum((one.shown_from - one.published_at).days == 14 for one in PRESS) >= 1
    assert sum(len(one.versions) > 1 for one in PRESS) >= 1
    assert sum(bool(one.reprint_of) for one in PRESS) >= 10
    assert sum(row["relevant"] == "0" for row in AUTHOR.values()) >= 30
    assert sum(not one.versions[-1].body for one in PRESS) >= 10


def test_the_shift_is_planted_as_described():
    shares = defaultdict(list)
    for one in PRESS:
        if (
            OUTLETS[one.outlet_id].country == "CHN"
            and one.versions[-1].body
            and AUTHOR[one.id]["story"]
            and not one.reprint_of
        ):
            shares[one.published_at.isocalendar().week].append("self_reliance_innovation" in AUTHOR[one.id]["frames"])
    assert all(len(week) >= 8 for week in shares.values())
    before = [sum(shares[week]) / len(shares[week]) for week in range(3, 9)]
    after = [sum(shares[week]) / len(shares[week]) for week in range(9, 13)]
    assert min(after) - max(before) >= 0.45
    assert round(sum(after) / 4 - sum(before) / 6, 2) == 0.5


def test_every_article_has_its_author_and_two_model_codings():
    ids = {one.id for one in PRESS}
    assert ids == set(AUTHOR) == set(coded("model_a")) == set(coded("model_b"))


def words(text):
    """Latin words and segmented Chinese words, script-unified, without punctuation."""
    return [word for word in rjieba.cut(to_simplified(text).lower()) if re.match(r"\w", word)]


def runs(text, length=8):
    tokens = words(text)
    return {tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1)}


def test_prototypes_share_no_run_of_eight_words_with_an_article():
    prototypes = [
        p
        for frame in load_codebook("config/codebook.yaml").frames
        for p in (*frame.prototypes.en, *frame.prototypes.zh)
    ]
    prototypes += [
        p for topic in load_topics("config/topics.yaml").topics for p in (*topic.prototypes.en, *topic.prototypes.zh)
    ]
    theirs = set().union(*(runs(prototype) for prototype in prototypes))
    assert len(theirs) > 500
    ours = set().union(*(runs(f"{text.title}\n{text.body}") for one in PRESS for text in one.versions))
    assert theirs & ours == set()
