"""The stage: units in, tables out."""

import dataclasses
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa
from threadpoolctl import threadpool_limits

from monitor.articles.agencies import load_agencies
from monitor.config import ConfigError
from monitor.config.settings import Settings
from monitor.frames import current_scorer_id
from monitor.topics import current_method, load_topics
from monitor.trends.agenda import agenda
from monitor.trends.calendar import Calendar, read_calendar
from monitor.trends.decomposition import framing_decomposition
from monitor.trends.differences import frame_differences
from monitor.trends.divergence import country_divergence
from monitor.trends.lead_lag import lead_lag
from monitor.trends.not_found import not_found_in_sources
from monitor.trends.prevalence import weekly_prevalence
from monitor.trends.shifts import frame_shifts
from monitor.trends.standing import OF_WEEK, WEEKLY, Standing, read_standing
from monitor.trends.story_contrasts import story_frame_contrasts
from monitor.trends.study import Study
from monitor.trends.telling import write_telling_passages
from monitor.trends.tellings import read_press
from monitor.trends.term_texts import read_texts
from monitor.trends.terms import distinctive_terms
from monitor.trends.units import Units, Weeks, read_units, week_dates
from monitor.warehouse import Warehouse, query, record_stage, replace

RANGED = (
    "frame_differences", "framing_decomposition", "frame_shifts", "country_divergence", "country_divergence_frames", "distinctive_terms",
    "agenda", "lead_lag", "not_found_in_sources",
)  # fmt: skip
"""Tables with rows for each range of weeks, told apart by ``range_stop``."""

AT_ONCE = 2
"""Tables estimated at the same time: each takes memory of its own."""
_Estimate = Callable[[], pa.Table | None]


@dataclass(frozen=True)
class TrendSummary:
    """What the stage counted and how many rows the tables have of it; ``week`` is the Monday up to which was compared (None without any
    article), ``weeks_estimated`` counts the weeks whose shares were estimated, the others stand as they were.
    """

    units: int = 0
    coded_units: int = 0
    prevalence_rows: int = 0
    difference_rows: int = 0
    decomposition_rows: int = 0
    contrast_rows: int = 0
    passage_rows: int = 0
    shift_rows: int = 0
    shifts_found: int = 0
    week: date | None = None
    divergence_rows: int = 0
    term_rows: int = 0
    agenda_rows: int = 0
    lead_lag_rows: int = 0
    not_found_rows: int = 0
    weeks_estimated: int = 0


def estimate_trends(settings: Settings, warehouse: Warehouse, week: date | None = None) -> TrendSummary:
    """Estimate all trends for the current scorer, topic method and topics, and replace that scorer's rows.

    With ``week`` (a Monday) only differences and shifts are estimated, as of that week: over the ``settings.trends.weeks`` weeks that
    end with it, by the scorer of the newest estimates; nothing where there are none yet. Rows of other ranges stay.

    Raises ConfigError when ``settings.trends.topics`` names one that no file defines.
    """
    if week is None:
        scorer, method = current_scorer_id(settings, warehouse), current_method(settings, warehouse)
        return estimate_for(settings, warehouse, scorer, method)
    with warehouse.transaction() as connection:
        recorded = query(connection, "trends_recorded").to_pylist()
    if not recorded:
        return TrendSummary()
    return estimate_for(settings, warehouse, recorded[0]["scorer_id"], recorded[0]["topic_method"], week)


def estimate_for(
    settings: Settings, warehouse: Warehouse, scorer_id: str, topic_method: str, week: date | None = None
) -> TrendSummary:
    """Estimate trends for a scorer and a topic method; rows of other scorers stay."""
    with record_stage(warehouse, "trends" if week is None else "trends_as_of") as record:
        found = _estimate_all(settings, warehouse, scorer_id, topic_method, week)
        record.summary = summary = _write(settings, warehouse, found, (scorer_id, topic_method), week)
    return summary


@dataclass(frozen=True)
class _Trends:
    """What was found: tables by name, the last week compared, the numbers of units and of coded units.

    Tables that are estimated week by week lack the weeks that stand, see :mod:`monitor.trends.standing`; ``counted`` as in
    :class:`monitor.trends.units.Units`.
    """

    tables: Mapping[str, pa.Table]
    week: date | None = None
    units: int = 0
    coded_units: int = 0
    standing: Mapping[str, Standing] = field(default_factory=dict)
    counted: pa.Table | None = None


