"""Samples for coding, drawn at random or suggested, as they stand in the warehouse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from monitor.config import ConfigError
from monitor.warehouse import Warehouse, query, replace, upsert

NAME = re.compile(r"\w[\w.-]{0,59}")


@dataclass(frozen=True)
class SampleSummary:
    """A sample that was made, or was there already (``existed``: the same draw of the same population)."""

    sample_id: str
    name: str
    kind: str
    articles: int
    population: int
    existed: bool
    strata: tuple[tuple[str, int, int], ...] = ()
    """Stratum, articles in it, articles drawn."""


@dataclass(frozen=True)
class Sample:
    """What is written of a sample: its row of gold_samples (without drawn_at), and chosen articles in the order of coding."""

    row: dict[str, object]
    article_ids: Sequence[str]
    strata: Sequence[str]
    probabilities: Sequence[float | None]


def check_name(name: str) -> str:
    """The name, which also names files. Raises :class:`monitor.config.ConfigError` for one that could not."""
    if not NAME.fullmatch(name):
        raise ConfigError(
            f"--name {name[:80]!r}: use up to 60 letters, digits, points, hyphens or underscores, beginning with one of the first two."
        )
    return name


def find_sample(warehouse: Warehouse, name: str) -> dict[str, object]:
    """Row of the sample of that name or id. Raises :class:`monitor.config.ConfigError` where there is none."""
    with warehouse.transaction() as connection:
        found = query(connection, "coding_sample_named", sample=name).to_pylist()
        names = [one for (one,) in connection.execute("SELECT name FROM gold_samples ORDER BY name").fetchall()]
    if not found:
        raise ConfigError(
            f"Sample {name!r} is not known; known are: {', '.join(names) or 'none (make one with `monitor gold draw`)'}."
        )
    return dict(found[0])


def existing(connection: duckdb.DuckDBPyConnection, sample_id: str, name: str) -> str | None:
    """Name under which the sample stands already, None where it does not. Raises ConfigError where another has its name."""
    for row in query(connection, "coding_sample_named", sample=name).to_pylist():
        if row["sample_id"] != sample_id:
            raise ConfigError(f"--name {name}: another sample is called that; give this one another name.")
    row = connection.execute("SELECT name FROM gold_samples WHERE sample_id = ?", [sample_id]).fetchone()
    return None if row is None else str(row[0])


def write_sample(connection: duckdb.DuckDBPyConnection, sample: Sample) -> None:
    """Write gold_samples and gold_sample_articles."""
    n, sample_id = len(sample.article_ids), str(sample.row["sample_id"])
    row = sample.row | {"drawn_at": datetime.now(UTC), "n_articles": n}
    integers = {
        name: pa.array([row[name]], pa.int32()) for name in ("per_stratum", "n_population", "n_articles") if name in row
    }
    upsert(
        connection, "gold_samples", pa.table({name: [value] for name, value in row.items()} | integers), ["sample_id"]
    )
    articles = pa.table(
        {
            "sample_id": [sample_id] * n,
            "article_id": list(sample.article_ids),
            "stratum": list(sample.strata),
            "inclusion_probability": pa.array(sample.probabilities, pa.float64()),
            "position": pa.array(range(1, n + 1), pa.int32()),
        }
    )
    replace(connection, "gold_sample_articles", articles, f"sample_id = '{sample_id}'")
