"""What can be wrong with an archive."""


class WarcFault(ValueError):  # noqa: N818 - a fault of one file, recorded rather than raised to anybody
    """A file that cannot be read (on); the message says why and what to do, without the file's name."""


class RecordFault(ValueError):  # noqa: N818
    """A record that is not kept: ``kind`` is one of :data:`LEFT_OUT`."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


LEFT_OUT = (
    "other_record", "bad_address", "bad_time", "other_outlet", "not_ok", "not_html", "too_large", "unreadable", "damaged", "other_topic",
    "repeated", "removed",
)  # fmt: skip
"""Why a record is not kept, in the order in which it is asked. Each is a column ``n_...`` of ``warc_files``."""
