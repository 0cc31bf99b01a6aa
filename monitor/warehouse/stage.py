"""How long each stage took and what it did."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any

from monitor.warehouse.connect import Warehouse
from monitor.warehouse.told import told

log = logging.getLogger(__name__)


class StageRecord:
    """What a running stage reports about itself; set ``summary`` to a dataclass of counts before the block ends."""

    def __init__(self) -> None:
        self.summary: Any = None


@contextmanager
def record_stage(warehouse: Warehouse, stage: str) -> Iterator[StageRecord]:
    """Time a block and write a row of ``stage_runs`` at its end, unless it raises."""
    record = StageRecord()
    started, clock = datetime.now(UTC), time.monotonic()
    yield record
    seconds = time.monotonic() - clock
    counts = asdict(record.summary) if is_dataclass(record.summary) and not isinstance(record.summary, type) else {}
    log.info("%s: %.1f s. %s", stage, seconds, told(record.summary))
    with warehouse.transaction() as connection:
        connection.execute(
            "INSERT INTO stage_runs VALUES (?, ?, ?, ?)", [stage, started, seconds, json.dumps(counts, default=str)]
        )
