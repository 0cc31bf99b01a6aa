"""What belongs to the dispute: topic definitions and the relevance of articles.

Public:
- :func:`load_topics` (the topics file as :class:`Topics`), :func:`load_other_news` (its sentences of other news);
- :func:`score_relevance` (stage; reads ``articles``, ``passages``, ``vectors.embeddings``, writes ``article_topics``);
- :func:`current_method` (the ``method`` of the rows that count now);
- :func:`open_topics` (a :class:`TopicScorer`: the same computation for the stage and for one text).

Relevance combines keywords (share of passages with a subject word and with a dispute word) and prototypes (how much closer
the passages are to the topic's sentences than to those of other news, in the space where languages meet).
"""

from monitor.topics.definition import Topic, Topics, load_other_news, load_topics
from monitor.topics.scorer import TopicScorer, open_topics
from monitor.topics.stage import TopicSummary, current_method, score_relevance

__all__ = [
    "Topic",
    "TopicScorer",
    "TopicSummary",
    "Topics",
    "current_method",
    "load_other_news",
    "load_topics",
    "open_topics",
    "score_relevance",
]
