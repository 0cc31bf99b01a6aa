"""Does a text find its own translation among all others? The quickest measure of a multilingual space."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.config import ConfigError, Settings
from monitor.embedding import embed_texts, model_revision
from monitor.evaluate.invariance import read_parallel
from monitor.warehouse import Warehouse

BLOCK = 512
DECIMALS = 6  # of a cosine: the last bits of a product must not decide
LEAST = 2


@dataclass(frozen=True)
class Retrieval:
    """``r_at_1``: share of texts whose nearest text of the other language is their translation; ``mrr``: mean of one over its rank.

    ``n`` texts a side, all of them the pool; a text that stands in it several times is one. A translation that is as near as another
    text ranks behind it.
    """

    model_revision: str
    n: int
    r_at_1_zh_en: float
    r_at_1_en_zh: float
    mrr_zh_en: float
    mrr_en_zh: float


def measure_retrieval(settings: Settings, warehouse: Warehouse, path: Path) -> Retrieval:
    """Measure on a CSV of two columns, Chinese and English in either order; vectors are kept in the cache.

    Vectors are compared as the encoder gives them: its alignment is what is to bring the languages together. Raises
    :class:`monitor.config.ConfigError` for a file without two such columns or with fewer than two segments.
    """
    pairs = read_parallel(path)
    if len(pairs) < LEAST:
        raise ConfigError(f"{path}: {len(pairs)} segments; at least {LEAST} are needed.")
    texts = [list(side) for side in zip(*pairs, strict=True)]
    chinese, english = (embed_texts(settings, warehouse, side) for side in texts)
    there, back = _ranks(chinese, english, texts[1]), _ranks(english, chinese, texts[0])
    figures = [float(value) for ranks in (there, back) for value in ((ranks == 1).mean(), (1 / ranks).mean())]
    return Retrieval(model_revision(settings), len(pairs), figures[0], figures[2], figures[1], figures[3])


def _ranks(queries: NDArray[np.float32], pool: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.int64]:
    """Rank (n,) from 1 of ``pool[i]``, the vector of ``texts[i]``, for ``queries[i]``, among all different texts."""
    _, first, own = np.unique(np.array(texts), return_index=True, return_inverse=True)
    ranks = []
    for start in range(0, len(queries), BLOCK):
        cosine = np.round(queries[start : start + BLOCK] @ pool[first].T, DECIMALS)
        mine = cosine[np.arange(len(cosine)), own[start : start + len(cosine)]]
        ranks.append((cosine >= mine[:, None]).sum(axis=1))
    return np.concatenate(ranks).astype(np.int64)
