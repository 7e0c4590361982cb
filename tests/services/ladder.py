"""What the tests of the delivery ladder have in common."""

from chalicelib.domain.message import DeliveryStatus, Message
from tests.services.house import House

S = DeliveryStatus


def outbound(house: House) -> list[Message]:
    return [message for message in house.messages if message.direction == "outbound"]


def statuses(house: House) -> list[DeliveryStatus | None]:
    return [message.status for message in outbound(house)]


def comes_back(house: House, seconds: float) -> None:
    """Time passes, and the queue hands over what waited until then."""
    house.pass_time(seconds=seconds)
    waiting, house.later.waiting = house.later.waiting, []
    for claim, _, _ in waiting:
        house.delivery.requeue(claim, house.now)
    house.deliver()
