"""Label Studio's JSON export: tasks, each with the annotations of one or several annotators.

Format: https://labelstud.io/guide/task_format; ``completed_by`` is a number or an object, by version of Label Studio.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from monitor.config import ConfigError
from monitor.frames.coding.model import Coded, Coder, CodingError, Known, Names, Reading, Refusal
from monitor.frames.coding.reading.values import moment

FRAMES, NOTE, NONE = "frames", "note", "_none"
"""Names in the labelling interface: the group of choices, the note, and the choice that no frame is present."""


def read_label_studio(path: Path, content: bytes, known: Known, kind: str, names: Names) -> Reading:
    """Judgements of every annotation that was submitted; an unchosen frame is judged absent.

    Cancelled annotations and tasks without any are counted as not coded. Raises
    :class:`monitor.config.ConfigError` for a file that is no such export.
    """
    export = _Export(known, kind, names)
    for number, task in enumerate(_tasks(path, content), start=1):
        annotations = task.get("annotations")
        if not isinstance(annotations, list):
            reason = "the task has no list of annotations; export as JSON (not JSON-MIN or CSV)"
            export.reading.refused.append(Refusal(number, reason))
            continue
        export.reading.not_coded += not annotations
        for annotation in annotations:
            try:
                export.take(number, task, annotation)
            except CodingError as error:
                name = annotation.get("id") if isinstance(annotation, dict) else "?"
                export.reading.refused.append(Refusal(number, f"task {task.get('id')}, annotation {name}: {error}"))
    return export.reading


def _tasks(path: Path, content: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: is not valid JSON ({str(error)[:120]}). Export it again as JSON.") from error
    if not isinstance(found, list) or not all(isinstance(task, dict) for task in found):
        raise ConfigError(f"{path}: is no list of tasks. Export the project from Label Studio as JSON.")
    return found


class _Export:
    """One export being read."""

    def __init__(self, known: Known, kind: str, names: Names) -> None:
        self.known, self.kind, self.names = known, kind, names
        self.reading = Reading("label-studio")
        self.taken = dict[tuple[str, str], str]()

    def take(self, number: int, task: Mapping[str, Any], annotation: Any) -> None:
        """Judgements of one annotation. Raises CodingError."""
        if not isinstance(annotation, dict):
            raise CodingError("it is no object")
        if annotation.get("was_cancelled"):
            self.reading.not_coded += 1
            return
        known, version = self.known, self.known.codebook_version
        article_id = known.article_id(_told(task, "article_id"))
        sample_id = known.sample_id(_told(task, "sample"), article_id)
        coder = Coder(_coder(annotation.get("completed_by"), self.names.coders), self.kind)
        chosen, note = _chosen(annotation, self.names.choices, known)
        carried = known.check_version(_told(task, "codebook_version"))
        self._once(article_id, coder.coder_id, f"task {task.get('id')} (annotation {annotation.get('id')})")
        at = moment(annotation.get("updated_at") or annotation.get("created_at") or "")
        self.reading.carried += carried
        self.reading.judgements += [
            replace(coder.judge(article_id, "frame", frame, frame in chosen, version), coded_at=at, row=number)
            for frame in known.frames
        ]
        self.reading.coded.append(Coded(sample_id, article_id, coder.coder_id, version, note))

    def _once(self, article_id: str, coder: str, where: str) -> None:
        if (article_id, coder) in self.taken:
            earlier = self.taken[article_id, coder]
            raise CodingError(f"the article by {coder!r} is coded already in {earlier}; a coder judges once")
        self.taken[article_id, coder] = where


def _told(task: Mapping[str, Any], name: str) -> str:
    """What the export of tasks wrote beside the text: in the data, or in the meta where that was kept."""
    for part in ("data", "meta"):
        inside = task.get(part)
        if isinstance(inside, dict) and inside.get(name):
            return str(inside[name])
    return ""


def _coder(completed_by: Any, coders: Mapping[str, str]) -> str:
    names: list[str] = []
    if isinstance(completed_by, dict):
        names = [str(completed_by[key]) for key in ("email", "id") if completed_by.get(key) is not None]
    elif completed_by is not None and str(completed_by):
        names = [str(completed_by)]
    if not names:
        raise CodingError("completed_by is missing; it must name who annotated")
    given = next((coders[name] for name in names if name in coders), None)
    return (given or (names[0] if "@" in names[0] else f"annotator {names[0]}"))[:200]


def _chosen(annotation: Mapping[str, Any], choices: Mapping[str, str], known: Known) -> tuple[set[str], str | None]:
    names, note = list[str](), None
    for result in _results(annotation):
        value = result.get("value")
        if isinstance(value, dict) and result.get("from_name") == FRAMES:
            names += [str(one) for one in value.get("choices") or []]
        if isinstance(value, dict) and result.get("from_name") == NOTE:
            text = value.get("text") or ""
            note = "\n".join(map(str, text)) if isinstance(text, list) else str(text)
    if not names:
        raise CodingError("nothing is chosen; choose the frames, or that none of them is present")
    frames = {choices.get(name, name) for name in names}
    if NONE in frames and len(frames) > 1:
        raise CodingError("both a frame and none of the frames are chosen")
    return {known.frame(name) for name in frames - {NONE}}, note or None


def _results(annotation: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    result = annotation.get("result")
    for one in result if isinstance(result, list) else []:
        if isinstance(one, dict):
            yield one
