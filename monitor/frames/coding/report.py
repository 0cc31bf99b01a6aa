"""Agreement in words: what is too low to rest on, and what cannot be computed and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from monitor.config import Settings
from monitor.frames.codebook import load_codebook
from monitor.frames.coding.agreement import agreement_rows
from monitor.warehouse import Warehouse, query

LOW, FIRM = 0.667, 0.8
"""Krippendorff (2004): below .667 no conclusion, up to .8 tentative ones."""
NAMED = 12


@dataclass(frozen=True)
class AgreementReport:
    """Rows as in ``coder_agreement`` (as plain objects), the coders compared, and sentences."""

    coders: tuple[str, ...]
    rows: tuple[dict[str, object], ...]
    told: tuple[str, ...]

    @property
    def together(self) -> tuple[dict[str, object], ...]:
        """Rows of all coders together: the pair itself where there are two."""
        return tuple(row for row in self.rows if row["coders"] == "+".join(self.coders))


def agreement_report(settings: Settings, warehouse: Warehouse, kinds: Sequence[str] = ()) -> AgreementReport:
    """Alpha between coders of ``kinds`` (by default those of ``gold.coder_kinds``), by coders, language and frame.

    Reads annotations, articles, story_members; writes nothing.
    """
    codebook = load_codebook(settings.codebook)
    version, gold_kinds = codebook.version, list(settings.gold.coder_kinds)
    with warehouse.transaction() as connection:
        judgements = query(connection, "frames_judgements", codebook_version=version).to_pandas()
        counts = query(connection, "coding_undecided", codebook_version=version, coder_kinds=gold_kinds).to_pylist()[0]
    compared = judgements["coder_kind"].isin(list(kinds) or gold_kinds)
    left_out = sorted(judgements.loc[~compared, "coder_kind"].unique())
    judgements = judgements[compared]
    coders = tuple(sorted(judgements["coder_id"].unique()))
    rows = agreement_rows(judgements, version, codebook.frame_ids).to_pylist()
    report = AgreementReport(coders, tuple(rows), ())
    others = [f"Not compared here are coders of kind {kind} (--kind {kind})." for kind in left_out]
    told = [*_words(judgements, report), *others, *_gold_words(counts)]
    return AgreementReport(coders, tuple(rows), tuple(told))


def _words(judgements: pd.DataFrame, report: AgreementReport) -> Iterator[str]:
    if len(report.coders) < 2:
        who = f"{report.coders[0]} alone" if report.coders else "nobody"
        yield (
            f"Agreement cannot be computed: of the kinds compared, {who} has coded with this codebook version; two coders of the "
            "same articles are needed."
        )
        return
    if not report.together:
        yield "Agreement cannot be computed: no article was coded by two coders. Give coders the same sample (or a part of it)."
        return
    rows = pd.DataFrame(report.together)
    whole = rows[(rows["language"] == "all") & (rows["frame_id"] == "all")].iloc[0]
    yield _overall(whole)
    by_frame = rows[rows["frame_id"] != "all"]
    told_apart = by_frame[by_frame["lo"].notna()]  # of a handful of articles alpha says nothing, high or low
    for words, part in (
        (f"Too low to rest a finding on (alpha below {LOW}, Krippendorff 2004)", told_apart[told_apart["alpha"] < LOW]),
        (
            "Worse than chance (alpha below 0): somebody may have taken 1 for 0, or a rule the other way",
            told_apart[told_apart["alpha"] < 0],
        ),
    ):
        if len(part):
            yield f"{words}: {_listed(part)}."
    yield from _undefined(judgements, by_frame[by_frame["alpha"].isna()])
    unsure = by_frame[by_frame["alpha"].notna() & by_frame["lo"].isna()]
    if len(unsure):
        yield f"Without an interval (fewer than five stories, or hardly any variation): {_listed(unsure)}."


def _overall(whole: "pd.Series[object]") -> str:
    alpha = whole["alpha"]
    if alpha is None or pd.isna(alpha):
        return "Alpha over all frames cannot be computed: no judgement differs from any other."
    value = float(str(alpha))
    word = "too low" if value < LOW else "enough for tentative conclusions" if value < FIRM else "good"
    return f"Over all frames and languages alpha is {value:.2f}, {word}, on {whole['n_articles']} articles."


def _undefined(judgements: pd.DataFrame, rows: pd.DataFrame) -> Iterator[str]:
    """Alpha needs variation: nobody found the frame, or everybody did everywhere."""
    present = judgements.groupby("frame_id")["present"].any()
    for found, words in (
        (False, "no coder found the frame in any article"),
        (True, "every judgement says present, or none does"),
    ):
        part = rows[rows["frame_id"].map(present).fillna(False).astype(bool) == found]
        if len(part):
            yield f"Cannot be computed, since {words} (nothing varies): {_listed(part)}."


def _listed(rows: pd.DataFrame) -> str:
    """Frames, those of all languages first; a language is named where the frame is not listed over all of them."""
    overall = sorted(rows.loc[rows["language"] == "all", "frame_id"])
    others = rows[~rows["frame_id"].isin(overall)]
    names = overall + [
        f"{frame} ({language})" for frame, language in sorted(zip(others["frame_id"], others["language"], strict=True))
    ]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _gold_words(counts: dict[str, int]) -> Iterator[str]:
    if counts["n_undecided"]:
        yield (
            f"{counts['n_undecided']} of {counts['n_judged']} judgements (articles and frames) are undecided: as many coders say "
            "present as absent. They are used nowhere until somebody decides (`monitor gold disputes`, then `adjudicate`)."
        )
