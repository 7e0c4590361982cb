"""Webhook bodies, shaped as Meta's."""

from typing import Any

from infrastructure.local.simulator.numbers import Number
from infrastructure.local.simulator.people import Persona


def messages_body(number: Number, persona: Persona, messages: list[dict[str, Any]]) -> dict[str, Any]:
    """What a customer wrote; several messages travel in one body."""
    return _envelope(number, {"contacts": [_contact(persona)], "messages": messages})


def statuses_body(number: Number, persona: Persona | None, statuses: list[dict[str, Any]]) -> dict[str, Any]:
    """How sent messages went. Failed ones come without contacts, as Meta's do."""
    failed = any(status["status"] == "failed" for status in statuses)
    contacts = {} if failed or persona is None else {"contacts": [_contact(persona)]}
    return _envelope(number, {**contacts, "statuses": statuses})


def inbound_message(persona: Persona, id: str, at: float, kind: str, content: Any, context: dict[str, Any] | None) -> dict[str, Any]:
    """One element of ``messages[]``."""
    message: dict[str, Any] = {}
    if context is not None:
        message["context"] = context
    if persona.wa_id is not None:
        message["from"] = persona.wa_id
    return {**message, "from_user_id": persona.user_id, "id": id, "timestamp": str(int(at)), "type": kind, kind: content}


def status(id: str, state: str, at: float, persona: Persona | None, recipient: str | None, opaque: str | None) -> dict[str, Any]:
    """One element of ``statuses[]``; without ``conversation``, which Meta dropped in v24."""
    told: dict[str, Any] = {"id": id, "status": state, "timestamp": str(int(at))}
    if recipient is not None:
        told["recipient_id"] = recipient
    if persona is not None:
        told["recipient_user_id"] = persona.user_id
    if opaque is not None:
        told["biz_opaque_callback_data"] = opaque
    return told


def pricing(category: str) -> dict[str, Any]:
    """What Meta says a message costs; it comes with ``sent`` and with the first of delivered and read."""
    free = category == "service"
    return {"billable": not free, "pricing_model": "PMP", "type": "free_customer_service" if free else "regular", "category": category}


def _envelope(number: Number, value: dict[str, Any]) -> dict[str, Any]:
    metadata = {"display_phone_number": number.digits, "phone_number_id": number.phone_number_id}
    change = {"value": {"messaging_product": "whatsapp", "metadata": metadata, **value}, "field": "messages"}
    return {"object": "whatsapp_business_account", "entry": [{"id": number.waba_id, "changes": [change]}]}


def _contact(persona: Persona) -> dict[str, Any]:
    profile = {"name": persona.name} if persona.username is None else {"name": persona.name, "username": "@" + persona.username}
    phone = {} if persona.wa_id is None else {"wa_id": persona.wa_id}
    return {"profile": profile, **phone, "user_id": persona.user_id}
