"""Which passages are worth reading, and which of them fit no frame."""

import numpy as np

from monitor.frames.gaps.coverage import Coverage, Flags, Floats, Whole

LEAST_LENGTH = 40.0  # visual; about 16 Han characters or eight words: below there is no statement
LEAST_ARTICLES = 3  # of a story: fewer have no centre to speak of
FARTHEST = 0.1  # share of a story's passages left out: those that have least to do with it
REPEATED_ARTICLES = 3  # a text in so many articles, or in two stories, is boilerplate
TITLE_ECHO = 0.85  # cosine to the title of one's own article from which on a passage only says it again
LOWEST = 0.15  # share of the passages worth reading that count as fitting no frame
MOST = 3000  # passages that are compared with each other: 36 MB of similarities


def worth_reading(coverage: Coverage) -> Flags:
    """Passages (n) that matter to their story: statements of its originals, near its centre, said nowhere else."""
    articles_of_story = _distinct(coverage.story, coverage.article)
    original = np.asarray(coverage.table["is_original"].to_pylist(), dtype=bool)
    statement = ~coverage.is_title & original & (coverage.lengths >= LEAST_LENGTH)
    worth: Flags = (
        statement
        & (articles_of_story[coverage.story] >= LEAST_ARTICLES)
        & ~_repeated(coverage)
        & ~_echoes(coverage)
        & (_share_below(coverage.centrality, coverage.story) >= FARTHEST)
    )
    return worth


def unfit(best: Floats, worth: Flags) -> Whole:
    """Rows, in order, of the passages worth reading that frames fit least: the lowest by ``best``, the best score over all frames.

    A share, and not the threshold for articles: of a dozen standardised frames the best is above that for nine passages in ten
    by chance alone, whatever they say.
    """
    rows = np.flatnonzero(worth)
    room = min(MOST, int(LOWEST * len(rows)))
    return np.sort(rows[np.lexsort((rows, best[rows]))][:room])


def _repeated(coverage: Coverage) -> Flags:
    texts = np.array(["".join(text.split()).casefold() for text in coverage.table["text"].to_pylist()], dtype=object)
    _, number = np.unique(texts, return_inverse=True)
    many = (_distinct(number, coverage.story) > 1) | (_distinct(number, coverage.article) >= REPEATED_ARTICLES)
    repeated: Flags = many[number]
    return repeated


def _echoes(coverage: Coverage) -> Flags:
    title = np.full(int(coverage.article.max()) + 1, -1)
    title[coverage.article[coverage.is_title]] = np.flatnonzero(coverage.is_title)
    own = title[coverage.article]
    cosine = np.einsum("ij,ij->i", coverage.vectors, coverage.vectors[own])
    echo: Flags = (own >= 0) & (cosine > TITLE_ECHO)
    return echo


def _distinct(group: Whole, values: Whole) -> Whole:
    """Number of distinct ``values`` in each group 0..n-1."""
    pairs = np.unique(np.column_stack([group, values]), axis=0)
    return np.bincount(pairs[:, 0])


def _share_below(values: Floats, group: Whole) -> Floats:
    """Share of the other members of its group that lie below each value."""
    order = np.lexsort((np.arange(len(values)), values, group))
    sizes = np.bincount(group)
    rank = np.empty(len(values))
    rank[order] = np.arange(len(values)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    share: Floats = rank / sizes[group]
    return share
