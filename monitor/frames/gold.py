"""Codings into ``annotations``: the synthetic sample's own, and files of codings by people."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from monitor.config import Settings
from monitor.frames.codebook import Codebook, load_codebook, register_codebook
from monitor.frames.codings import Coder, Judgement, Known, Reading, read_peoples_codings, read_sample_codings
from monitor.sample import article_url, codings, load_press
from monitor.topics import load_topics
from monitor.warehouse import Warehouse, query, record_stage, sql_text, upsert

log = logging.getLogger(__name__)

SAMPLE_CODERS = {"author": "author", "model_a": "model", "model_b": "model"}
"""Files of the sample's codings and what kind of coder made each. A model's coding is never called a person's."""

KEYS = ["article_id", "task", "label", "coder_id", "codebook_version"]
SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("task", pa.string()),
        ("label", pa.string()),
        ("present", pa.bool_()),
        ("coder_id", pa.string()),
        ("coder_kind", pa.string()),
        ("codebook_version", pa.string()),
        ("inclusion_probability", pa.float64()),
    ]
)


@dataclass(frozen=True)
class GoldSummary:
    """What was imported. ``refused`` counts rows of the files that could not be used; each is logged with its line."""

    files: int
    coders: int
    articles: int
    annotations: int
    refused: int


def import_codings(settings: Settings, warehouse: Warehouse) -> GoldSummary:
    """Import the sample's codings (when the sample is the source) and the CSV files named in ``gold.files``.

    Reads articles; writes codebooks, frames, annotations. A coder's earlier judgements with the same codebook
    version are replaced by what the files hold now; those with other versions stay, unused. A row with an unknown
    article or frame is refused and the rest loaded. Raises :class:`monitor.config.ConfigError` for a file that
    cannot be read or has no usable header.
    """
    with record_stage(warehouse, "coding") as record:
        codebook = load_codebook(settings.codebook)
        register_codebook(warehouse, codebook)
        with warehouse.transaction() as connection:
            found = query(connection, "frames_article_urls").to_pydict()
        known = Known(dict(zip(found["url"], found["article_id"], strict=True)), codebook.frame_ids, codebook.version)
        readings = list(_read_sample(settings, known)) if settings.collect.source == "sample" else []
        taken = {(one.article_id, one.coder_id, one.label) for reading in readings for one in reading.judgements}
        readings += [read_peoples_codings(path, known, taken) for path in settings.gold.files]
        record.summary = summary = _write(warehouse, codebook, readings)
    return summary


def _read_sample(settings: Settings, known: Known) -> Iterator[Reading]:
    urls = {article.id: article_url(article.id) for article in load_press()}
    by_sample_id = {name: known.articles[url] for name, url in urls.items() if url in known.articles}
    topic = load_topics(settings.topics).topics[0].id
    for name, kind in SAMPLE_CODERS.items():
        if codings(name).exists():
            # The author coded every article, so each was drawn with certainty.
            coder = Coder(name, kind, 1.0 if kind == "author" else None)
            yield read_sample_codings(codings(name), coder, replace(known, articles=by_sample_id), topic)


def _write(warehouse: Warehouse, codebook: Codebook, readings: list[Reading]) -> GoldSummary:
    refused = [sentence for reading in readings for sentence in reading.refused]
    for sentence in refused:
        log.warning("%s", sentence)
    rows = _table([one for reading in readings for one in reading.judgements])
    coders, articles = (sorted(set(rows[name].to_pylist())) for name in ("coder_id", "article_id"))
    with warehouse.transaction() as connection:
        scope = {"coders": coders, "codebook_version": codebook.version}
        connection.execute(sql_text("frames_forget_codings"), scope)
        upsert(connection, "annotations", rows, KEYS)
    return GoldSummary(len(readings), len(coders), len(articles), rows.num_rows, len(refused))


def _table(judgements: list[Judgement]) -> pa.Table:
    return pa.Table.from_pylist([vars(one) for one in judgements], schema=SCHEMA)
