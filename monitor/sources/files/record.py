"""A row of a file as it is kept raw: what it says, and where it stands."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from monitor.text import text_hash

CONTENT_TYPE = "application/json"


@dataclass(frozen=True)
class RowRecord:
    """A mapped row with its own cells beside it. ``published`` is in UTC; ``day_only`` says that it gave no hour."""

    source_set: str
    path: str
    row_number: int
    title: str
    body: str
    body_html: str
    byline: str
    published: datetime | None
    day_only: bool
    cells: dict[str, str]

    def to_bytes(self) -> bytes:
        """JSON in UTF-8, the same for the same row."""
        values = asdict(self)
        values["published"] = None if self.published is None else self.published.isoformat()
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    @property
    def text_hash(self) -> str:
        """Hash of what the row says: a row with the same text is the same article seen again."""
        return text_hash("\x1f".join((self.title, self.body, self.body_html, self.byline)))


def read_record(content: bytes) -> RowRecord:
    """A record back from its bytes. Raises ValueError, KeyError or TypeError for what is none."""
    values = json.loads(content)
    published = values.pop("published")
    return RowRecord(**values, published=None if published is None else datetime.fromisoformat(published))
