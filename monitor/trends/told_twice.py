"""Articles of the stories that two places tell or more."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from monitor.trends.groups import Bools, Floats, Groups, Ints, distinct_counts, group_rows, group_sums
from monitor.trends.units import Articles, Weeks


@dataclass(frozen=True)
class Told:
    """Articles (n) of s stories (the text scopes of one apart) in c cells: a place of a story each."""

    articles: Articles
    stories: Groups
    cells: Groups

    @staticmethod
    def of(articles: Articles) -> "Told":
        """The articles by story and by place of a story."""
        stories = group_rows(articles.text_scope.codes, articles.story.codes)
        return Told(articles, stories, group_rows(stories.index, articles.country.codes))

    @property
    def story(self) -> Ints:
        """The story of each cell, (c,)."""
        return self.stories.index[self.cells.first]

    @cached_property
    def last_week(self) -> Weeks:
        """The week in which each story was last told anywhere, (s,)."""
        last = self.articles.week[self.stories.first].copy()
        np.maximum.at(last, self.stories.index, self.articles.week)
        return last

    def only(self, stories: Bools) -> "Told":
        """Some of the stories (s,)."""
        return Told.of(self.articles.take(stories[self.stories.index]))

    def others(self, by_cell: Floats) -> Floats:
        """Sums over the other cells of a cell's story, (c, k) from (c, k)."""
        return group_sums(self.story, by_cell, self.stories.size)[self.story] - by_cell


def told_twice(articles: Articles) -> Told | None:
    """The articles of stories that two places tell in the same text scope; None where there is none."""
    stories = group_rows(articles.text_scope.codes, articles.story.codes)
    places = distinct_counts(stories.index, articles.country.codes, stories.size)
    kept = articles.take(places[stories.index] > 1)
    if not len(kept):
        return None
    return Told.of(kept)
