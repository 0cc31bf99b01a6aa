"""DuckDB storage: connections, migrations, set-based writes, publishing, fingerprints.

Public: :class:`Warehouse` (one short transaction at a time, behind a process lock), :func:`query` (SQL from a file to Arrow),
:func:`upsert` and :func:`replace` (idempotent writes from Arrow), :func:`publish` (the read-only copy people query),
:func:`compact` (files without what was deleted), :func:`fingerprint` (a hash a table), :func:`record_stage` (seconds a stage took),
:func:`told` (a stage's summary in words) and :func:`by_outcome`.
"""

from monitor.warehouse.compact import compact
from monitor.warehouse.connect import Warehouse, WarehouseLockedError
from monitor.warehouse.fingerprint import fingerprint
from monitor.warehouse.publish import publish
from monitor.warehouse.sql import query, sql_text
from monitor.warehouse.stage import record_stage
from monitor.warehouse.told import by_outcome, told
from monitor.warehouse.write import replace, upsert

__all__ = [
    "Warehouse",
    "WarehouseLockedError",
    "by_outcome",
    "compact",
    "fingerprint",
    "publish",
    "query",
    "record_stage",
    "replace",
    "sql_text",
    "told",
    "upsert",
]
