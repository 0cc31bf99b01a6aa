"""What the grouping sees of the articles: vectors, languages and times, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Texts = NDArray[np.object_]
"""Texts of any length: a fixed-width array would give each the room of the longest."""


@dataclass(frozen=True)
class Items:
    """n items in a fixed order.

    ``vectors``: float32 (n, d), unit length, in the language-neutral space; ``languages``: n BCP 47 tags (each
    script of Chinese is a coverage of its own, with its own words); ``days``: float64 (n,), times in days since any fixed moment.

    Raises ValueError, naming the first row at fault, when lengths differ or a number is missing or not finite.
    """

    vectors: Vectors
    languages: Names
    days: Floats

    def __post_init__(self) -> None:
        if self.vectors.ndim != 2 or self.days.ndim != 1:
            raise ValueError(f"vectors must be (n, d) and days (n,), got {self.vectors.shape} and {self.days.shape}")
        if not len(self.vectors) == len(self.languages) == len(self.days):
            raise ValueError(
                f"{len(self.vectors)} vectors, {len(self.languages)} languages and {len(self.days)} times: give one each per article"
            )
        _refuse(np.asarray(~np.isfinite(self.vectors).all(axis=1)), "vector has a number that is missing or not finite")
        _refuse(
            np.linalg.norm(self.vectors, axis=1) < 1e-6, "vector has no length: its text was empty or was not embedded"
        )
        _refuse(~np.isfinite(self.days), "time is missing")

    def __len__(self) -> int:
        return len(self.days)

    def take(self, rows: Ints | Flags) -> "Items":
        """The chosen rows."""
        return Items(self.vectors[rows], self.languages[rows], self.days[rows])


def items(vectors: Vectors, languages: Sequence[str], days: Floats) -> Items:
    """Items from plain arrays."""
    return Items(
        np.asarray(vectors, dtype=np.float32),
        np.array(languages, dtype=np.str_),
        np.asarray(days, dtype=np.float64),
    )


def _refuse(bad: Flags, complaint: str) -> None:
    if bad.any():
        raise ValueError(f"row {int(np.argmax(bad))} of {len(bad)} ({int(bad.sum())} in all): its {complaint}")
