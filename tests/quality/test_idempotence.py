"""The same input twice leaves the same rows, embeds nothing and fetches nothing."""

from monitor.pipeline import run_stages
from monitor.warehouse import fingerprint


def test_a_second_run_changes_no_content_and_embeds_nothing(sample_run):
    with sample_run.warehouse.transaction() as connection:
        before = fingerprint(connection)
        fetches = connection.execute("SELECT count(*) FROM fetches").fetchone()
    summaries = dict(run_stages(sample_run.settings, sample_run.warehouse))
    with sample_run.warehouse.transaction() as connection:
        after = fingerprint(connection)
        assert connection.execute("SELECT count(*) FROM fetches").fetchone() == fetches
    assert after == before
    assert summaries["vectors"].n_texts_embedded == 0
