"""Stories: articles of any language that tell one event, with ids that stay; and the disputes they belong to.

Public:
- :func:`group_stories` (stage; reads ``articles``, ``article_topics``, ``passages``, ``copies``,
  ``vectors.embeddings``; writes ``story_members``, ``stories``, ``story_events``): a :class:`StorySummary`;
- :func:`story_quality` (reads ``story_members``, ``annotations``, ``articles``): a :class:`StoryQuality`;
- :func:`bcubed`, :func:`pairwise`, :func:`pairwise_across` (:class:`Scores` of any clustering against gold);
- :func:`group` (communities of :class:`Items` made by :func:`items` within a :class:`Reach`, such as :func:`story_reach` gives for
  settings): the method without tables.
"""

from monitor.stories.communities import group
from monitor.stories.items import Items, items
from monitor.stories.measures import Scores, bcubed, pairwise, pairwise_across
from monitor.stories.quality import QualityRow, StoryQuality, story_quality
from monitor.stories.scale import Reach
from monitor.stories.stage import StorySummary, group_stories, story_reach

__all__ = [
    "Items",
    "QualityRow",
    "Reach",
    "Scores",
    "StoryQuality",
    "StorySummary",
    "bcubed",
    "group",
    "group_stories",
    "items",
    "pairwise",
    "pairwise_across",
    "story_quality",
    "story_reach",
]
