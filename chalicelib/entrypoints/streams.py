"""Stream doors: saved rows become news for open browsers."""

from datetime import UTC, datetime
from functools import partial

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.entrypoints.events import Batch, observed
from chalicelib.entrypoints.wire import frame
from chalicelib.scope import in_workspace

blueprint = Blueprint(__name__)


@blueprint.lambda_function()
@observed
def broadcast_changes(event: Batch, context: object) -> None:
    """Conversations and timeline entries to the browsers of their workspace."""
    live = bootstrap.live()
    images = [record["dynamodb"]["NewImage"] for record in event["Records"] if "NewImage" in record["dynamodb"]]
    for workspace, news in live.sort(images).items():
        with in_workspace(workspace):
            live.tell(workspace, partial(frame, news.conversations.values(), news.entries.values()), now=datetime.now(UTC))
