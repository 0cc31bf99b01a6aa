"""How well copies are found: the monitor's own detection on made-up coverage whose reprints are known."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.articles.agencies import load_agencies
from monitor.articles.copies import Text, find_copies
from monitor.articles.shingles import jaccard, shingles
from monitor.config import Settings
from monitor.evaluate.reprints import LANGUAGES, Coverage, make_coverage
from monitor.text import text_hash, to_simplified

_CHANCE_PAIRS = 20_000
UP_TO = ("same", "0", "5", "10", "20", "script")
"""Kinds of reprints that recall is asked for."""


@dataclass(frozen=True)
class CopyFigures:
    """How a grouping fares against the truth.

    ``precision``: share of the pairs put into one group that are one text (1 where no pair is); by language. ``recall``: share of the
    reprints that are in the group of what they were printed from, by language and kind; ``recall_up_to_20`` over all languages, over
    the reprints with up to 20% of their words edited.
    """

    precision: float
    precision_by_language: dict[str, float]
    recall_up_to_20: float
    recall: dict[str, dict[str, float]]
    seconds: float


@dataclass(frozen=True)
class ChancePairs:
    """Exact Jaccard similarity of pairs of different articles: whether the gold is true.

    ``n`` pairs; ``above``: the share of them that reaches the least similarity of copies anywhere; ``highest``: the greatest found.
    """

    n: int
    above: float
    highest: float


@dataclass(frozen=True)
class CopyMeasurement:
    """``n_texts``: distinct ones and reprints together; ``n_by_kind``: reprints by language and kind; ``baseline``: exact hash."""

    n_distinct: int
    n_texts: int
    n_by_kind: dict[str, dict[str, int]]
    found: CopyFigures
    baseline: CopyFigures
    chance: ChancePairs
    quoting: ChancePairs


def measure_duplicates(settings: Settings, n: int) -> CopyMeasurement:
    """Make ``n`` distinct texts with reprints, find copies as a run does, and compare; nothing is read from or written to the warehouse.

    The baseline takes texts for copies that are the same letters and figures once they are in small letters and simplified characters.
    Raises :class:`monitor.config.ConfigError` where the agencies' file is wrong.
    """
    coverage = make_coverage(n)
    agencies = load_agencies(settings.articles.agencies)
    started = time.perf_counter()
    rows = find_copies(coverage.texts, agencies, settings.articles.copy_similarity)
    seconds = time.perf_counter() - started
    found = figures(coverage, [row.copy_group for row in rows], seconds)
    started = time.perf_counter()
    hashes = [_normalised_hash(text) for text in coverage.texts]
    baseline = figures(coverage, hashes, time.perf_counter() - started)
    by_kind: dict[str, dict[str, int]] = defaultdict(dict)
    for (language, kind), count in sorted(Counter(_kinds(coverage)).items()):
        by_kind[language][kind] = count
    least = settings.articles.copy_similarity
    chance, quoting = (_chance(coverage, pairs, least) for pairs in (_random_pairs(coverage), coverage.quoting))
    return CopyMeasurement(n, len(coverage.texts), dict(by_kind), found, baseline, chance, quoting)


def _normalised_hash(text: Text) -> str:
    return text_hash("".join(filter(str.isalnum, to_simplified(text.body.casefold()))))


def _kinds(coverage: Coverage) -> list[tuple[str, str]]:
    """Language and kind of each reprint."""
    return [(text.language, kind) for text, kind in zip(coverage.texts, coverage.kind, strict=True) if kind]


def figures(coverage: Coverage, groups: Sequence[str], seconds: float) -> CopyFigures:
    """How ``groups`` fare, the name of each text's group in the order of ``coverage.texts``, found in so many ``seconds``."""
    by_language = {name: np.array([text.language == name for text in coverage.texts]) for name in LANGUAGES}
    original = {
        story: group for story, group, kind in zip(coverage.story, groups, coverage.kind, strict=True) if not kind
    }
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for text, story, kind, group in zip(coverage.texts, coverage.story, coverage.kind, groups, strict=True):
        if kind:
            hits[text.language, kind].append(group == original[story])
    recall: dict[str, dict[str, float]] = defaultdict(dict)
    for (language, kind), found in sorted(hits.items()):
        recall[language][kind] = float(np.mean(found))
    asked = [one for (_, kind), found in hits.items() if kind in UP_TO for one in found]
    every = np.ones(len(groups), np.bool_)
    return CopyFigures(
        _precision(coverage, groups, every),
        {name: _precision(coverage, groups, inside) for name, inside in by_language.items()},
        float(np.mean(asked)) if asked else float("nan"),
        dict(recall),
        seconds,
    )


def _precision(coverage: Coverage, groups: Sequence[str], inside: NDArray[np.bool_]) -> float:
    """Of the pairs ``inside`` that share a group, the share that share a story."""
    kept = np.flatnonzero(inside).tolist()
    together = Counter(groups[at] for at in kept)
    true = Counter((groups[at], coverage.story[at]) for at in kept)
    pairs = sum(count * (count - 1) for count in together.values())
    return sum(count * (count - 1) for count in true.values()) / pairs if pairs else 1.0


def _random_pairs(coverage: Coverage) -> list[tuple[int, int]]:
    """Pairs of distinct texts of one language, drawn at random."""
    random = np.random.default_rng(0)
    pairs: list[tuple[int, int]] = []
    for language, share in LANGUAGES.items():
        own = [at for at, text in enumerate(coverage.texts) if text.language == language and not coverage.kind[at]]
        if len(own) > 1:
            drawn = random.integers(len(own), size=(int(_CHANCE_PAIRS * share), 2))
            pairs += [(own[one], own[other]) for one, other in drawn if one != other]
    return pairs


def _chance(coverage: Coverage, pairs: Sequence[tuple[int, int]], least: float) -> ChancePairs:
    some = pairs[:_CHANCE_PAIRS]
    values = [jaccard(shingles(coverage.texts[one].body), shingles(coverage.texts[other].body)) for one, other in some]
    above = sum(value >= least for value in values) / len(values) if values else 0.0
    return ChancePairs(len(values), above, max(values, default=0.0))
