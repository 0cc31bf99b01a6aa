"""What the texts of a codebook show by themselves: languages, repetitions, references, numbers and lengths."""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from monitor.frames.codebook.finding import Finding
from monitor.frames.codebook.model import LANGUAGES, Codebook, Frame
from monitor.text import count_han, to_simplified

POLICY_FRAMES = (
    "Economic",
    "Capacity and Resources",
    "Morality",
    "Fairness and Equality",
    "Legality, Constitutionality and Jurisprudence",
    "Policy Prescription and Evaluation",
    "Crime and Punishment",
    "Security and Defense",
    "Health and Safety",
    "Quality of Life",
    "Cultural Identity",
    "Public Opinion",
    "Political",
    "External Regulation and Reputation",
    "Other",
)
"""Categories of the Policy Frames Codebook (Boydstun et al. 2014), named as in SemEval-2023 Task 3."""

UNEVEN_LENGTH = 2.0
"""Median length of a frame's prototypes against that of all frames, from which they are called uneven."""

LANGUAGE_NAMES = {"en": "English", "zh": "Chinese"}
SHORT_TEXTS = ("name", "definition", "includes", "excludes", "hypothesis")
DISTINCT_TEXTS = ("name", "definition", "includes", "hypothesis")
IN_PARENTHESES = re.compile(r"[(（]([^()（）]*)[)）]")
AN_ID = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")

Texts = list[tuple[tuple[int | str, ...], str]]


def text_findings(codebook: Codebook) -> Iterator[Finding]:
    """Everything that can be seen without vectors, in the order of the file's keys where that is natural."""
    yield from _wrong_languages(codebook)
    yield from _repeated(codebook)
    yield from _policy_names(codebook)
    yield from _references(codebook)
    yield from _uneven_numbers(codebook)
    yield from _uneven_lengths(codebook)


def normalised(text: str) -> str:
    """Letters and digits alone, in one case, one width and the simplified script."""
    folded = to_simplified(unicodedata.normalize("NFKC", text)).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def prototype_texts(codebook: Codebook, language: str) -> Texts:
    """Each prototype of one language with its place in the file, in order."""
    return [
        (("frames", index, "prototypes", language, number), text)
        for index, frame in enumerate(codebook.frames)
        for number, text in enumerate(getattr(frame.prototypes, language))
    ]


def _wrong_languages(codebook: Codebook) -> Iterator[Finding]:
    for language in LANGUAGES:
        short = [one for name in SHORT_TEXTS for one in _field(codebook, name, language)]
        for loc, text in short + prototype_texts(codebook, language):
            if not _is_in(text, language):
                words = f"is not in {LANGUAGE_NAMES[language]} (found {text!r}); write it in that language."
                yield Finding("error", "wrong_language", loc, words)


def _is_in(text: str, language: str) -> bool:
    return count_han(text) > 0 if language == "zh" else re.search("[A-Za-z]", text) is not None


def _repeated(codebook: Codebook) -> Iterator[Finding]:
    for language in LANGUAGES:
        for group in (
            prototype_texts(codebook, language),
            *(_field(codebook, name, language) for name in DISTINCT_TEXTS),
        ):
            yield from _repeated_in(group)


def _field(codebook: Codebook, name: str, language: str) -> Texts:
    return [
        (("frames", index, name, language), getattr(getattr(frame, name), language))
        for index, frame in enumerate(codebook.frames)
    ]


def _repeated_in(texts: Texts) -> Iterator[Finding]:
    seen: dict[str, tuple[int | str, ...]] = {}
    for loc, text in texts:
        first = seen.setdefault(normalised(text), loc)
        if first != loc:
            words = f"says the same as {'.'.join(map(str, first))}, but for case and punctuation; make them differ, or drop one."
            yield Finding("error", "same_text", loc, words)


def _policy_names(codebook: Codebook) -> Iterator[Finding]:
    known = {name.casefold() for name in POLICY_FRAMES}
    for index, frame in enumerate(codebook.frames):
        if frame.policy_frame.casefold() not in known:
            words = f"{frame.policy_frame!r} is no category of the Policy Frames Codebook; use one of: {'; '.join(POLICY_FRAMES)}."
            yield Finding("error", "policy_frame", ("frames", index, "policy_frame"), words)


def _references(codebook: Codebook) -> Iterator[Finding]:
    """Rules send coders to other frames by id or name, in parentheses: they must exist and be the same in each language."""
    for index, frame in enumerate(codebook.frames):
        for field in ("includes", "excludes"):
            rules = getattr(frame, field)
            for language in LANGUAGES:
                for name in _unknown_ids(getattr(rules, language), codebook):
                    words = f"sends coders to {name!r}, which is no frame of this codebook; use one of its ids."
                    yield Finding("error", "unknown_frame", ("frames", index, field, language), words)
            en, zh = (_referred(getattr(rules, language), codebook) for language in LANGUAGES)
            if en != zh:
                words = f"the two languages send coders to different frames: en to {_listed(en)}, zh to {_listed(zh)}."
                yield Finding("warning", "references_differ", ("frames", index, field), words)


def _unknown_ids(rule: str, codebook: Codebook) -> list[str]:
    named = [name for part in IN_PARENTHESES.findall(rule) for name in AN_ID.findall(part)]
    return [name for name in named if name not in codebook.frame_ids]


def _referred(rule: str, codebook: Codebook) -> set[str]:
    parts = " ".join(IN_PARENTHESES.findall(rule))
    return {frame.id for frame in codebook.frames if _mentions(parts, frame)}


def _mentions(parts: str, frame: Frame) -> bool:
    return (
        bool(re.search(rf"(?<![A-Za-z0-9_]){frame.id}(?![A-Za-z0-9_])", parts))
        or frame.name.en in parts
        or frame.name.zh in parts
    )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _uneven_numbers(codebook: Codebook) -> Iterator[Finding]:
    for index, frame in enumerate(codebook.frames):
        n_en, n_zh = len(frame.prototypes.en), len(frame.prototypes.zh)
        if n_en != n_zh:
            words = f"{n_en} in English but {n_zh} in Chinese; say the same things in both, so that no language is seen better."
            yield Finding("error", "uneven_number", ("frames", index, "prototypes"), words, float(n_en - n_zh))


def _uneven_lengths(codebook: Codebook) -> Iterator[Finding]:
    for language in LANGUAGES:
        medians = np.array([np.median([len(p) for p in getattr(f.prototypes, language)]) for f in codebook.frames])
        usual = float(np.median(medians))
        for index, median in enumerate(medians):
            if not usual / UNEVEN_LENGTH < median < usual * UNEVEN_LENGTH:
                words = (
                    f"half of these prototypes are longer than {median:.0f} characters, but in the other frames than {usual:.0f}; "
                    "length shows in vectors, so write them of about the same length."
                )
                loc = ("frames", index, "prototypes", language)
                yield Finding("warning", "uneven_length", loc, words, float(median / usual))
