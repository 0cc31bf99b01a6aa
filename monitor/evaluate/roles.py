"""Does a scorer see who does what to whom, and what is denied? Minimal pairs of our own, one side with the frame, one without.

The two texts of a pair differ in as little as possible: the same words with roles swapped (``role``), a negation
(``negation``), what a negation or clause covers (``scope``), or whether a quoted view is shared (``attribution``). The
Chinese pairs are translations of the English ones, so an interval over both languages is narrower than it ought to be.
A scorer that knows words alone tells half of them apart.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa

from monitor.articles.passages import passages_of
from monitor.config import ConfigError, Settings
from monitor.frames import Scorer, load_codebook
from monitor.frames.score import open_scorer
from monitor.frames.scorer import PASSAGE_COLUMNS
from monitor.trends.intervals import wilson
from monitor.warehouse import Warehouse

COLUMNS = ("id", "language", "kind", "frame", "text_present", "text_absent")
SIDES = ("text_present", "text_absent")


@dataclass(frozen=True)
class Pair:
    """Two texts of one language (BCP 47); ``frame`` is present in the first and absent in the second."""

    id: str
    language: str
    kind: str
    frame: str
    text_present: str
    text_absent: str


@dataclass(frozen=True)
class PairResult:
    """A pair's scores and decisions: told apart where the right side scores higher, right where both decisions are."""

    pair: Pair
    scores: tuple[float, float]
    probabilities: tuple[float, float]
    present: tuple[bool, bool]

    @property
    def told_apart(self) -> bool:
        """Whether the side with the frame scores higher; a tie is none."""
        return self.scores[0] > self.scores[1]

    @property
    def both_right(self) -> bool:
        """Whether the frame is found where it is and not where it is not."""
        return self.present == (True, False)


@dataclass(frozen=True)
class PairGroup:
    """Results of a kind and language (``all`` where summed over): counts, share told apart with its 95% Wilson interval.

    ``score_margin`` and ``probability_margin`` are means of right side minus wrong side.
    """

    kind: str
    language: str
    n: int
    told_apart: int
    share: float
    lo: float
    hi: float
    score_margin: float
    probability_margin: float
    both_right: int


@dataclass(frozen=True)
class RoleReport:
    """``left_aside`` are ids of pairs whose frame the codebook does not have."""

    scorer_id: str
    method: str
    results: tuple[PairResult, ...]
    groups: tuple[PairGroup, ...]
    left_aside: tuple[str, ...]


def read_pairs(path: Path | None = None) -> list[Pair]:
    """Pairs of a CSV file (columns :data:`COLUMNS`), by default the shipped ones.

    Raises :class:`monitor.config.ConfigError` for a file that cannot be read, an empty cell, or an id given twice.
    """
    source = path or resources.files("monitor.evaluate") / "minimal_pairs.csv"
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{source}: cannot be read as UTF-8 ({error}). Check the path, and save it as UTF-8."
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        raise ConfigError(f"{source}:1: the header lacks {', '.join(missing)}; expected {', '.join(COLUMNS)}.")
    pairs: dict[str, Pair] = {}
    for row in reader:
        cells = {column: (row[column] or "").strip() for column in COLUMNS}
        empty = [column for column, value in cells.items() if not value]
        if empty or cells["id"] in pairs:
            reason = f"{', '.join(empty)} is empty" if empty else f"id {cells['id']!r} is given twice"
            raise ConfigError(
                f"{source}:{reader.line_num}: {reason}; every pair needs an id of its own and all columns."
            )
        pairs[cells["id"]] = Pair(**cells)
    return list(pairs.values())


def measure_roles(settings: Settings, warehouse: Warehouse, path: Path | None = None) -> RoleReport:
    """Score both sides of every pair with the current scorer; writes nothing but vectors.

    Raises :class:`monitor.config.ConfigError` where no pair speaks of a frame of the codebook, and as :func:`read_pairs`.
    """
    codebook = load_codebook(settings.codebook)
    pairs = read_pairs(path)
    usable = [pair for pair in pairs if pair.frame in codebook.frame_ids]
    if not usable:
        raise ConfigError(
            f"{settings.codebook}: codebook {codebook.codebook} has none of the frames that the pairs speak of; "
            "write pairs for its frames and name the file with --pairs."
        )
    scorer = open_scorer(settings, warehouse, codebook)
    results = tuple(_scored(scorer, usable))
    left_aside = tuple(pair.id for pair in pairs if pair.frame not in codebook.frame_ids)
    identity = scorer.identity
    return RoleReport(identity.scorer_id, identity.method, results, tuple(_groups(results)), left_aside)


def _scored(scorer: Scorer, pairs: Sequence[Pair]) -> Iterator[PairResult]:
    rows = sorted(
        (row for pair in pairs for side in SIDES for row in _passages(pair, side)),
        key=lambda row: (row["article_id"], row["position"]),
    )
    scores = scorer.score(pa.Table.from_pylist(rows)).articles.to_pylist()
    found = {(row["article_id"], row["frame_id"]): row for row in scores}
    for pair in pairs:
        good, bad = (found[f"{pair.id}/{side}", pair.frame] for side in SIDES)
        yield PairResult(
            pair,
            (good["score"], bad["score"]),
            (good["probability"], bad["probability"]),
            (good["present"], bad["present"]),
        )


def _passages(pair: Pair, side: str) -> Iterator[dict[str, object]]:
    name = f"{pair.id}/{side}"
    language = "zh-Hans" if pair.language == "zh" else pair.language
    for passage in passages_of(name, "", getattr(pair, side), language):
        if passage.text.strip():
            row = vars(passage) | {"article_id": name, "language": language}
            yield {column: row[column] for column in PASSAGE_COLUMNS}


def _groups(results: Sequence[PairResult]) -> Iterator[PairGroup]:
    kinds = ["all", *dict.fromkeys(one.pair.kind for one in results)]
    languages = ["all", *sorted({one.pair.language for one in results})]
    for kind in kinds:
        for language in languages:
            some = [one for one in results if kind in ("all", one.pair.kind) and language in ("all", one.pair.language)]
            if some:
                yield _group(kind, language, some)


def _group(kind: str, language: str, some: Sequence[PairResult]) -> PairGroup:
    n, told = len(some), sum(one.told_apart for one in some)
    low, high = wilson(np.array([told / n]), np.array([float(n)]))
    score, probability = (
        float(np.mean([left - right for left, right in (getattr(one, name) for one in some)]))
        for name in ("scores", "probabilities")
    )
    both = sum(one.both_right for one in some)
    return PairGroup(kind, language, n, told, told / n, float(low[0]), float(high[0]), score, probability, both)
