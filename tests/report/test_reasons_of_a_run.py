"""Every reason that a run writes is told in Chinese on the Chinese page, sentences built from settings included."""

import pytest

from monitor.report.wording import Wording

TABLES = (
    "weekly_frame_prevalence",
    "frame_differences",
    "framing_decomposition",
    "story_frame_contrasts",
    "frame_shifts",
    "agenda",
    "lead_lag",
    "not_found_in_sources",
    "country_divergence",
    "country_divergence_frames",
    "distinctive_terms",
)


@pytest.mark.parametrize("table", TABLES)
def test_no_reason_stays_in_english(sample_run, table):
    with sample_run.warehouse.transaction() as connection:
        found = connection.execute(f"SELECT DISTINCT reason FROM {table} WHERE reason IS NOT NULL").fetchall()
    words = Wording("zh")
    english = [text for (text,) in found if any(letter.isascii() and letter.isalpha() for letter in words.reason(text))]
    assert english == []


def test_sentences_made_from_settings_have_their_chinese():
    import numpy as np

    from monitor.trends import lead_lag, not_found
    from monitor.trends.agenda import NOT_COMPARED
    from monitor.trends.caveats import CHANGE_TURNS, OTHER_OUTLETS, SENTENCES, SIGN_TURNS
    from monitor.trends.coverage import Coverage
    from monitor.trends.differences import withheld_pairs
    from monitor.trends.pooled import REASONS
    from monitor.trends.shifts import TOO_SHORT

    places = (
        Coverage(np.zeros((1, 1, 1), dtype=np.int64), np.datetime64("2026-01-05"), 3).reasons(np.array([True])).names
    )
    pairs = withheld_pairs(np.array([[1, 1]]), np.array([[1, 1]]), 3).names
    attention = (NOT_COMPARED, lead_lag.TOO_FEW, lead_lag.FEW_STORIES, lead_lag.MANY_DAYS, *not_found.SENTENCES)
    words = Wording("zh")
    for sentence in filter(
        None, (*attention, *places, *pairs, TOO_SHORT, *REASONS, *SENTENCES, SIGN_TURNS, CHANGE_TURNS, OTHER_OUTLETS)
    ):
        assert words.reason(sentence) != sentence
