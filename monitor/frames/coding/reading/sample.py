"""The synthetic sample's own codings."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.frames.coding.model import Coder, CodingError, Judgement, Known, Reading, Refusal
from monitor.frames.coding.reading.table import read_bytes, read_table
from monitor.frames.coding.reading.values import flag


def read_sample_codings(path: Path, coder: Coder, known: Known, topic: str, *, frames: bool = True) -> Reading:
    """Read a file of the sample: columns id, frames (joined by ``;``), and relevant and story where coded.

    Every frame is judged, present or not, for every row that is not off-topic; none without ``frames``, for another codebook.
    Raises :class:`monitor.config.ConfigError` for a file that cannot be read.
    """
    file = _Sample(coder, known, topic, frames)
    for number, row, fault in read_table(path, read_bytes(path)).rows:
        try:
            file.take(row, fault)
        except CodingError as error:
            file.reading.refused.append(Refusal(number, str(error)))
    return file.reading


class _Sample:
    """One file being read."""

    def __init__(self, coder: Coder, known: Known, topic: str, frames: bool) -> None:
        self.coder, self.known, self.topic, self.frames = coder, known, topic, frames
        self.reading, self.taken = Reading("sample"), set[str]()

    def take(self, row: Mapping[str, str] | None, fault: str) -> None:
        """Judgements of one article. Raises CodingError."""
        if row is None:
            raise CodingError(fault)
        article_id = self.known.article_id(row["id"])
        judged = list(self._judged(article_id, row))
        if article_id in self.taken:
            raise CodingError(f"article {row['id']!r} is coded already; a coder judges once")
        self.taken.add(article_id)
        self.reading.judgements += judged

    def _judged(self, article_id: str, row: Mapping[str, str]) -> Iterator[Judgement]:
        relevant = flag(row.get("relevant", "1"), "relevant")
        if relevant is None:
            raise CodingError("relevant is empty; expected 1 or 0")
        if "relevant" in row:
            yield self.coder.judge(article_id, "topic", self.topic, relevant)
        if row.get("story"):
            yield self.coder.judge(article_id, "story", row["story"], True)
        if relevant and self.frames:
            named = {self.known.frame(name) for name in row["frames"].split(";") if name}
            for frame in self.known.frames:
                yield self.coder.judge(article_id, "frame", frame, frame in named, self.known.codebook_version)
