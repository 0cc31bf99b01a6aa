"""What of the published database may be passed on (``monitor export --share``): the one list that decides it.

Texts are under their publishers' copyright and coders are people. So what is shared holds no bodies and no bylines, every text that others
wrote is cut at :data:`LONGEST_QUOTATION` characters, coders are numbered, and what only served the collection stays. A table or view
that is in neither list is refused, so a new one is passed on only after somebody decided it (a test compares the lists with the schema).
"""

from dataclasses import dataclass

LONGEST_QUOTATION = 300
"""Characters of a text by others that are passed on at most; a longer one is cut and ends in an ellipsis."""


@dataclass(frozen=True)
class Shared:
    """How a table or view is passed on: columns left out, columns of coders' names (numbered instead), and its own query, if any."""

    left_out: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    query: str | None = None


AS_IT_IS = Shared()

SHARED: dict[str, Shared] = {
    "v_agenda": AS_IT_IS,
    "v_articles": AS_IT_IS,
    "v_country_divergence": AS_IT_IS,
    "v_country_gap": AS_IT_IS,
    "v_country_gap_history": AS_IT_IS,
    "v_current_scorer": AS_IT_IS,
    "v_current_topics": AS_IT_IS,
    "v_data_health": AS_IT_IS,
    "v_distinctive_terms": AS_IT_IS,
    "v_estimation": AS_IT_IS,
    "v_evidence": Shared(query="share_v_evidence"),
    "v_frame_gaps": Shared(query="share_v_frame_gaps"),
    "v_frame_shifts": AS_IT_IS,
    "v_framing_decomposition": AS_IT_IS,
    "v_frame_quality": Shared(numbered=("coder",)),
    "v_frame_trend": AS_IT_IS,
    "v_frames": AS_IT_IS,
    "v_gold": AS_IT_IS,
    "v_places": AS_IT_IS,
    "v_lead_lag": AS_IT_IS,
    "v_not_found_in_sources": AS_IT_IS,
    "v_same_story": AS_IT_IS,
    "v_story_contrasts": Shared(query="share_v_story_contrasts"),
    "v_story_timeline": AS_IT_IS,
    "v_weeks": AS_IT_IS,
    "agenda": AS_IT_IS,
    "article_topics": AS_IT_IS,
    "article_versions": Shared(left_out=("body",)),
    "articles": Shared(left_out=("body", "byline")),
    "codebooks": AS_IT_IS,
    "coder_agreement": Shared(numbered=("coders",)),
    "copies": AS_IT_IS,
    "counted_articles": AS_IT_IS,
    "country_divergence": AS_IT_IS,
    "country_divergence_frames": AS_IT_IS,
    "current_estimation": AS_IT_IS,
    "distinctive_terms": AS_IT_IS,
    "estimated_weeks": AS_IT_IS,
    "frame_differences": AS_IT_IS,
    "frame_evidence": AS_IT_IS,
    "frame_gap_passages": AS_IT_IS,
    "frame_gap_searches": AS_IT_IS,
    "frame_gaps": AS_IT_IS,
    "frame_quality": Shared(numbered=("coder_id",)),
    "frame_scores": AS_IT_IS,
    "frame_shifts": AS_IT_IS,
    "frames": AS_IT_IS,
    "framing_decomposition": AS_IT_IS,
    "lead_lag": AS_IT_IS,
    "not_found_in_sources": AS_IT_IS,
    "outlets": AS_IT_IS,
    "scorers": AS_IT_IS,
    "stories": AS_IT_IS,
    "story_contrast_passages": AS_IT_IS,
    "story_events": AS_IT_IS,
    "story_frame_contrasts": AS_IT_IS,
    "story_members": AS_IT_IS,
    "weekly_frame_prevalence": AS_IT_IS,
}

_CODING = "it names coders or their files; v_gold holds what counts of their judgements"
_COLLECTION = "it says how the collection went, not what was published; v_data_health sums it up"
_OPERATION = "it says what the machine did"

NOT_SHARED: dict[str, str] = {
    "passages": "it holds the texts, sentence by sentence; v_evidence quotes from them",
    "removals": "it says what was removed on request",
    "deliveries": "it says who was told, if only by hashes",
    **dict.fromkeys(("annotations", "coder_confusion", "gold_coded", "gold_imports", "gold_refused"), _CODING),
    **dict.fromkeys(
        ("gold_kinds", "gold_population", "gold_sample_articles", "gold_samples", "gold_strata"),
        "it serves the drawing of samples; v_gold holds the chances of articles to be drawn",
    ),
    **dict.fromkeys(
        (
            "coverage_windows", "fetches", "gdelt_files", "gdelt_links", "gdelt_windows", "links", "page_outcomes", "rejected_pages",
            "source_files", "source_rows", "source_unmapped", "warc_files",
        ),
        _COLLECTION,
    ),
    "report_findings": "the reports themselves say it; a sentence may hold a headline of others",
    **dict.fromkeys(("reports", "schema_migrations", "stage_runs"), _OPERATION),
    **dict.fromkeys(("alert_looks", "alerts", "reports", "schema_migrations", "stage_runs"), _OPERATION),
}  # fmt: skip
"""Why each of the others is not passed on, as the end of a sentence."""

UNDECIDED = "nothing says yet whether it may be; monitor/warehouse/sharing.py decides it"

OURS = frozenset(
    {
        "caveat",
        "content",
        "definition_en",
        "definition_zh",
        "facts_source",
        "note",
        "parameters",
        "reason",
        "source",
        "url",
    }
)
"""Columns of addresses, and of texts that the monitor or its codebook wrote: never cut."""
