"""The units counted: relevant articles, copies collapsed within a country, with predictions and judgements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from monitor.trends.correction import Values, correct
from monitor.trends.groups import Bools, Column, Floats, Ints
from monitor.warehouse import query, sql_text

Weeks = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Articles:
    """Articles, copies included, n rows; ``unit`` is the row of :class:`Values` that holds an article's value."""

    unit: Ints
    is_unit: Bools
    week: Weeks
    story: Column
    dispute: Column
    outlet: Column
    country: Column
    language: Column
    ownership: Column
    audience: Column
    text_scope: Column

    def __len__(self) -> int:
        return len(self.unit)

    def take(self, rows: Ints | Bools) -> "Articles":
        """Some of the rows; names keep their codes."""
        columns = (
            self.story, self.dispute, self.outlet, self.country, self.language, self.ownership, self.audience,
            self.text_scope,
        )  # fmt: skip
        return Articles(
            self.unit[rows], self.is_unit[rows], self.week[rows], *(column.take(rows) for column in columns)
        )


_NAMED = ("article_id", "story_id", "country", "text_scope", "language", "copy_group")


@dataclass(frozen=True)
class Units:
    """What the estimates are made of: articles, their values and the frames (f) the values' columns stand for.

    ``counted`` names the articles that count as units, where they were read: article_id, story_id, country, text_scope, language,
    copy_group.
    """

    articles: Articles
    values: Values
    frames: tuple[str, ...]
    counted: pa.Table | None = None


def read_units(
    connection: duckdb.DuckDBPyConnection,
    scorer_id: str,
    topic_method: str,
    topics: Sequence[str],
    coder_kinds: Sequence[str],
) -> Units:
    """Read all units of a scorer, topic method and topics (none named: all), by article id.

    Memory: 80 bytes an article and frame at peak.
    """
    connection.execute(
        sql_text("trends_units"), {"scorer_id": scorer_id, "topic_method": topic_method, "topics": list(topics)}
    )
    read = query(connection, "trends_articles")
    articles = _articles(read)
    named = query(connection, "trends_frames", scorer_id=scorer_id)
    frames = tuple(named["frame_id"].to_pylist())
    if not len(articles) or not frames:
        return Units(articles, Values.empty(len(frames)), frames)
    shape = (int(articles.unit.max()) + 1, len(frames))
    scores = query(connection, "trends_scores", scorer_id=scorer_id, frames=list(frames))
    version = named["codebook_version"][0].as_py()
    gold = query(
        connection, "trends_gold", frames=list(frames), coder_kinds=list(coder_kinds), codebook_version=version
    )
    drawable = np.zeros(shape[0], dtype=np.bool_)
    drawable[query(connection, "trends_drawable", codebook_version=version)["unit"].to_numpy()] = True
    return Units(
        articles,
        correct(
            _matrix(scores, "present", shape),
            _matrix(gold, "gold", shape),
            _matrix(gold, "inclusion_probability", shape),
            drawable,
        ),
        frames,
        read.filter(read["is_unit"]).select(list(_NAMED)),
    )


def week_dates(weeks: Weeks) -> list[date]:
    """Weeks as dates."""
    return [week.astype("datetime64[D]").item() for week in weeks]


def _articles(table: pa.Table) -> Articles:
    names = ("story_id", "dispute_id", "outlet_id", "country", "language", "ownership", "audience", "text_scope")
    return Articles(
        table["unit"].to_numpy().astype(np.int64),
        table["is_unit"].to_numpy().astype(np.bool_),
        table["week"].to_numpy().astype("datetime64[D]"),
        *(arrow_column(table[name]) for name in names),
    )


def arrow_column(values: pa.ChunkedArray) -> Column:
    """A column of strings as codes of its names, sorted."""
    encoded = values.combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return Column(rank[encoded.indices.to_numpy()], tuple(names[place] for place in order))


def _matrix(table: pa.Table, value: str, shape: tuple[int, int]) -> Floats:
    """Rows of (unit, frame, value) as a matrix; NaN where there is no row or no value."""
    matrix = np.full(shape, np.nan)
    matrix[table["unit"].to_numpy(), table["frame"].to_numpy()] = table[value].cast(pa.float64()).to_numpy()
    return matrix