def _estimate_all(
    settings: Settings, warehouse: Warehouse, scorer_id: str, topic_method: str, week: date | None = None
) -> _Trends:
    """Estimate the tables without writing them; with no ``gold.coder_kinds`` everything rests on the scorer alone."""
    study = read_study(settings, warehouse, scorer_id, topic_method, week, texts=True)
    if study is None:
        return _Trends({})
    # what all of them rest on comes first: it is worked out once
    _ = study.pooled, study.coverage
    standing: dict[str, Standing] = {}
    if week is None:
        with warehouse.transaction() as connection:
            standing = read_standing(connection, study)
    begun = _estimates(settings, study, standing)
    # numpy and scipy leave the interpreter to others while they count; threads of their own would be in each other's way
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(AT_ONCE, "trends") as pool:
        results = {name: pool.submit(estimate) for name, estimate in begun.items()}
        divergence = pool.submit(country_divergence, study)
        tables = _attention(settings, warehouse, study, topic_method)
        tables |= {name: one.result() for name, one in results.items()}
        divergences = divergence.result()
    tables |= {"country_divergence": divergences.pairs, "country_divergence_frames": divergences.frames}
    values = study.units.values
    coded = int(values.coded.any(axis=1).sum())
    written = {name: table for name, table in tables.items() if table is not None}
    return _Trends(written, _last(study.calendar), len(values.prediction), coded, standing, study.units.counted)


def _estimates(settings: Settings, study: Study, standing: Mapping[str, Standing]) -> dict[str, _Estimate]:
    """How tables are estimated, those that take longest first; tables by week only where it is known which weeks stand."""
    agencies = frozenset(load_agencies(settings.articles.agencies).canonical)
    found: dict[str, _Estimate] = {}
    if standing:
        contrasts, prevalence = (standing[name].asked for name in ("story_frame_contrasts", "weekly_frame_prevalence"))
        found["story_frame_contrasts"] = lambda: story_frame_contrasts(study, contrasts)
        found["weekly_frame_prevalence"] = lambda: weekly_prevalence(study, asked=prevalence)
    found["framing_decomposition"] = lambda: framing_decomposition(study)
    found["distinctive_terms"] = lambda: distinctive_terms(study, agencies)
    found["frame_shifts"] = lambda: frame_shifts(study)
    found["frame_differences"] = lambda: frame_differences(study)
    return found


def _attention(settings: Settings, warehouse: Warehouse, study: Study, topic_method: str) -> dict[str, pa.Table | None]:
    """The tables of attention, which no frame plays a part in."""
    with warehouse.transaction() as connection:
        press = read_press(connection, topic_method, measured_topics(settings), study.calendar.weeks)
    if press is None:
        return {"agenda": agenda(study)}
    return {
        "agenda": agenda(study),
        "lead_lag": lead_lag(study, press),
        "not_found_in_sources": not_found_in_sources(study, press),
    }


def read_study(
    settings: Settings,
    warehouse: Warehouse,
    scorer_id: str,
    topic_method: str,
    week: date | None = None,
    *,
    texts: bool = False,
) -> Study | None:
    """What estimates are made from, with ``texts`` those that words are counted in; None without a scored, relevant article."""
    topics = measured_topics(settings)
    with warehouse.transaction() as connection:
        units = read_units(connection, scorer_id, topic_method, topics, settings.gold.coder_kinds)
        if not len(units.articles) or not units.frames:
            return None
        calendar = read_calendar(connection, settings, _weeks_shown(units, settings), week)
        study = Study(units, calendar, settings.trends, scorer_id)
        return dataclasses.replace(study, texts=read_texts(connection, study)) if texts else study


def measured_topics(settings: Settings) -> tuple[str, ...]:
    """Ids of the topics whose coverage is measured; empty: all. Raises ConfigError for one that no file defines."""
    wanted = settings.trends.topics
    known = {topic.id for topic in load_topics(settings.topics).topics} if wanted else set()
    unknown = sorted(set(wanted) - known)
    if unknown:
        raise ConfigError(
            f"trends.topics: {', '.join(unknown)}: no topics file defines it; known are {', '.join(sorted(known))}."
        )
    return wanted


