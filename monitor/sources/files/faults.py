"""What can be wrong with a row or a file."""


class RowFault(ValueError):  # noqa: N818 - a fault of one row, counted rather than raised to anybody
    """A row that cannot be mapped: its ``kind`` in one word, and the reason as a sentence."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


class FileFault(ValueError):  # noqa: N818
    """A file, or a member of an archive, that cannot be read (on): its ``kind`` in one word, and the reason as a sentence."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
