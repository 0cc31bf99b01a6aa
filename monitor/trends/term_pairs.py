"""Two places' words: which terms are looked at, and what is said of the strongest."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from monitor.trends.groups import Bools, Floats, Ints, group_rows
from monitor.trends.log_odds import LogOdds, Told, compare_words, of_shared
from monitor.trends.term_counts import Counts

MIN_STORIES = 5
"""Stories of both sides together that a term is looked for in; fewer could not show a difference (see log_odds.py)."""
MIN_SIDE_STORIES, MIN_SIDE_OUTLETS = 3, 2
"""Stories and outlets of a side that hold a term before it is called distinctive of that side."""
WEAKEST = 0.05
"""Largest p, taken alone, of a term that is kept."""
EXAMPLES = 3


@dataclass(frozen=True)
class Written:
    """Articles (n) of two sides: words ``counted`` (n, terms), ``is_a``, ``story``, ``outlet`` and ``article_id`` of each."""

    counted: Counts
    is_a: Bools
    story: Ints
    outlet: Ints
    article_id: tuple[str, ...]

    @property
    def counts(self) -> sparse.csr_matrix:
        """Words by article, (n, terms)."""
        return self.counted.matrix

    @cached_property
    def by_term(self) -> sparse.csc_matrix:
        """The same with the articles of a term together."""
        return self.counts.tocsc()

    @cached_property
    def place_of_id(self) -> Ints:
        """Place of each article in the order of their ids, (n,)."""
        place = np.empty(len(self.article_id), dtype=np.int64)
        place[sorted(range(len(place)), key=self.article_id.__getitem__)] = np.arange(len(place))
        return place

    def take(self, rows: Ints, is_a: Bools) -> "Written":
        """Some of the articles, with the sides they are on."""
        ids = tuple(self.article_id[row] for row in rows)
        counted = Counts(self.counts[rows], self.counted.terms)
        return Written(counted, is_a, self.story[rows], self.outlet[rows], ids)

    def on_shared(self) -> "Written":
        """The articles on stories that both sides tell."""
        both = np.intersect1d(self.story[self.is_a], self.story[~self.is_a])
        rows = np.flatnonzero(np.isin(self.story, both))
        return self.take(rows, self.is_a[rows])


@dataclass(frozen=True)
class Compared:
    """Terms looked at, ``term`` (t,) their columns, with what was found; articles, stories, outlets with them, (2, t) of both sides."""

    written: Written
    term: Ints
    found: LogOdds
    n_with: Ints
    n_stories: Ints
    n_outlets: Ints

    def strongest(self, most: int) -> list[tuple[int, bool]]:
        """Rows of the terms most distinctive of side a and then of b, strongest first, with whether it is a's; none with p above .05."""
        said = (self.n_stories >= MIN_SIDE_STORIES) & (self.n_outlets >= MIN_SIDE_OUTLETS) & (self.found.p <= WEAKEST)
        picked: list[tuple[int, bool]] = []
        for at, sign in ((0, 1), (1, -1)):
            strength = np.where(said[at], sign * np.nan_to_num(self.found.z), 0.0)
            order = np.lexsort((self.term, -np.round(strength, 9)))[:most]
            picked += [(int(row), at == 0) for row in order if strength[row] > 0]
        return picked

    def examples(self, row: int, *, of_a: bool) -> list[str]:
        """Articles of a side that hold the term most often, of different stories and, as far as there are, outlets."""
        written, term = self.written, int(self.term[row])
        column = slice(*written.by_term.indptr[term : term + 2])
        holds, n = written.by_term.indices[column], written.by_term.data[column]
        own = (n > 0) & (written.is_a[holds] == of_a)
        order = holds[own][np.lexsort((written.place_of_id[holds[own]], -n[own]))].tolist()
        chosen: list[int] = []
        for fresh in (_differs_in_both, _differs_in_story):
            for at in order:
                if len(chosen) == EXAMPLES:
                    break
                if at not in chosen and fresh(written, at, chosen):
                    chosen.append(at)
        return [written.article_id[at] for at in chosen]


def compare_pair(written: Written, *, shared: bool) -> Compared:
    """Compare two sides over all their articles, or (``shared``) story by story over those that both tell."""
    sides = (written.is_a, ~written.is_a)
    stories = group_rows(written.story)
    told = Told(
        *(_by_group(written, stories.index, stories.size, side) for side in sides),
        *(np.bincount(stories.index[side], weights=_lengths(written)[side], minlength=stories.size) for side in sides),
    )
    holds = written.counts.sign()
    outlets = group_rows(written.outlet)
    n_with = np.vstack([_column_sums(holds[np.flatnonzero(side)]) for side in sides])
    in_stories = [told.count_a.sign(), told.count_b.sign()]
    n_stories = np.vstack([_column_sums(one) for one in in_stories])
    n_outlets = np.vstack(
        [_column_sums(_by_group(written, outlets.index, outlets.size, side).sign()) for side in sides]
    )
    term = np.flatnonzero(
        (_column_sums((in_stories[0] + in_stories[1]).sign()) >= MIN_STORIES)
        & (n_outlets.max(axis=0) >= MIN_SIDE_OUTLETS)
    )
    told = Told(told.count_a[:, term], told.count_b[:, term], told.n_a, told.n_b)
    found = compare_words(of_shared(told) if shared else told)
    return Compared(written, term, found, n_with[:, term], n_stories[:, term], n_outlets[:, term])


def _lengths(written: Written) -> Floats:
    return np.asarray(written.counts.sum(axis=1), dtype=np.float64).ravel()


def _by_group(written: Written, group: Ints, size: int, side: Bools) -> sparse.csr_matrix:
    """Counts of one side's words by group (stories or outlets), (size, terms)."""
    rows = np.flatnonzero(side)
    return (
        sparse.csr_matrix((np.ones(len(rows)), (group[rows], rows)), shape=(size, len(side))) @ written.counts
    ).tocsr()


def _column_sums(matrix: sparse.csr_matrix) -> Ints:
    return np.asarray(matrix.sum(axis=0)).ravel().astype(np.int64)


def _differs_in_both(written: Written, at: int, chosen: list[int]) -> bool:
    return _differs_in_story(written, at, chosen) and all(written.outlet[at] != written.outlet[one] for one in chosen)


def _differs_in_story(written: Written, at: int, chosen: list[int]) -> bool:
    return all(written.story[at] != written.story[one] for one in chosen)
