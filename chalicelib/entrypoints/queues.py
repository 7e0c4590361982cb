"""Queue doors: what the webhook took in, and what is to be sent."""

from datetime import UTC, datetime

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.domain.errors import Rejected
from chalicelib.domain.inbound import Item
from chalicelib.domain.message import Claim
from chalicelib.entrypoints.events import Batch, PartialFailures, Record, observed, settle
from chalicelib.scope import in_workspace

blueprint = Blueprint(__name__)


@blueprint.lambda_function()
@observed
def take_inbound(event: Batch, context: object) -> PartialFailures:
    """Messages and reactions, in order for each person (FIFO)."""
    return settle(event, _take, set_aside=_set_aside, permanent=(Rejected,))


@blueprint.lambda_function()
@observed
def take_statuses(event: Batch, context: object) -> PartialFailures:
    """Statuses, in any order: the ladder sorts them out."""
    return settle(event, _take, set_aside=_set_aside, permanent=(Rejected,))


@blueprint.lambda_function()
@observed
def deliver_outbound(event: Batch, context: object) -> PartialFailures:
    """Sends, in order for each contact (FIFO, one a batch)."""
    return settle(event, _deliver, set_aside=_give_up, permanent=(Rejected,))


@blueprint.lambda_function()
@observed
def requeue_outbound(event: Batch, context: object) -> PartialFailures:
    """What had to wait comes back to its own queue. One that keeps failing is a dead letter; its row is due, and ``sweep_due`` finds it."""
    return settle(event, _requeue)


def _take(record: Record) -> None:
    item = Item.model_validate_json(record["body"])
    with in_workspace(item.workspace):
        if item.pointer is not None:
            bootstrap.spreading().spread(item.pointer, now=datetime.now(UTC))
        else:
            bootstrap.inbox().take(item, now=datetime.now(UTC))


def _set_aside(record: Record, error: Exception) -> None:
    item = Item.model_validate_json(record["body"])
    with in_workspace(item.workspace):
        bootstrap.inbox().set_aside(item, "failed", _reason(error), now=datetime.now(UTC))


def _give_up(record: Record, error: Exception) -> None:
    claim = Claim.model_validate_json(record["body"])
    with in_workspace(claim.workspace):
        bootstrap.delivery().set_aside(claim, _reason(error), now=datetime.now(UTC))


def _reason(error: Exception) -> str:
    return error.detail if isinstance(error, Rejected) else f"{type(error).__name__}: it failed five times."


def _deliver(record: Record) -> None:
    claim = Claim.model_validate_json(record["body"])
    with in_workspace(claim.workspace):
        bootstrap.delivery().deliver(claim, now=datetime.now(UTC))


def _requeue(record: Record) -> None:
    claim = Claim.model_validate_json(record["body"])
    with in_workspace(claim.workspace):
        bootstrap.delivery().requeue(claim, now=datetime.now(UTC))
