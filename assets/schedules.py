"""Schedules and the sensor for alerts: there, and off until somebody fills in who asks and who is told."""

from collections.abc import Iterator

import dagster as dg

from assets.automation import whole_line, whole_line_and_send
from assets.delivery import send_alert
from assets.reporting import monitor_database
from assets.resources import MonitorProject
from monitor.config import ConfigError, Settings

DAILY, MONDAYS = "0 5 * * *", "0 7 * * 1"
"""05:00 UTC every day; 07:00 UTC on Mondays, when the week before is over everywhere and the daily run is done."""


@dg.schedule(
    job=whole_line,
    cron_schedule=DAILY,
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description=(
        "Every day at 05:00 UTC: from the feeds to the report, so that pages are fetched before they vanish. Off until you turn it "
        "on; skips, and says which setting is missing, until collect.contact and delivery.recipients (or chat, or folder) are filled in. "
        "Nothing is sent by it."
    ),
)
def every_day(project: MonitorProject) -> dg.SkipReason | dg.RunRequest:
    """Ask for a run of the whole line, or say what is missing."""
    return request_or_reason(project)


@dg.schedule(
    job=whole_line_and_send,
    cron_schedule=MONDAYS,
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description=(
        "Every Monday at 07:00 UTC: the whole line, then the report of the week that is just over is sent to everybody under delivery "
        "in the settings file; it is not sent where a step before fails. Off until you turn it on; skips, and says which setting is "
        "missing, until collect.contact and delivery.recipients (or chat, or folder) are filled in."
    ),
)
def every_monday(project: MonitorProject) -> dg.SkipReason | dg.RunRequest:
    """Ask for a run of the whole line with the sending at its end, or say what is missing."""
    return request_or_reason(project)


@dg.asset_sensor(
    asset_key=monitor_database.key,
    job=send_alert,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description=(
        "After each run that published: asks for the job send_alert, which tells of lasting changes that are new (each week is looked at "
        "once). Off until you turn it on; skips, and says which setting is missing, until delivery.recipients (or chat) are filled in."
    ),
)
def new_estimates(
    context: dg.SensorEvaluationContext, asset_event: dg.EventLogEntry, project: MonitorProject
) -> dg.SkipReason | dg.RunRequest:
    """Ask for a look at the newest week, or say what is missing."""
    asked = request_or_reason(project)
    return dg.RunRequest(run_key=asset_event.run_id) if isinstance(asked, dg.RunRequest) else asked


def request_or_reason(project: MonitorProject) -> dg.SkipReason | dg.RunRequest:
    """A run; or, while a setting is missing or the file cannot be read, the reason and the remedy."""
    try:
        missing = list(missing_settings(project.settings()))
    except ConfigError as error:
        return dg.SkipReason(f"The settings cannot be read: {error}")
    if missing:
        return dg.SkipReason(f"Nothing was run. Fill in, in {project.config_file}: {'; '.join(missing)}.")
    return dg.RunRequest()


def missing_settings(settings: Settings) -> Iterator[str]:
    """Each setting without which nothing may run by itself, with what belongs there."""
    if settings.collect.source == "feeds" and not settings.collect.contact:
        yield "collect.contact (an e-mail address or URL at which sites can reach you)"
    if not settings.delivery.is_on:
        yield "delivery.recipients (e-mail addresses of those who are to get the weekly report; or delivery.chat, or delivery.folder)"
