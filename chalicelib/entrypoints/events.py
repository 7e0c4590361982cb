"""How an event door behaves: its name in every log line, and an answer for each record."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypedDict, TypeVar

from chalicelib import bootstrap
from chalicelib.telemetry import logger, stack_of

Record = dict[str, Any]
"""One SQS record as Lambda hands it over."""
Batch = dict[str, Any]
"""A Lambda event: ``Records``."""
Event = ParamSpec("Event")
Result = TypeVar("Result")

QUARANTINE_AT = 5
"""The receive on which a record that still fails is set aside (I6)."""
DELAYS = (2, 10, 60, 60)
"""Seconds until a failed record may be seen again, by how often it was received."""


class Failed(TypedDict):
    """One record, by the queue's id for it."""

    itemIdentifier: str


class PartialFailures(TypedDict):
    """What Lambda wants from a batch: the records to hand over again. It deletes all others."""

    batchItemFailures: list[Failed]


class DoorFailed(Exception):
    """All that Lambda is told, for it writes that down: what an error says may quote what customers wrote."""


def observed(door: Callable[Event, Result]) -> Callable[Event, Result]:
    """Names the door and the request in every log line. What the door lets out is logged, and raised as ``DoorFailed``."""

    @wraps(door)
    def call(*event: Event.args, **rest: Event.kwargs) -> Result:
        context = event[1] if len(event) > 1 else getattr(event[0], "context", None)
        logger.append_keys(door=door.__name__, request_id=getattr(context, "aws_request_id", None))
        try:
            return door(*event, **rest)
        except Exception as error:
            logger.error("door failed", error=type(error).__name__, stack=stack_of(error))
            raise DoorFailed(type(error).__name__) from None
        finally:
            logger.remove_keys(["door", "request_id"])

    return call


def settle(
    event: dict[str, Any],
    handle: Callable[[Record], object],
    *,
    delay: Callable[[Record, int], None] | None = None,
    set_aside: Callable[[Record, Exception], None] | None = None,
    permanent: tuple[type[Exception], ...] = (),
) -> PartialFailures:
    """Handles the records in order; hands back what failed, and what comes after it in its group.

    ``delay`` makes a record visible again in so many seconds (by default, through its queue). ``set_aside`` keeps a record where people
    see it: on its fifth receive, or at once for a ``permanent`` error; the rest of its group goes on. Whatever these two raise only means
    that the record is handed back.
    """
    failed: list[Failed] = []
    waiting: dict[str, int] = {}
    cleared: set[str] = set()
    for record in event["Records"]:
        group = _group(record)
        if group not in waiting:
            error = _attempt(handle, record)
            if error is None or _quarantined(record, error, set_aside, permanent, fresh=group in cleared):
                cleared.update({group} if error else ())
                continue
            waiting[group] = DELAYS[min(_receives(record), len(DELAYS)) - 1]
        # The whole group waits equally long: a FIFO group is not handed out while any of its records is in flight.
        _put_off(record, waiting[group], delay)
        failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def _attempt(handle: Callable[[Record], object], record: Record) -> Exception | None:
    try:
        handle(record)
    except Exception as error:
        logger.warning(
            "record failed", record=record["messageId"], receives=_receives(record), error=type(error).__name__, stack=stack_of(error)
        )
        return error
    return None


def _quarantined(
    record: Record,
    error: Exception,
    set_aside: Callable[[Record, Exception], None] | None,
    permanent: tuple[type[Exception], ...],
    *,
    fresh: bool,
) -> bool:
    """Whether the record is in quarantine now. ``fresh``: its receives were spent behind a poison record, so it gets a turn of its own."""
    over = _receives(record) >= QUARANTINE_AT and not fresh
    if set_aside is None or not (over or isinstance(error, permanent)):
        return False
    try:
        set_aside(record, error)
    except Exception as refused:
        logger.error("quarantine failed", record=record["messageId"], error=type(refused).__name__, stack=stack_of(refused))
        return False
    logger.error("record quarantined", record=record["messageId"], error=type(error).__name__)
    return True


def _put_off(record: Record, seconds: int, delay: Callable[[Record, int], None] | None) -> None:
    try:
        (delay or bootstrap.redelivery().after)(record, seconds)
    except Exception as error:
        logger.warning("delay failed", record=record["messageId"], error=type(error).__name__)


def _group(record: Record) -> str:
    """A standard queue has no groups: each of its records stands alone."""
    return str(record["attributes"].get("MessageGroupId") or record["messageId"])


def _receives(record: Record) -> int:
    return int(record["attributes"].get("ApproximateReceiveCount", "1"))
