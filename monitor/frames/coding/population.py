"""The articles that can be drawn or suggested for coding."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.config import ConfigError, Settings
from monitor.topics import current_method
from monitor.warehouse import Warehouse, query


@dataclass(frozen=True)
class Population:
    """N articles by id; ``stratum`` (N,) indexes ``strata``, pairs of country and language in alphabetical order."""

    article_ids: tuple[str, ...]
    story_ids: tuple[str, ...]
    strata: tuple[tuple[str, str], ...]
    stratum: NDArray[np.int64]
    topic_method: str
    text_scopes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.article_ids)

    @property
    def stratum_names(self) -> tuple[str, ...]:
        """``COUNTRY/LANGUAGE`` of each stratum."""
        return tuple("/".join(pair) for pair in self.strata)


def read_population(settings: Settings, warehouse: Warehouse, text_scopes: Sequence[str] = ()) -> Population:
    """Relevant articles of the measured topics in ``text_scopes`` (none given: the one that trends shows), copies once a country.

    Reads articles, article_topics, copies, story_members. Raises :class:`monitor.config.ConfigError` where there are none.
    """
    scopes = tuple(text_scopes) or (settings.trends.text_scope,)
    method = current_method(settings, warehouse)
    with warehouse.transaction() as connection:
        found = query(
            connection,
            "coding_population",
            topic_method=method,
            topics=list(settings.trends.topics),
            text_scopes=list(scopes),
        ).to_pydict()
    if not found["article_id"]:
        raise ConfigError(
            f"No relevant article with {' or '.join(scopes)} text to choose from in {warehouse.path}. Run the line first "
            "(`monitor run`), or look at trends.topics and --text-scope."
        )
    pairs = list(zip(found["country"], found["language"], strict=True))
    strata = tuple(sorted(set(pairs)))
    place = {pair: index for index, pair in enumerate(strata)}
    return Population(
        tuple(found["article_id"]),
        tuple(found["story_id"]),
        strata,
        np.array([place[pair] for pair in pairs], dtype=np.int64),
        method,
        scopes,
    )
