"""Articles: what the pages say, in which language, when, and which texts are copies."""

import dagster as dg

from assets.collection import raw_coverage
from assets.resources import MonitorProject
from assets.stage import OWNERS, materialised
from monitor.articles import extract_articles
from monitor.embedding import embed_passages


@dg.asset(group_name="b_articles", owners=OWNERS, kinds={"python", "duckdb"}, deps=[raw_coverage])
def articles(project: MonitorProject) -> dg.MaterializeResult[None]:
    """Title, text, date, language and outlet of each article, its earlier versions, its copies and its passages.

    Tables: `articles`, `article_versions`, `rejected_pages`, `copies`, `passages`.
    """
    return materialised(extract_articles, project, articles_by_place_and_language="articles", rejected_pages="rejected")


@dg.asset(group_name="b_articles", owners=OWNERS, kinds={"python", "huggingface"}, deps=[articles])
def passage_vectors(project: MonitorProject) -> dg.MaterializeResult[None]:
    """A vector for each passage, computed once for each text and model revision. Table: `vectors.embeddings`."""
    return materialised(embed_passages, project)
