-- What articles are about: relevance and stories. (Vectors live in their own file: vectors.embeddings.)
CREATE TABLE article_topics (
    article_id VARCHAR, topic_id VARCHAR, method VARCHAR, text_hash VARCHAR, relevance DOUBLE, keyword_score DOUBLE, prototype_score DOUBLE,
    is_relevant BOOLEAN
);
COMMENT ON TABLE article_topics IS 'One row per article, topic and method: does the article belong to the topic?';
COMMENT ON COLUMN article_topics.article_id IS 'Article; key together with topic_id and method';
COMMENT ON COLUMN article_topics.topic_id IS 'Topic of config/topics.yaml';
COMMENT ON COLUMN article_topics.method IS 'Hash of topic definition, model revision and projection';
COMMENT ON COLUMN article_topics.text_hash IS 'Text the relevance was computed on';
COMMENT ON COLUMN article_topics.relevance IS 'Relevance, 0 to 1';
COMMENT ON COLUMN article_topics.keyword_score IS 'What the keywords say, 0 to 1: share of passages with a subject word, and with a dispute word as well';
COMMENT ON COLUMN article_topics.prototype_score IS 'Closeness of the article''s closest passages, from -1 (like other news) to 1 (like the topic), cautious for few passages; null without text';
COMMENT ON COLUMN article_topics.is_relevant IS 'True when relevance reaches the topic''s threshold';

CREATE TABLE stories (
    story_id VARCHAR, label_en VARCHAR, label_zh VARCHAR, dispute_id VARCHAR, dispute_label_en VARCHAR, dispute_label_zh VARCHAR,
    first_published_at TIMESTAMPTZ, last_published_at TIMESTAMPTZ, n_articles INTEGER, n_outlets INTEGER, countries VARCHAR[], languages VARCHAR[]
);
COMMENT ON TABLE stories IS 'One row per story: one event as one or more outlets tell it, in any language';
COMMENT ON COLUMN stories.story_id IS 'Stable id, the key: never used again for another story';
COMMENT ON COLUMN stories.label_en IS 'Label in English: the most central English title, or distinctive terms where there is none';
COMMENT ON COLUMN stories.label_zh IS 'Label in Chinese: the most central Chinese title, or distinctive terms where there is none';
COMMENT ON COLUMN stories.dispute_id IS 'Long-running dispute it belongs to';
COMMENT ON COLUMN stories.dispute_label_en IS 'Label of that dispute in English';
COMMENT ON COLUMN stories.dispute_label_zh IS 'Label of that dispute in Chinese';
COMMENT ON COLUMN stories.first_published_at IS 'Earliest article (UTC)';
COMMENT ON COLUMN stories.last_published_at IS 'Latest article (UTC)';
COMMENT ON COLUMN stories.n_articles IS 'Number of articles, copies included';
COMMENT ON COLUMN stories.n_outlets IS 'Number of outlets';
COMMENT ON COLUMN stories.countries IS 'Countries or territories of its outlets';
COMMENT ON COLUMN stories.languages IS 'Languages of its articles';

CREATE TABLE story_members (article_id VARCHAR, story_id VARCHAR, similarity DOUBLE, input_hash VARCHAR);
COMMENT ON TABLE story_members IS 'One row per relevant article: the story it belongs to';
COMMENT ON COLUMN story_members.article_id IS 'Article, the key';
COMMENT ON COLUMN story_members.story_id IS 'Story';
COMMENT ON COLUMN story_members.similarity IS 'Centred cosine of the article to the centre of the story''s other articles (null when alone)';
COMMENT ON COLUMN story_members.input_hash IS 'Hash of what the grouping read of the article (text, time, copy group) and of its method: when it changes, the article is grouped again';

CREATE TABLE story_events (story_id VARCHAR, event VARCHAR, other_story_id VARCHAR, n_articles INTEGER, at_article VARCHAR);
COMMENT ON TABLE story_events IS 'One row per change of a published story: founded, merged into another, split off another, withdrawn';
COMMENT ON COLUMN story_events.story_id IS 'Story that changed; key together with event and other_story_id';
COMMENT ON COLUMN story_events.event IS 'founded, merged (this story went into the other), split (this story came out of the other) or withdrawn (none of its articles is relevant any more)';
COMMENT ON COLUMN story_events.other_story_id IS 'The other story, empty for founded and withdrawn';
COMMENT ON COLUMN story_events.n_articles IS 'Articles concerned';
COMMENT ON COLUMN story_events.at_article IS 'Article that caused it, where one did';