def _weeks_shown(units: Units, settings: Settings) -> Weeks:
    """Weeks of the articles in the scope that is shown, or of all where there is none in it."""
    articles = units.articles
    names = articles.text_scope.names
    shown = articles.text_scope.codes == (
        names.index(settings.trends.text_scope) if settings.trends.text_scope in names else -1
    )
    return articles.week[shown] if shown.any() else articles.week


def _last(calendar: Calendar) -> date:
    return week_dates(calendar.weeks[-1:])[0]


def _write(
    settings: Settings, warehouse: Warehouse, found: _Trends, key: tuple[str, str], week: date | None
) -> TrendSummary:
    scorer_id, topic_method = key
    of_scorer = "scorer_id = '{}'".format(scorer_id.replace("'", "''"))
    none = pa.table({})
    stop, passages = week or found.week, 0
    kept: dict[str, int] = {}
    with warehouse.transaction() as connection:
        for name in RANGED:
            of_range = f"(range_stop IS NULL OR range_stop = DATE '{stop.isoformat()}')" if stop else "true"
            replace(connection, name, found.tables.get(name, none), f"{of_scorer} AND {of_range}")
        if week is None:
            kept = _replace_weekly(connection, found, scorer_id, of_scorer)
            passages = write_telling_passages(connection, scorer_id, found.counted, settings.gold.coder_kinds)
            replace(connection, "counted_articles", _counted(found, scorer_id), of_scorer)
            replace(connection, "current_estimation", _estimation(settings, scorer_id, topic_method, found.week))
    rows = {name: found.tables[name].num_rows if name in found.tables else 0 for name in (*WEEKLY, *RANGED)}
    rows |= {name: rows[name] + n for name, n in kept.items()}
    shifts = found.tables.get("frame_shifts")
    n_found = sum(shifts["is_shift"].to_pylist()) if shifts is not None else 0
    asked = [_n_asked(one) for name, one in found.standing.items() if name == "weekly_frame_prevalence"]
    return TrendSummary(
        found.units, found.coded_units, rows["weekly_frame_prevalence"], rows["frame_differences"],
        rows["framing_decomposition"], rows["story_frame_contrasts"], passages, rows["frame_shifts"], n_found, found.week,
        rows["country_divergence"], rows["distinctive_terms"], rows["agenda"], rows["lead_lag"], rows["not_found_in_sources"], sum(asked),
    )  # fmt: skip


def _replace_weekly(
    connection: duckdb.DuckDBPyConnection, found: _Trends, scorer_id: str, of_scorer: str
) -> dict[str, int]:
    """Replace the rows of the weeks estimated; returns how many rows of other weeks stand, by table."""
    none, kept, recorded = pa.table({}), {}, []
    for name in WEEKLY:
        rows, standing = found.tables.get(name, none), found.standing.get(name)
        others = "true" if standing is None else standing.other_rows(OF_WEEK[name])
        replace(connection, name, rows, f"{of_scorer} AND {others}")
        if standing is not None:
            kept[name] = sum(standing.stand["n_rows"].to_pylist())
            recorded.append(standing.estimated(name, scorer_id, rows))
    replace(connection, "estimated_weeks", pa.concat_tables(recorded) if recorded else none, of_scorer)
    return kept


def _counted(found: _Trends, scorer_id: str) -> pa.Table:
    if found.counted is None:
        return pa.table({})
    return found.counted.select(["article_id"]).append_column("scorer_id", pa.repeat(scorer_id, len(found.counted)))


def _n_asked(standing: Standing) -> int:
    return len(standing.weeks) if standing.asked is None else int(standing.asked.sum())


def _estimation(settings: Settings, scorer_id: str, topic_method: str, week: date | None) -> pa.Table:
    topics = measured_topics(settings)
    return pa.table({
        "scorer_id": [scorer_id], "topic_method": [topic_method],
        "topic_ids": pa.array([list(topics) or None], pa.list_(pa.string())),
        "text_scope": [settings.trends.text_scope], "newest_week": pa.array([week], pa.date32()),
    })  # fmt: skip
