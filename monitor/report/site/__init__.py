"""Reports as a small static site: an index, a page a story and a page a frame, and a feed, for any static host.

Public: :func:`write_site` (reads the views for people and ``reports``, ``report_findings``, ``stories``, ``story_events``,
``framing_decomposition``; writes files under ``data/reports``), :class:`SiteSummary`, :func:`keep_findings` (writes
``report_findings``).

Files: ``index.html`` (choice of language), ``index.LANG.html``, ``stories/STORY.LANG.html``, ``frames/FRAME.LANG.html``, ``feed.LANG.xml``.
"""

from monitor.report.site.findings import keep_findings
from monitor.report.site.write import SiteSummary, write_site

__all__ = ["SiteSummary", "keep_findings", "write_site"]
