"""What changed between two versions of a codebook, and what that means for scores and codings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitor.frames.codebook.model import LANGUAGES, Codebook, Frame

READ_BY_CODERS = frozenset({"instructions", "name", "definition", "includes", "excludes"})
BILINGUAL = ("name", "definition", "includes", "excludes", "hypothesis")


@dataclass(frozen=True)
class Change:
    """A text or item of ``frame`` (empty: the codebook's own) that differs; several where the field is a list."""

    frame: str
    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def read_by_coders(self) -> bool:
        """Whether coders read this field."""
        return self.field.split(".")[0] in READ_BY_CODERS


@dataclass(frozen=True)
class CodebookDiff:
    """From ``old`` to ``new``: ids of frames added and removed, changed fields in the new order, and whether frames moved."""

    old: Codebook
    new: Codebook
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[Change, ...]
    reordered: bool

    @property
    def scores(self) -> str:
        """What it means for scores, in a sentence."""
        if self.old.version == self.new.version:
            return "Scores: the content is the same, so scores stay as they are."
        return (
            f"Scores: a new codebook version ({self.new.version}); every article is scored anew under it, and scores under "
            f"{self.old.version} stay beside."
        )

    @property
    def codings(self) -> str:
        """What it means for codings, in a sentence."""
        if self.old.version == self.new.version:
            return "Codings: the content is the same, so codings stay as they are."
        if self.old.instructions_version == self.new.instructions_version:
            return (
                "Codings: coders read the same in both (instructions "
                f"{self.new.instructions_version}), so codings under {self.old.version} answer the new version's question too; "
                "they may be carried over where you say so."
            )
        touched = {change.frame or "the general instructions" for change in self.changes if change.read_by_coders}
        asked = sorted(touched | set(self.added) | set(self.removed))
        return (
            f"Codings: coders read something else now ({', '.join(asked)}), so codings under {self.old.version} stay with that "
            f"version and count for nothing under {self.new.version}; code again, or compare both versions on a sample first."
        )


def diff_codebooks(old: Codebook, new: Codebook) -> CodebookDiff:
    """Compare two codebooks frame by frame and field by field; edition and history are not compared."""
    before, after = ({frame.id: frame for frame in book.frames} for book in (old, new))
    shared = [name for name in new.frame_ids if name in before]
    changes = [*_book_changes(old, new), *(one for name in shared for one in _frame_changes(before[name], after[name]))]
    return CodebookDiff(
        old,
        new,
        added=tuple(name for name in new.frame_ids if name not in before),
        removed=tuple(name for name in old.frame_ids if name not in after),
        changes=tuple(changes),
        reordered=shared != [name for name in old.frame_ids if name in after],
    )


def _book_changes(old: Codebook, new: Codebook) -> Iterator[Change]:
    for field in ("codebook", "source"):
        yield from _changed("", field, [getattr(old, field)], [getattr(new, field)])
    for field in ("title", "instructions"):
        for language in LANGUAGES:
            before, after = (_text(getattr(book, field), language) for book in (old, new))
            yield from _changed("", f"{field}.{language}", before, after)


def _text(value: Any, language: str) -> list[str]:
    return [] if value is None else [getattr(value, language)]


def _frame_changes(old: Frame, new: Frame) -> Iterator[Change]:
    yield from _changed(new.id, "policy_frame", [old.policy_frame], [new.policy_frame])
    yield from _changed(new.id, "entman", list(old.entman), list(new.entman))
    for field in BILINGUAL:
        for language in LANGUAGES:
            before, after = (_text(getattr(frame, field), language) for frame in (old, new))
            yield from _changed(new.id, f"{field}.{language}", before, after)
    for language in LANGUAGES:
        before, after = (getattr(frame.prototypes, language) for frame in (old, new))
        yield from _changed(new.id, f"prototypes.{language}", before, after)


def _changed(frame: str, field: str, before: list[str], after: list[str]) -> Iterator[Change]:
    """Nothing where both are the same; a list in another order alone is a change without a text removed or added."""
    if before != after:
        removed = tuple(text for text in before if text not in after)
        yield Change(frame, field, removed, tuple(text for text in after if text not in before))
