"""The passages that tell a contrast within a story, in the language they were written in."""

from collections.abc import Sequence

import duckdb

from monitor.warehouse import query, replace, sql_text


def write_telling_passages(
    connection: duckdb.DuckDBPyConnection,
    scorer_id: str,
    topic_method: str,
    topics: Sequence[str],
    coder_kinds: Sequence[str],
) -> int:
    """Replace the scorer's rows of ``story_contrast_passages``, from its rows of ``story_frame_contrasts``; returns how many there are now.

    At most two passages a place and frame: the one with the highest score of each article, an article that other places print as well
    last, then second ones of the same article. A frame counts as carried where gold says so, and where there is none the scorer.
    """
    connection.execute(
        sql_text("trends_units"), {"scorer_id": scorer_id, "topic_method": topic_method, "topics": list(topics)}
    )
    found = query(connection, "trends_story_passages", scorer_id=scorer_id, coder_kinds=list(coder_kinds))
    of_scorer = "scorer_id = '{}'".format(scorer_id.replace("'", "''"))
    return replace(connection, "story_contrast_passages", found, of_scorer)
