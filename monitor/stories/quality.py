"""How well the stories agree with coders' stories."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from monitor.config import Settings
from monitor.stories.items import Names
from monitor.stories.measures import Scores, bcubed, pairwise, pairwise_across
from monitor.warehouse import Warehouse, query

OVERALL, CROSS_LANGUAGE = "overall", "cross-language"


@dataclass(frozen=True)
class QualityRow:
    """Scores against one coder over one part: ``overall``, a language, or ``cross-language`` (pairs of articles in two languages).

    None where there is nothing to measure: B-cubed has no meaning for pairs across languages.
    """

    coder_id: str
    coder_kind: str
    part: str
    n_articles: int
    n_stories: int
    n_gold_stories: int
    bcubed_precision: float | None
    bcubed_recall: float | None
    bcubed_f1: float | None
    pairwise_precision: float | None
    pairwise_recall: float | None
    pairwise_f1: float | None


@dataclass(frozen=True)
class StoryQuality:
    """A row per coder and part."""

    rows: tuple[QualityRow, ...]

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as plain objects, ready for JSON."""
        return [asdict(row) for row in self.rows]


def story_quality(settings: Settings, warehouse: Warehouse) -> StoryQuality:
    """Agreement of ``story_members`` with ``annotations`` of task story by coders of ``gold.coder_kinds``.

    Overall, by language and across languages. Only articles in a story are compared; the scripts of Chinese are two
    languages in the parts by language and one in the pairs across. No annotation gives no row.
    """
    with warehouse.transaction() as connection:
        table = query(connection, "stories_quality", coder_kinds=list(settings.gold.coder_kinds))
    columns = {name: np.array(table[name].to_pylist(), dtype=np.str_) for name in table.column_names}
    rows: list[QualityRow] = []
    for coder in np.unique(columns["coder_id"]):
        mine = {name: column[columns["coder_id"] == coder] for name, column in columns.items()}
        rows += _of_coder(str(coder), mine)
    return StoryQuality(tuple(rows))


def _of_coder(coder: str, columns: dict[str, Names]) -> list[QualityRow]:
    stories, gold, languages = columns["story_id"], columns["gold"], columns["language"]
    kind = str(columns["coder_kind"][0])
    parts = {OVERALL: np.ones(len(gold), np.bool_)} | {str(one): languages == one for one in np.unique(languages)}
    rows = []
    for part, inside in parts.items():
        one, other = stories[inside], gold[inside]
        rows.append(
            QualityRow(coder, kind, part, *_sizes(one, other), *_figures(bcubed(one, other), pairwise(one, other)))
        )
    spoken = np.char.partition(languages, "-")[:, 0]
    if len(np.unique(spoken)) > 1:
        figures = _figures(Scores(np.nan, np.nan, np.nan), pairwise_across(stories, gold, spoken))
        rows.append(QualityRow(coder, kind, CROSS_LANGUAGE, *_sizes(stories, gold), *figures))
    return rows


def _sizes(stories: Names, gold: Names) -> tuple[int, int, int]:
    """Articles, stories, gold stories."""
    return len(gold), len(np.unique(stories)), len(np.unique(gold))


def _figures(cubed: Scores, pairs: Scores) -> list[float | None]:
    figures = (cubed.precision, cubed.recall, cubed.f1, pairs.precision, pairs.recall, pairs.f1)
    return [None if np.isnan(one) else one for one in figures]
