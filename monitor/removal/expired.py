"""What is older than its outlet allows."""

from datetime import datetime, timedelta

from monitor.config import ConfigError, OutletFile, Settings, load_model
from monitor.removal.find import Removable, Removal, find_removable
from monitor.warehouse import Warehouse


def find_expired(settings: Settings, warehouse: Warehouse, now: datetime) -> Removable:
    """What was published (else first seen) more than ``keep_days`` days before ``now``, of every outlet that has such a limit.

    Raises :class:`ConfigError` where no outlet of the outlets' file has one.
    """
    limits = {
        outlet.id: outlet.keep_days
        for outlet in load_model(settings.outlets, OutletFile).outlets
        if outlet.keep_days is not None
    }
    if not limits:
        raise ConfigError(
            f"{settings.outlets}: no outlet has keep_days, so nothing expires. Write keep_days: 365 (days) below an outlet whose articles "
            "are to go."
        )
    found = [
        find_removable(warehouse, Removal(outlet_id=outlet_id, before=now - timedelta(days=days)))
        for outlet_id, days in limits.items()
    ]
    return Removable(
        tuple(link_id for one in found for link_id in one.link_ids),
        tuple(url for one in found for url in one.urls),
        tuple(title for one in found for title in one.titles),
    )
