"""Clock doors."""

from datetime import UTC, datetime

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import bootstrap
from chalicelib.entrypoints.events import observed

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES))
@observed
def sweep_due(event: CloudWatchEvent) -> dict[str, int]:
    """Finds stuck sends and lost alarms."""
    return {"looked_at": bootstrap.sweep().run(now=datetime.now(UTC))}
