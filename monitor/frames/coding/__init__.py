"""Coding by people: drawing, handing out, reading back, how well coders agree, and what counts as gold.

Public:

- :func:`draw_sample` and :func:`suggest_articles` (write gold_samples, gold_sample_articles; the first also gold_strata,
  gold_population); :func:`export_sample` (files for coders);
- :func:`import_files`, :func:`import_decisions` (write annotations, gold_coded, gold_imports, gold_refused);
  :func:`import_codings`, the stage (writes annotations, gold_coded, gold_kinds);
- :func:`measure_agreement` (writes coder_agreement, coder_confusion), :func:`agreement_report`, :func:`disputes`,
  :func:`write_disputes`.

What counts as gold is defined once, by the SQL macro ``gold_judgements(kinds, codebook_version)``, shown as ``v_gold``.
"""

from monitor.frames.coding.agreement import measure_agreement
from monitor.frames.coding.disputes import disputes, write_disputes
from monitor.frames.coding.draw import draw_sample
from monitor.frames.coding.export import ExportSummary, export_sample
from monitor.frames.coding.imports import ImportOptions, ImportSummary, import_decisions, import_files
from monitor.frames.coding.report import AgreementReport, agreement_report
from monitor.frames.coding.samples import SampleSummary
from monitor.frames.coding.stage import GoldSummary, import_codings
from monitor.frames.coding.suggest import suggest_articles

__all__ = [
    "AgreementReport",
    "ExportSummary",
    "GoldSummary",
    "ImportOptions",
    "ImportSummary",
    "SampleSummary",
    "agreement_report",
    "disputes",
    "draw_sample",
    "export_sample",
    "import_codings",
    "import_decisions",
    "import_files",
    "measure_agreement",
    "suggest_articles",
    "write_disputes",
]
