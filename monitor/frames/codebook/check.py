"""Is a codebook complete, and do its frames differ enough for scores to tell them apart?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from monitor.config import ConfigError, Settings, key_lines
from monitor.frames.codebook.finding import Finding, Severity
from monitor.frames.codebook.model import LANGUAGES, Codebook, load_codebook
from monitor.frames.codebook.overlap import Overlap, measure_overlap, similar_texts
from monitor.frames.codebook.register import stored_codebooks
from monitor.frames.codebook.texts import prototype_texts, text_findings
from monitor.warehouse import Warehouse

SIMILAR, IDENTICAL = 0.6, 0.7
"""Cosine of two prototypes, centred on all of their language, from which they are doubtful and near-identical."""
OVERLAPPING, ONE_FRAME = 0.85, 0.9
"""Heterotrait-monotrait ratio of two frames from which they are hard to tell apart and one: the limits of Henseler et al. (2015)."""
ASTRAY, SCATTERED = 1 / 3, 0.8
"""Share of a frame's prototypes nearer to another frame, from which it is told and from which the frame has no place of its own."""


@dataclass(frozen=True)
class CodebookCheck:
    """What was found, by line; ``codebook`` is None where the file could not be read, ``overlap`` where it was not measured."""

    path: Path
    codebook: Codebook | None
    overlap: Overlap | None
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """True where nothing is wrong; warnings are no errors."""
        return all(finding.severity != "error" for finding in self.findings)


def check_codebook(path: Path, settings: Settings | None = None, warehouse: Warehouse | None = None) -> CodebookCheck:
    """Check one codebook file; with settings and warehouse in the space of vectors and against known versions too.

    Reads codebooks. A file that cannot be read is a finding, not an exception; what
    is missing in it (a language, a field) is told alone, as nothing else can be looked at.
    """
    try:
        codebook = load_codebook(path)
    except ConfigError as error:
        return CodebookCheck(path, None, None, tuple(_refusal(str(path), line) for line in str(error).splitlines()))
    findings, overlap = list(text_findings(codebook)), None
    if settings is not None and warehouse is not None:
        overlap = measure_overlap(settings, warehouse, codebook)
        findings += _near_identical(settings, warehouse, codebook, findings)
        findings += _overlapping(codebook, overlap)
        findings += _astray(codebook, overlap)
        findings += _reused_edition(codebook, warehouse)
    line_of = key_lines(path)
    placed = sorted(
        (replace(one, line=line_of(one.loc)) for one in findings), key=lambda one: (one.line, one.loc != ())
    )
    return CodebookCheck(path, codebook, overlap, tuple(placed))


def _refusal(path: str, sentence: str) -> Finding:
    parts = re.fullmatch(r"(?::(\d+))?: (?:([\w.]+|\(whole file\)): )?(.*)", sentence.removeprefix(path))
    if parts is None:
        return Finding("error", "unreadable", (), sentence)
    line, key, words = parts.groups()
    loc = tuple(key.split(".")) if key and not key.startswith("(") else ()
    return Finding("error", "unreadable", loc, words, line=int(line or 1))


def _near_identical(
    settings: Settings, warehouse: Warehouse, codebook: Codebook, known: list[Finding]
) -> Iterator[Finding]:
    told = {finding.loc for finding in known if finding.kind == "same_text"}
    for language in LANGUAGES:
        places, texts = zip(*prototype_texts(codebook, language), strict=True)
        for a, b, cosine in similar_texts(settings, warehouse, texts, SIMILAR):
            if places[b] not in told:
                where = (
                    "of the same frame" if places[a][1] == places[b][1] else f"of {codebook.frame_ids[places[a][1]]}"
                )
                words = f"is nearly {'.'.join(map(str, places[a]))} {where} (cosine {cosine:.2f}); say another thing, or drop it."
                severity: Severity = "error" if cosine >= IDENTICAL else "warning"
                yield Finding(severity, "near_identical", places[b], words, round(cosine, 4))


def _overlapping(codebook: Codebook, overlap: Overlap) -> Iterator[Finding]:
    for a, b in combinations(range(len(codebook.frames)), 2):
        ratio = overlap.ratio[a, b]
        if ratio >= OVERLAPPING:
            words = (
                f"prototypes of {codebook.frame_ids[b]} are nearly as like those of {codebook.frame_ids[a]} as each other "
                f"(heterotrait-monotrait ratio {ratio:.2f}, where 1 is the same frame; centres at cosine {overlap.cosine[a, b]:.2f}); "
                "write what tells them apart, or make them one frame."
            )
            severity: Severity = "error" if ratio >= ONE_FRAME else "warning"
            yield Finding(severity, "frames_overlap", ("frames", b), words, round(float(ratio), 4))


def _astray(codebook: Codebook, overlap: Overlap) -> Iterator[Finding]:
    for index, share in enumerate(overlap.astray):
        if share >= ASTRAY:
            counts = overlap.nearest[index].copy()
            n_all, counts[index] = counts.sum(), 0
            others = [f"{codebook.frame_ids[i]} {counts[i]}" for i in np.argsort(-counts, kind="stable") if counts[i]]
            words = (
                f"{counts.sum()} of the {n_all} prototypes of {codebook.frame_ids[index]}, each taken out and compared with all frames, "
                f"are more like another one ({', '.join(others)}); expect it to be mistaken for these, or sharpen its prototypes."
            )
            severity: Severity = "error" if share >= SCATTERED else "warning"
            yield Finding(severity, "prototypes_astray", ("frames", index, "prototypes"), words, round(float(share), 4))


def _reused_edition(codebook: Codebook, warehouse: Warehouse) -> Iterator[Finding]:
    named = (codebook.codebook, codebook.edition)
    other = [
        one.codebook_version
        for one in stored_codebooks(warehouse)
        if (one.codebook_id, one.edition) == named and one.codebook_version != codebook.version
    ]
    if other:
        words = f"edition {codebook.edition} is known with other content already ({', '.join(other)}); give this one a new edition."
        yield Finding("warning", "edition_reused", ("edition",), words)
