"""What to code next: articles from which most can be learned. Chosen, not drawn, so they say nothing about prevalence."""

import numpy as np
import pandas as pd
from scipy.special import entr

from monitor.config import ConfigError, Settings
from monitor.frames.codebook import load_codebook, register_codebook
from monitor.frames.coding.population import read_population
from monitor.frames.coding.samples import Sample, SampleSummary, check_name, existing, write_sample
from monitor.frames.score import current_scorer_id
from monitor.text import short_id
from monitor.warehouse import Warehouse, query

PRIOR = 20.0
"""Imagined coded articles at the scorer's own rate of each frame, so that rarity means something before anything is coded."""


def suggest_articles(settings: Settings, warehouse: Warehouse, n: int, *, name: str | None = None) -> SampleSummary:
    """Choose ``n`` articles to code next and store them as a sample of kind suggested, without inclusion probabilities.

    An article's worth is the uncertainty of the current scorer (entropy of each frame's probability, Lewis and Gale 1994),
    frames with few coded positives weighing more, times a weight for places and languages with little gold. The best article
    of each story comes before the second of any. Articles that are gold already, or drawn in a random sample, are left out.
    Reads frame_scores, annotations and the population; writes gold_samples, gold_sample_articles. The same state gives the
    same suggestion. Raises :class:`monitor.config.ConfigError` where nothing is left to suggest or nothing is scored.
    """
    if n < 1:
        raise ConfigError("--n must be 1 or more.")
    population, codebook = read_population(settings, warehouse), load_codebook(settings.codebook)
    register_codebook(warehouse, codebook)
    scorer_id = current_scorer_id(settings, warehouse)
    gold_scope = {"coder_kinds": list(settings.gold.coder_kinds), "codebook_version": codebook.version}
    with warehouse.transaction() as connection:
        scores = query(connection, "coding_probabilities", scorer_id=scorer_id).to_pandas()
        settled = set(query(connection, "coding_settled", **gold_scope)["article_id"].to_pylist())
        gold = query(connection, "coding_gold", **gold_scope).to_pandas()
    articles = pd.DataFrame(
        {
            "article_id": population.article_ids,
            "story_id": population.story_ids,
            "stratum": [population.stratum_names[index] for index in population.stratum],
        }
    )
    free = articles[~articles["article_id"].isin(settled) & articles["article_id"].isin(scores["article_id"])]
    if free.empty:
        raise ConfigError(
            "Nothing is left to suggest: every relevant article is coded, drawn in a random sample, or not scored yet "
            "(`monitor run` scores)."
        )
    ranked = rank_articles(free, scores, gold)[:n]
    sample_id = short_id("suggested", scorer_id, codebook.version, *ranked["article_id"])
    name = f"suggested-{sample_id[:6]}" if name is None else check_name(name)
    row: dict[str, object] = {
        "sample_id": sample_id, "name": name, "kind": "suggested", "topic_method": population.topic_method,
        "text_scopes": list(population.text_scopes), "scorer_id": scorer_id, "codebook_version": codebook.version,
        "n_population": len(free),
    }  # fmt: skip
    with warehouse.transaction() as connection:
        before = existing(connection, sample_id, name)
        if before is None:
            chances: list[float | None] = [None] * len(ranked)
            write_sample(connection, Sample(row, ranked["article_id"].tolist(), ranked["stratum"].tolist(), chances))
    return SampleSummary(sample_id, before or name, "suggested", len(ranked), len(free), before is not None)


def rank_articles(articles: pd.DataFrame, scores: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """``articles`` (article_id, story_id, stratum), the most worth coding first.

    ``scores`` has article_id, frame_id, probability; ``gold`` article_id, frame_id, present, country, language.
    """
    decided = gold[gold["present"].notna()]
    positives = decided[decided["present"].astype(bool)].groupby("frame_id").size()
    expected = scores.groupby("frame_id")["probability"].mean() * PRIOR
    rarity = 1 / np.sqrt(1 + expected.add(positives, fill_value=0))
    chance = scores["probability"].clip(0, 1)
    bits = (entr(chance) + entr(1 - chance)) / np.log(2)
    worth = (bits * scores["frame_id"].map(rarity)).groupby(scores["article_id"]).sum()
    coded = (decided["country"] + "/" + decided["language"]).groupby(decided["article_id"]).first().value_counts()
    need = 1 / np.sqrt(1 + articles["stratum"].map(coded).fillna(0))
    table = articles.assign(worth=(articles["article_id"].map(worth) * need).round(9))
    table = table.sort_values(["worth", "article_id"], ascending=[False, True], kind="stable")
    table["turn"] = table.groupby("story_id").cumcount()
    return table.sort_values(["turn", "worth", "article_id"], ascending=[True, False, True], kind="stable")
