"""The passages that tell a contrast within a story, in the language they were written in."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from monitor.warehouse import query, replace


def write_telling_passages(
    connection: duckdb.DuckDBPyConnection, scorer_id: str, counted: pa.Table | None, coder_kinds: Sequence[str]
) -> int:
    """Replace the scorer's rows of ``story_contrast_passages``, from its rows of ``story_frame_contrasts``; returns how many there are now.

    ``counted`` are the articles that the contrasts were made of, as in :class:`monitor.trends.units.Units`; None: none. At most two
    passages a place and frame: the one with the highest score of each article, an article that other places print as well last, then
    second ones of the same article. A frame counts as carried where gold says so, and where there is none the scorer.
    """
    of_scorer = "scorer_id = '{}'".format(scorer_id.replace("'", "''"))
    if counted is None:
        return replace(connection, "story_contrast_passages", pa.table({}), of_scorer)
    connection.register("counted_articles", counted)
    try:
        found = query(connection, "trends_story_passages", scorer_id=scorer_id, coder_kinds=list(coder_kinds))
    finally:
        connection.unregister("counted_articles")
    return replace(connection, "story_contrast_passages", found, of_scorer)
