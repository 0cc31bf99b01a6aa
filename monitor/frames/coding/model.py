"""Judgements, and what a row of a file of codings may speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

ADJUDICATED = "adjudicated"
"""Kind of a coder who decides between others; not one of ``gold.coder_kinds``: it counts wherever any kind does."""

JUDGEMENT_KEYS = ["article_id", "task", "label", "coder_id", "codebook_version"]
CODED_KEYS = ["sample_id", "article_id", "coder_id", "codebook_version"]
JUDGEMENTS = pa.schema(
    [
        *((name, pa.string()) for name in ("article_id", "task", "label")),
        ("present", pa.bool_()),
        *((name, pa.string()) for name in ("coder_id", "coder_kind", "codebook_version")),
        ("inclusion_probability", pa.float64()),
        ("coded_at", pa.timestamp("us", "UTC")),
    ]
)
CODED = pa.schema(
    [(name, pa.string()) for name in ("sample_id", "article_id", "coder_id", "codebook_version", "note")],
)


class CodingError(ValueError):
    """A row cannot be used; the message says why."""


@dataclass(frozen=True)
class Judgement:
    """A row of ``annotations``. ``codebook_version`` is empty for tasks other than frame; ``row`` is where it was read."""

    article_id: str
    task: str
    label: str
    present: bool
    coder_id: str
    coder_kind: str
    codebook_version: str
    inclusion_probability: float | None = None
    coded_at: datetime | None = None
    row: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """Article, label and coder: within a task and a codebook version each is judged once."""
        return self.article_id, self.label, self.coder_id


@dataclass(frozen=True)
class Coded:
    """That a coder coded an article, for a sample (empty: for none), and what was noted beside it."""

    sample_id: str
    article_id: str
    coder_id: str
    codebook_version: str
    note: str | None = None


@dataclass(frozen=True)
class Refusal:
    """A row that was not used (None: the file as a whole), and the reason without a full stop."""

    row: int | None
    reason: str

    def sentence(self, path: object) -> str:
        """``FILE:ROW: reason.``"""
        return f"{path}{'' if self.row is None else f':{self.row}'}: {self.reason}."


@dataclass
class Reading:
    """What a file gave, filled row by row.

    ``not_coded`` counts rows without any judgement (left empty, or cancelled), ``not_judged`` empty cells of rows that have
    some, ``carried`` rows coded with another version of the same instructions. ``told`` are sentences on the whole file.
    """

    format: str = ""
    judgements: list[Judgement] = field(default_factory=list)
    coded: list[Coded] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    not_coded: int = 0
    not_judged: int = 0
    carried: int = 0


@dataclass(frozen=True)
class Coder:
    """Who judged, of what kind, and with what probability each article was drawn for it (None: not known from the file)."""

    coder_id: str
    kind: str
    inclusion_probability: float | None = None

    def judge(self, article_id: str, task: str, label: str, present: bool, version: str = "") -> Judgement:
        """A judgement of this coder; ``version`` is the codebook's, for frames."""
        return Judgement(
            article_id, task, label, present, self.coder_id, self.kind, version, self.inclusion_probability
        )


@dataclass(frozen=True)
class Names:
    """Label Studio's names: what a choice may be called (its alias or its words) to the frame, an annotator (e-mail address or
    number) to the coder's name."""

    choices: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What a row may speak of.

    ``articles`` maps the names that a file uses (article ids, canonical URLs, ids of the synthetic press) to article ids;
    ``samples`` maps names and ids of samples to their id and articles. ``same_instructions`` are other versions of the
    codebook with the same instructions for coders, taken only where ``carry_over``.
    """

    articles: Mapping[str, str]
    frames: Sequence[str]
    codebook_version: str
    samples: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    same_instructions: frozenset[str] = frozenset()
    carry_over: bool = False

    def article_id(self, name: str) -> str:
        """Article of that name. Raises :class:`CodingError` where there is none."""
        if name not in self.articles:
            raise CodingError(f"no article in the warehouse is known as {name[:200]!r}")
        return self.articles[name]

    def frame(self, name: str) -> str:
        """The frame itself. Raises :class:`CodingError` where the codebook has none of that name."""
        if name not in self.frames:
            raise CodingError(f"frame {name[:80]!r} is not in the codebook; expected one of {', '.join(self.frames)}")
        return name

    def check_version(self, version: str) -> bool:
        """Whether a row of that codebook version is carried over (rather than of the present one).

        Raises :class:`CodingError` where the version is missing or another, naming what would help.
        """
        if version == self.codebook_version:
            return False
        if not version:
            raise CodingError(
                "codebook_version is empty; it must name the version that the coder read (the present one is "
                f"{self.codebook_version})"
            )
        if version not in self.same_instructions:
            raise CodingError(
                f"coded with codebook version {version[:40]!r}, but the present one is {self.codebook_version}, and the other is "
                "unknown or tells coders something else; code again, or set codebook to the file that the coder read"
            )
        if not self.carry_over:
            raise CodingError(
                f"coded with codebook version {version}; the present one, {self.codebook_version}, has the same "
                "instructions for coders, so --same-instructions (or gold.same_instructions: true) would carry it over"
            )
        return True

    def sample_id(self, name: str, article_id: str) -> str:
        """Id of the sample ``name`` (its name or id; empty: none). Raises :class:`CodingError` where it does not hold the article."""
        if not name:
            return ""
        if name not in self.samples:
            raise CodingError(f"sample {name[:80]!r} is not known; `monitor gold draw` or `suggest` makes one")
        sample_id, articles = self.samples[name]
        if article_id not in articles:
            raise CodingError(
                f"the article is not in sample {name!r}; leave sample empty for articles chosen otherwise"
            )
        return sample_id
