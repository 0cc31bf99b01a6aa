"""Topics and stories: what belongs to the coverage, and which articles tell the same event."""

import dagster as dg

from assets.articles import passage_vectors
from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from monitor.stories import group_stories
from monitor.topics import score_relevance


@dg.asset(group_name="c_stories", owners=OWNERS, kinds={"python", "duckdb"}, deps=[passage_vectors])
def article_topics(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Does an article belong to the topics of `config/topics.yaml`? Table: `article_topics`."""
    return materialised(score_relevance, project, relevant_by_place_and_language="relevant", topics="topics")


@dg.asset(group_name="c_stories", owners=OWNERS, kinds={"python", "duckdb"}, deps=[article_topics])
def stories(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Stories across languages, with stable ids and labels in English and Chinese. Tables: `stories`, `story_members`, `story_events`."""
    return materialised(group_stories, project, largest_stories="stories")
