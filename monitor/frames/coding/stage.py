"""The stage: the synthetic sample's codings and the files of ``gold.files``, read anew on every run, beside what was imported."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from monitor.config import Settings
from monitor.frames.codebook import Codebook
from monitor.frames.coding.context import LASTING, REREAD, Context, Key, Stored, compare, read_context
from monitor.frames.coding.model import Coder, Judgement, Names, Reading, Refusal
from monitor.frames.coding.reading import read_codings, read_sample_codings
from monitor.frames.coding.reading.table import read_bytes
from monitor.frames.coding.write import write_codings
from monitor.sample import article_url, codings, load_press
from monitor.topics import load_topics
from monitor.warehouse import Warehouse, query, record_stage, sql_text
from monitor.warehouse import replace as replace_rows

log = logging.getLogger(__name__)

SAMPLE_CODERS = {"author": "author", "model_a": "model", "model_b": "model"}
"""Files of the sample's codings and what kind of coder made each. A model's coding is never called a person's."""
SAMPLE_CODEBOOK = "ai-security-disputes"
"""Codebook that the sample was coded with."""


@dataclass(frozen=True)
class GoldSummary:
    """What was read. ``refused`` counts rows of the files that could not be used; each is logged with its row.

    ``left_aside`` counts the sample's files whose frames are of another codebook, ``kept`` judgements imported before (carried
    over ones included), ``undecided`` articles and frames on which the coders that count as gold tie: used nowhere.
    """

    files: int
    coders: int
    articles: int
    annotations: int
    refused: int
    left_aside: int = 0
    kept: int = 0
    undecided: int = 0


def import_codings(settings: Settings, warehouse: Warehouse) -> GoldSummary:
    """Read the sample's codings (when the sample is the source) and the files named in ``gold.files``.

    Reads articles, codebooks, gold_samples, gold_sample_articles, annotations; writes codebooks, frames, annotations,
    gold_coded, gold_kinds. What the sample and the files held before under this codebook version is replaced by what they
    hold now; what was imported (:func:`import_files`) stays, and wins where a file says otherwise. Judgements under other
    versions stay, unused; with ``gold.same_instructions`` imported ones of versions with the same instructions for coders
    are carried over. A row that cannot be used is refused and the rest loaded. Raises
    :class:`monitor.config.ConfigError` for a file that cannot be read or has no usable header.
    """
    with record_stage(warehouse, "coding") as record:
        context = read_context(settings, warehouse, ("import",), settings.gold.same_instructions)
        sample = list(_read_sample(settings, context)) if settings.collect.source == "sample" else []
        files = list(_read_files(settings, context, sample))
        _tell_samples(settings, context.codebook, len(sample))
        record.summary = summary = _write(settings, warehouse, context, sample, files)
    return summary


def _read_sample(settings: Settings, context: Context) -> Iterator[Reading]:
    urls = {article.id: article_url(article.id) for article in load_press()}
    articles = context.known.articles
    known = replace(context.known, articles={name: articles[url] for name, url in urls.items() if url in articles})
    topic = load_topics(settings.topics).topics[0].id
    for name, kind in SAMPLE_CODERS.items():
        if codings(name).exists():
            # The author coded every article, so each was drawn with certainty.
            coder = Coder(name, kind, 1.0 if kind == "author" else None)
            same = context.codebook.codebook == SAMPLE_CODEBOOK
            reading = read_sample_codings(codings(name), coder, known, topic, frames=same)
            _log(codings(name), reading)
            yield reading


def _tell_samples(settings: Settings, codebook: Codebook, n_files: int) -> None:
    if n_files and codebook.codebook != SAMPLE_CODEBOOK:
        log.warning(
            "The synthetic sample's codings of frames (%d files) were made with codebook %s; %s is codebook %s, so they are "
            "left aside: they neither correct nor measure its frames.",
            n_files,
            SAMPLE_CODEBOOK,
            settings.codebook,
            codebook.codebook,
        )


def _read_files(settings: Settings, context: Context, sample: list[Reading]) -> Iterator[Reading]:
    """Files of ``gold.files``; what is imported, the sample's, or in an earlier file is judged already."""
    taken = {key: one._replace(origin="an imported file") for key, one in context.stored.items()}
    for reading in sample:
        _take(taken, reading.judgements, "the sample's own codings")
    for path in settings.gold.files:
        reading = read_codings(path, read_bytes(path), context.known, "human", Names(context.choices))
        found = compare(reading.judgements, taken)
        for one in found.other:
            reason = f"{one.label} of this article by {one.coder_id!r} is coded otherwise in {taken[one.key].origin}"
            reading.refused.append(Refusal(one.row, f"{reason}; a coder judges once"))
        reading.judgements = found.new
        _take(taken, found.new, str(path))
        _log(path, reading)
        yield reading


def _take(taken: dict[Key, Stored], judgements: list[Judgement], where: str) -> None:
    taken |= {one.key: Stored(one.present, one.coder_kind, where) for one in judgements if one.task == "frame"}


def _log(path: object, reading: Reading) -> None:
    for sentence in [one.sentence(path) for one in reading.refused] + reading.told:
        log.warning("%s", sentence)
    if reading.carried:
        log.warning(
            "%s: %d rows were coded with another codebook version of the same instructions and carried over.",
            path,
            reading.carried,
        )


def _write(
    settings: Settings, warehouse: Warehouse, context: Context, sample: list[Reading], files: list[Reading]
) -> GoldSummary:
    version, kinds = context.codebook.version, sorted(settings.gold.coder_kinds)
    judged = [one for reading in sample + files for one in reading.judgements]
    with warehouse.transaction() as connection:
        stale = {"origins": [*REREAD, "carried"], "codebook_version": version}
        for name in ("coding_forget", "coding_forget_coded"):
            connection.execute(sql_text(name), stale)
        for origin, readings in (("sample", sample), ("files", files)):
            judgements = [one for reading in readings for one in reading.judgements]
            write_codings(connection, judgements, [one for reading in readings for one in reading.coded], origin)
        if settings.gold.same_instructions and context.known.same_instructions:
            carried = {"codebook_version": version, "versions": sorted(context.known.same_instructions)}
            for name in ("coding_carry", "coding_carry_coded"):
                connection.execute(sql_text(name), carried)
        replace_rows(connection, "gold_kinds", pa.table({"coder_kind": pa.array(kinds, pa.string())}))
        lasting = query(connection, "coding_stored", codebook_version=version, origins=list(LASTING)).num_rows
        undecided = query(connection, "coding_undecided", codebook_version=version, coder_kinds=kinds).to_pylist()[0]
    return GoldSummary(
        len(sample) + len(files),
        len({one.coder_id for one in judged}),
        len({one.article_id for one in judged}),
        len(judged),
        sum(len(reading.refused) for reading in sample + files),
        len(sample) * (context.codebook.codebook != SAMPLE_CODEBOOK),
        lasting,
        undecided["n_undecided"],
    )
