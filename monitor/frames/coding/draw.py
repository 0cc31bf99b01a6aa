"""Drawing articles for coding at random, with the chance of each stored."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import load_codebook, register_codebook
from monitor.frames.coding.allocate import Drawn, draw
from monitor.frames.coding.population import Population, read_population
from monitor.frames.coding.samples import Sample, SampleSummary, check_name, existing, write_sample
from monitor.text import short_id
from monitor.warehouse import Warehouse, replace

SEED = 20260316
PER_STRATUM = 5
"""Least number from each stratum where none is given and the sample is large enough."""


def draw_sample(
    settings: Settings,
    warehouse: Warehouse,
    n: int,
    *,
    name: str | None = None,
    seed: int = SEED,
    per_stratum: int | None = None,
    text_scopes: Sequence[str] = (),
) -> SampleSummary:
    """Draw ``n`` relevant articles at random, stratified by country and language (see :func:`allocate` for how many each gives).

    The population is what trends counts: relevant articles of the measured topics and of ``text_scopes``, copies within a
    country once. Seed, sizes and population decide the draw; the same ones give the sample that stands already, and a draw
    that differs in any of them is independent of it. Several samples stay apart; an article's chance to be in any of them
    follows from gold_population (see the macro gold_judgements). Reads articles, article_topics, copies; writes codebooks,
    frames, gold_samples, gold_strata, gold_population, gold_sample_articles. Raises :class:`monitor.config.ConfigError`
    for a name that is taken or unusable, and where ``n`` does not reach for every stratum.
    """
    if n < 1 or (per_stratum is not None and per_stratum < 1):
        raise ConfigError(
            "--n and --per-stratum must be 1 or more: a stratum without any chance could never be corrected."
        )
    population, codebook = read_population(settings, warehouse, text_scopes), load_codebook(settings.codebook)
    register_codebook(warehouse, codebook)
    least = _least(population, n) if per_stratum is None else per_stratum
    digest = _digest(population, n, seed, least)
    sample_id, name = short_id("random", digest), None if name is None else check_name(name)
    drawn = draw(population.stratum, n, least, np.random.default_rng(int(digest, 16)))
    name = name or f"draw-{sample_id[:6]}"
    row: dict[str, object] = {
        "sample_id": sample_id, "name": name, "kind": "random", "seed": seed, "per_stratum": least,
        "topic_method": population.topic_method, "text_scopes": list(population.text_scopes),
        "codebook_version": codebook.version, "n_population": len(population),
    }  # fmt: skip
    with warehouse.transaction() as connection:
        before = existing(connection, sample_id, name)
        if before is None:
            write_sample(connection, _sample(row, population, drawn))
            of_sample = f"sample_id = '{sample_id}'"
            replace(connection, "gold_strata", _strata(sample_id, population, drawn), of_sample)
            replace(connection, "gold_population", _everyone(sample_id, population), of_sample)
    sizes = np.bincount(population.stratum)
    return SampleSummary(
        sample_id,
        before or name,
        "random",
        len(drawn.rows),
        len(population),
        before is not None,
        tuple(zip(population.stratum_names, sizes.tolist(), drawn.n_drawn.tolist(), strict=True)),
    )


def _least(population: Population, n: int) -> int:
    """Five from each stratum, or fewer where that would take more than half of the sample; at least one."""
    return max(1, min(PER_STRATUM, n // (2 * len(population.strata))))


def _digest(population: Population, n: int, seed: int, least: int) -> str:
    """Everything that decides the draw, as a hash: what differs in any part is drawn independently."""
    names = population.stratum_names
    lines = [f"{one} {names[place]}" for one, place in zip(population.article_ids, population.stratum, strict=True)]
    return hashlib.sha256("\n".join([f"{seed} {n} {least}", *lines]).encode()).hexdigest()


def _sample(row: dict[str, object], population: Population, drawn: Drawn) -> Sample:
    strata = population.stratum[drawn.rows]
    chance = drawn.n_drawn / np.bincount(population.stratum)
    return Sample(
        row,
        [population.article_ids[index] for index in drawn.rows],
        [population.stratum_names[index] for index in strata],
        chance[strata].tolist(),
    )


def _strata(sample_id: str, population: Population, drawn: Drawn) -> pa.Table:
    sizes = np.bincount(population.stratum)
    return pa.table(
        {
            "sample_id": [sample_id] * len(sizes),
            "stratum": list(population.stratum_names),
            "country": [country for country, _ in population.strata],
            "language": [language for _, language in population.strata],
            "n_population": pa.array(sizes, pa.int32()),
            "n_drawn": pa.array(drawn.n_drawn, pa.int32()),
            "inclusion_probability": drawn.n_drawn / sizes,
        }
    )


def _everyone(sample_id: str, population: Population) -> pa.Table:
    names = population.stratum_names
    return pa.table(
        {
            "sample_id": [sample_id] * len(population),
            "article_id": list(population.article_ids),
            "stratum": [names[index] for index in population.stratum],
        }
    )
