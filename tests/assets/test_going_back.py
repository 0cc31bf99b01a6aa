"""The job that collects past days says what is wrong before anything is asked for."""

import dagster as dg
import pytest

from assets.definitions import defs


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"first": "2026-03-01", "last": "2026-03-02"}, "needs settings of live coverage"),
        ({"first": "2026-03-02", "last": "2026-03-01"}, "the first day lies after the last"),
        ({"first": "March", "last": "2026-03-01"}, "write it like 2026-03-01"),
        ({"first": "2026-03-01", "last": "2026-03-01", "source": "moon"}, "choose gdelt, gdelt_bulk, sitemaps"),
    ],
)
def test_a_request_that_cannot_work_is_told_in_a_sentence(tmp_path, days, said):
    result = defs.resolve_job_def("coverage_of_the_past").execute_in_process(
        run_config={
            "ops": {"links_of_the_past": {"config": days}},
            "resources": {"project": {"config": {"config_file": "config/sample.yaml", "data_dir": str(tmp_path)}}},
        },
        raise_on_error=False,
    )
    failure = result.failure_data_for_node("links_of_the_past")
    assert said in failure.error.message
    assert list(tmp_path.iterdir()) == []


def test_live_settings_without_a_contact_name_the_line(tmp_path):
    with pytest.raises(dg.Failure, match=r"config/live\.yaml|collect\.contact"):
        defs.resolve_job_def("coverage_of_the_past").execute_in_process(
            run_config={
                "ops": {
                    "links_of_the_past": {"config": {"first": "2026-03-01", "last": "2026-03-01", "source": "sitemaps"}}
                },
                "resources": {"project": {"config": {"config_file": "config/live.yaml", "data_dir": str(tmp_path)}}},
            },
        )
