"""Coding that stands in the warehouse, as texts with judgements."""

import numpy as np
import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import Codebook
from monitor.frames.head.labelled import Labelled
from monitor.frames.scorer import PASSAGE_COLUMNS
from monitor.warehouse import Warehouse, query


def coding_of_warehouse(settings: Settings, warehouse: Warehouse, codebook: Codebook) -> Labelled:
    """What counts as gold (``gold.coder_kinds``, the codebook's version) for articles with text; stories are the clusters.

    A frame that coders did not judge, or on which they are undecided, is not judged. Reads annotations and the gold
    tables, articles, passages, story_members. Raises ConfigError where there is none.
    """
    kinds = list(settings.gold.coder_kinds)
    with warehouse.transaction() as connection:
        gold = query(connection, "head_coding", coder_kinds=kinds, codebook_version=codebook.version)
        passages = query(connection, "frames_passages", article_ids=gold["article_id"].unique().to_pylist())
    articles = gold.group_by("article_id", use_threads=False).aggregate([("language", "first"), ("cluster", "first")])
    ids = passages["article_id"].unique().to_pylist()
    if not ids:
        raise ConfigError(
            f"no article is coded with codebook version {codebook.version} by a coder whose kind counts as gold "
            f"({', '.join(kinds) or 'none'}; gold.coder_kinds). Draw and import coding with `monitor gold`, or name a CSV file."
        )
    row, column = ({name: at for at, name in enumerate(names)} for names in (ids, codebook.frame_ids))
    present, judged = (np.zeros((len(ids), len(column)), bool) for _ in range(2))
    for article, frame, found in zip(
        *(gold[name].to_pylist() for name in ("article_id", "frame_id", "present")), strict=True
    ):
        if article in row and frame in column:
            present[row[article], column[frame]], judged[row[article], column[frame]] = found, True
    about = {one["article_id"]: one for one in articles.to_pylist()}
    return Labelled(
        tuple(ids),
        tuple(about[one]["language_first"] for one in ids),
        tuple(about[one]["cluster_first"] for one in ids),
        _plain(passages),
        codebook.frame_ids,
        present,
        judged,
    )


def _plain(passages: pa.Table) -> pa.Table:
    return passages.select(list(PASSAGE_COLUMNS))
