"""Which feeds and sitemaps answer: each asked once, nothing stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.config import ConfigError, OutletFile, Settings, load_model
from monitor.sources.entries import FeedPlan
from monitor.sources.origin import feed_plans, open_origin, polls, require_contact
from monitor.sources.polling import Asked, ask
from monitor.sources.sitemaps import Reach
from monitor.web import FetchResult, Request


@dataclass(frozen=True)
class SourceState:
    """How one address of the settings answered.

    ``entries`` are those read, for an index those of the sitemaps asked (``n_asked`` counts the address and these);
    ``newest`` is the time of the newest of them (UTC). ``named_by`` is where the address was found, None if not confirmed.
    """

    outlet_id: str
    url: str
    kind: str
    language: str
    outcome: str
    status: int | None
    entries: int
    links: int
    newest: datetime | None
    n_asked: int
    named_by: str | None
    reason: str | None


def planned_sources(settings: Settings, outlet_id: str | None = None) -> list[FeedPlan]:
    """The feeds and sitemaps of the settings' outlets, or of one.

    Raises :class:`ConfigError` for an outlet that is not there, and where there is no feed and no sitemap.
    """
    outlets = load_model(settings.outlets, OutletFile).outlets
    if outlet_id is not None and outlet_id not in {outlet.id for outlet in outlets}:
        known = ", ".join(sorted(outlet.id for outlet in outlets))
        raise ConfigError(f"{settings.outlets}: has no outlet {outlet_id}; its ids are {known}.")
    plans = [plan for plan in feed_plans(outlets) if outlet_id in {None, plan.outlet_id}]
    if not plans:
        whose = f"outlet {outlet_id} has no feed and no sitemap" if outlet_id else "no outlet has a feed or a sitemap"
        raise ConfigError(f"{settings.outlets}: {whose}. Add some under feeds.")
    return plans


def check_sources(
    settings: Settings, outlet_id: str | None = None, answered: Callable[[], object] | None = None
) -> list[SourceState]:
    """Ask each feed and sitemap of the settings once, an index with its newest sitemaps; in the order of the settings.

    ``answered`` is called after each answer. The sample's press is asked as it stands on the last day of its clock. Reads and
    writes no table. Raises :class:`ConfigError` for settings that cannot work, live collection without a contact among them.
    """
    collect = settings.collect
    if collect.source == "files":
        raise ConfigError(f"{settings.where('collect', 'source')}: files are read, no feed is asked: nothing to check.")
    require_contact(settings)
    plans = planned_sources(settings, outlet_id)
    outlets = load_model(settings.outlets, OutletFile).outlets
    now = polls(collect)[-1]
    reach = Reach.live(now, collect.sitemap_days, collect.sitemap_children)
    with open_origin(collect, outlets, now) as (client, _):

        def get(requests: Sequence[Request]) -> list[FetchResult]:
            return client.get_all(requests, answered)

        asked = [one.without_body() for one in ask(get, plans, now, reach, limits=collect)]
    return [_state([one for one in asked if one.plan == plan]) for plan in plans]


def _state(asked: Sequence[Asked]) -> SourceState:
    """The plan's own address first, then the sitemaps of its index; the worst of these is told where it has any."""
    own, *children = asked
    bad = [child for child in children if child.result.outcome != "ok"]
    decisive = bad[0] if bad and len(bad) == len(children) else own
    reasons = [one.result.reason for one in asked if one.result.reason]
    return SourceState(
        outlet_id=own.plan.outlet_id,
        url=own.plan.url,
        kind=own.plan.kind,
        language=own.plan.language,
        outcome=decisive.result.outcome,
        status=decisive.result.status,
        entries=sum(one.n_entries for one in asked),
        links=sum(len(one.entries) for one in asked),
        newest=max((one.newest for one in asked if one.newest is not None), default=None),
        n_asked=len(asked),
        named_by=own.plan.named_by,
        reason=" ".join(reasons) or None,
    )
