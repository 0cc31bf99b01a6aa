"""Delivery: the weekly report, and alerts between reports, by mail, chat and folder, each to each recipient at most once.

Public: :func:`send_report` (reads the report files, the tables ``reports``, ``deliveries`` and the views for people; writes
``deliveries``), :func:`write_letters` (the same mails as ``.eml`` files, nothing sent), :func:`send_test` (one mail to one address),
:func:`send_alerts` (reads ``frame_shifts``; writes ``alert_looks``, ``alerts``, ``deliveries``), :func:`deliveries` and :func:`resolve`
(the ledger and a person's decision), :class:`SendSummary`, :class:`Handed`, :class:`AlertSummary`, :class:`Delivery`.
"""

from monitor.delivery.alerts import AlertSummary, send_alerts
from monitor.delivery.ledger import Delivery, deliveries, resolve
from monitor.delivery.parcels import Handed, SendSummary
from monitor.delivery.send import send_report, send_test, write_letters

__all__ = [
    "AlertSummary",
    "Delivery",
    "Handed",
    "SendSummary",
    "deliveries",
    "resolve",
    "send_alerts",
    "send_report",
    "send_test",
    "write_letters",
]
