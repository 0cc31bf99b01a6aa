"""DuckDB storage: connections, migrations, set-based writes, publishing, fingerprints.

Public: :class:`Warehouse` (one short transaction at a time, behind a process lock), :func:`query` (SQL from a file to Arrow),
:func:`upsert` and :func:`replace` (idempotent writes from Arrow), :func:`publish` (the read-only copy people query),
:func:`published` (that copy, open), :func:`export` (its tables and views as files), :func:`data_dictionary` (what its comments say),
:func:`defused` (text that a spreadsheet leaves as text),
:func:`compact` (files without what was deleted), :func:`fingerprint` (a hash a table), :func:`record_stage` (seconds a stage took),
:func:`told` (a stage's summary in words) and :func:`by_outcome`.
"""

from monitor.warehouse.cells import defused
from monitor.warehouse.compact import compact
from monitor.warehouse.connect import Warehouse, WarehouseLockedError
from monitor.warehouse.dictionary import data_dictionary
from monitor.warehouse.export import ExportedFile, ExportKind, export
from monitor.warehouse.fingerprint import fingerprint
from monitor.warehouse.publish import publish, published
from monitor.warehouse.sql import query, sql_text
from monitor.warehouse.stage import record_stage
from monitor.warehouse.told import by_outcome, told
from monitor.warehouse.write import replace, upsert

__all__ = [
    "ExportKind",
    "ExportedFile",
    "Warehouse",
    "WarehouseLockedError",
    "by_outcome",
    "compact",
    "data_dictionary",
    "defused",
    "export",
    "fingerprint",
    "publish",
    "published",
    "query",
    "record_stage",
    "replace",
    "sql_text",
    "told",
    "upsert",
]
