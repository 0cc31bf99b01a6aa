"""How well stories are found: the grouping of the monitor on a file of articles with gold stories."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from monitor.config import ConfigError, Settings
from monitor.config.settings import StorySettings
from monitor.embedding import EncodingError, embed_texts, load_projection, model_revision
from monitor.evaluate.told_articles import ToldArticle, read_told_articles
from monitor.stories import Items, Reach, Scores, bcubed, group, items, pairwise, pairwise_across, story_reach
from monitor.stories.graph import learn_scale
from monitor.stories.items import Ints, Names, Vectors
from monitor.stories.vectors import collapse_copies
from monitor.text import text_hash
from monitor.warehouse import Warehouse

WITHOUT = (
    "splitting of series",
    "merging of communities",
    "drops of neighbourhoods",
    "closeness in time",
    "centring by language",
)
"""Ingredients of the grouping that can be left out to see what each adds."""


@dataclass(frozen=True)
class StoryFigures:
    """Scores over one part: ``overall``, a language, or ``cross-language`` (pairs in different languages; no B-cubed there).

    ``n``: articles measured; ``n_clusters``: stories found among them; ``n_gold``: gold stories.
    """

    part: str
    n: int
    n_clusters: int
    n_gold: int
    bcubed: Scores
    pairwise: Scores


@dataclass(frozen=True)
class StoryMeasurement:
    """``parts``: overall first; ``without``: overall figures with one ingredient left out, by its name."""

    model_revision: str
    reach: Reach
    parts: tuple[StoryFigures, ...]
    without: tuple[tuple[str, StoryFigures], ...]
    left_out: tuple[str, ...]
    assigned: tuple[tuple[str, str, int], ...] = ()
    """Each article: uri, gold story ("" where it is not coded), number of the story found."""


def measure_stories(
    settings: Settings, warehouse: Warehouse, path: Path, *, ingredients: bool = False
) -> StoryMeasurement:
    """Group the articles of a CSV file as a run would and compare with its gold_cluster.

    Columns: uri, lang, published_at, title, gold_cluster and, where there is one, body. Vectors are kept in the cache; nothing else
    is written. Raises :class:`monitor.config.ConfigError` for a file that cannot be used, or where the model gives a vector that
    is not finite.
    """
    told = read_told_articles(path, settings.stories.lead_sentences)
    coverage = _items(settings, warehouse, told.articles, path)
    languages = np.array([article.language.partition("-")[0] for article in told.articles])
    gold = np.array([article.gold for article in told.articles])
    copies = np.array([text_hash(article.lead) for article in told.articles])
    reach = story_reach(settings.stories)
    newest = settings.stories.background_articles
    grouped = _stories(coverage, copies, reach, newest)
    figures = tuple(_figures(grouped, gold, languages))
    uris = [article.uri for article in told.articles]
    assigned = tuple(zip(uris, gold.tolist(), grouped.tolist(), strict=True))
    left = _without(coverage, settings.stories) if ingredients else []
    without = tuple(
        (name, next(_figures(_stories(these, copies, how, newest), gold, languages))) for name, these, how in left
    )
    return StoryMeasurement(model_revision(settings), reach, figures, without, told.left_out, assigned)


def _items(settings: Settings, warehouse: Warehouse, articles: tuple[ToldArticle, ...], path: Path) -> Items:
    languages = [article.language for article in articles]
    try:
        vectors: Vectors = embed_texts(settings, warehouse, [article.lead for article in articles])
        projected = load_projection(settings, warehouse).apply(vectors, languages)
        return items(projected, languages, np.array([article.day for article in articles]))
    except (EncodingError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be grouped into stories: {error}") from error


def _stories(coverage: Items, copies: Names, reach: Reach, newest: int) -> Ints:
    """Story (n,) of each article; articles of the same words are one, and the scale is learned from the ``newest``, as in a run."""
    units = collapse_copies(coverage, copies)
    background = np.sort(np.argsort(units.items.days, kind="stable")[-newest:])
    return group(units.items, reach, learn_scale(units.items.take(background), reach))[units.of_row]


def _without(coverage: Items, settings: StorySettings) -> Iterator[tuple[str, Items, Reach]]:
    reach = story_reach(settings)
    series, merging, drops, time, centring = WITHOUT
    yield series, coverage, replace(reach, longest_days=None)
    yield merging, coverage, replace(reach, merge_at=None)
    yield drops, coverage, replace(reach, follows_drops=False)
    yield time, coverage, replace(reach, decay_per_day=0.0, merge_decay_per_day=0.0)
    yield centring, replace(coverage, languages=np.full(len(coverage), "any")), reach


def _figures(stories: Ints, gold: Names, languages: Names) -> Iterator[StoryFigures]:
    coded = gold != ""
    stories, gold, languages = stories[coded], gold[coded], languages[coded]
    parts = {"overall": np.ones(len(gold), np.bool_)} | {str(one): languages == one for one in np.unique(languages)}
    for name, inside in parts.items():
        found, true = stories[inside], gold[inside]
        counts = len(found), len(np.unique(found)), len(np.unique(true))
        yield StoryFigures(name, *counts, bcubed(found, true), pairwise(found, true))
    if len(parts) > 2:
        nothing = Scores(np.nan, np.nan, np.nan)
        counts = len(gold), len(np.unique(stories)), len(np.unique(gold))
        yield StoryFigures("cross-language", *counts, nothing, pairwise_across(stories, gold, languages))
