"""Stable identity: which new community is which stored story, and what became of the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.stories.items import Flags, Floats, Ints, Names
from monitor.text import short_id


@dataclass(frozen=True)
class StoryEvent:
    """A change of a story; see the table ``story_events``."""

    story_id: str
    event: str
    other_story_id: str
    n_articles: int
    at_article: str | None


@dataclass(frozen=True)
class Members:
    """Regrouped articles in time order: ids, the community each is in now, the story each was in ("" for none), is it new or changed?"""

    article_ids: Names
    labels: Ints
    stored: Names
    changed: Flags


def match_by_overlap(labels: Ints, stored: Names, weights: Floats | None = None) -> dict[int, str]:
    """Which stored name each community keeps: a maximal matching, largest overlap first.

    ``labels`` (n,) numbered by first appearance, ``stored`` (n,) with "" for none, ``weights`` (n,) counted as overlap (1 each by
    default). Ties go to the community, then to the name, that appears first, so the answer depends on nothing but the input.
    """
    known = np.flatnonzero(stored != "")
    if not len(known):
        return {}
    names, first, codes = np.unique(stored[known], return_index=True, return_inverse=True)
    cells, inverse = np.unique(labels[known] * len(names) + codes, return_inverse=True)
    overlap = np.bincount(inverse, None if weights is None else weights[known])
    label, code = cells // len(names), cells % len(names)
    kept: dict[int, str] = {}
    taken: set[int] = set()
    for cell in np.lexsort((first[code], label, -overlap)):
        if int(label[cell]) not in kept and int(code[cell]) not in taken:
            kept[int(label[cell])] = str(names[code[cell]])
            taken.add(int(code[cell]))
    return kept


def fresh_id(kind: str, candidates: Iterable[str], used: set[str]) -> str:
    """An id made from the first of ``candidates`` (members, earliest first) whose id was never used. Adds it to ``used``."""
    last = ""
    for candidate in candidates:
        last = candidate
        if (made := short_id(kind, candidate)) not in used:
            used.add(made)
            return made
    turn = 1
    while (made := short_id(kind, last, turn)) in used:
        turn += 1
    used.add(made)
    return made


def identify(members: Members, used: Iterable[str], gone: Sequence[str] = ()) -> tuple[Names, list[StoryEvent]]:
    """Story id (n,) of each member, and the events.

    ``used``: every story id there ever was; ``gone``: the story of each article that left coverage (no longer relevant).
    A community keeps the id of the story with which it shares most articles. Otherwise it is founded, or split off the story
    most of its articles come from. A story whose id nothing keeps has merged into the one that holds most of its articles, or was
    withdrawn when none of its articles is left.
    """
    kept = match_by_overlap(members.labels, members.stored)
    ids, taken = dict(kept), set(used) | set(kept.values())
    groups = _rows_by_label(members.labels)
    for label, rows in enumerate(groups):
        if label not in ids:
            ids[label] = fresh_id("story", (str(members.article_ids[row]) for row in rows), taken)
    names = np.array([ids[label] for label in range(len(groups))], dtype=np.str_)
    story_ids: Names = names[members.labels] if len(members.labels) else np.empty(0, np.str_)
    events = [_born(members, rows, ids[label]) for label, rows in enumerate(groups) if label not in kept]
    before, leavers = _rows_by_name(members.stored), Counter(gone)
    heirs = _rows_by_name(story_ids)
    for name in sorted((before.keys() | leavers.keys()) - set(kept.values())):
        if name not in before:
            events.append(StoryEvent(name, "withdrawn", "", leavers[name], None))
        else:
            rows = before[name]
            heir = _most_common(story_ids[rows])
            events.append(StoryEvent(name, "merged", heir, len(rows), _cause(members, heirs[heir])))
    return story_ids, events


def _rows_by_label(labels: Ints) -> list[Ints]:
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(labels) else []


def _rows_by_name(names: Names) -> dict[str, Ints]:
    """Rows of each name that is not empty."""
    found, codes = np.unique(names, return_inverse=True)
    return {str(name): rows for name, rows in zip(found, _rows_by_label(codes), strict=True) if name}


def _born(members: Members, rows: Ints, story_id: str) -> StoryEvent:
    parent = _most_common(members.stored[rows])
    if not parent:
        return StoryEvent(story_id, "founded", "", len(rows), str(members.article_ids[rows[0]]))
    came = int((members.stored[rows] == parent).sum())
    return StoryEvent(story_id, "split", parent, came, _cause(members, rows))


def _most_common(names: Names) -> str:
    """The commonest name that is not empty, the first of several; "" when all are empty."""
    found, first, count = np.unique(names, return_index=True, return_counts=True)
    count = np.where(found == "", 0, count)
    best = np.lexsort((first, -count))[0]
    return str(found[best]) if count[best] else ""


def _cause(members: Members, rows: Ints) -> str | None:
    """The earliest new or changed article among ``rows``."""
    new = rows[members.changed[rows]]
    return str(members.article_ids[new[0]]) if len(new) else None
