"""What a person taps, fills in or orders, and what WhatsApp says about them."""

from typing import Any

from chalicelib.adapters.channels.whatsapp.reading import clean, dict_of, list_of, loads, text_of, whole_of
from chalicelib.domain.content import Choice, FormReply, Notice, Order, OrderItem

MAX_BODY = 65_536
MAX_CAPTION = 16_384
MAX_ITEMS = 500
SYSTEM = {
    "user_changed_number": "number_changed",
    "user_changed_user_id": "user_id_changed",
    "customer_identity_changed": "identity_changed",
    "customer_changed_number": "number_changed",
}
"""Meta's types of system message, and what we call them; another keeps its own name."""
FORMS = ("call_permission_reply", "payment_method")
"""Interactive answers whose values come as an object."""


def button(message: dict[str, Any]) -> Choice | None:
    """A tap on a template's quick reply."""
    tapped = dict_of(message, "button")
    title, payload = text_of(tapped, "text"), text_of(tapped, "payload")
    return Choice(id=payload or title or "", title=title or payload or "") if title or payload else None


def interactive(message: dict[str, Any]) -> Choice | FormReply | None:
    """A tap on a button or row of ours, or a form filled in."""
    said = dict_of(message, "interactive")
    kind = text_of(said, "type") or next((key for key in ("button_reply", "list_reply", "nfm_reply", *FORMS) if key in said), "")
    answer = dict_of(said, kind)
    if kind in ("button_reply", "list_reply"):
        id, title = text_of(answer, "id"), text_of(answer, "title")
        if not id and not title:
            return None
        return Choice(id=id or title or "", title=title or id or "", description=text_of(answer, "description"))
    if kind == "nfm_reply" and answer:
        return FormReply(name=text_of(answer, "name"), body=text_of(answer, "body"), values=_filled_in(answer.get("response_json")))
    if kind in FORMS and answer:
        return FormReply(name=kind, values=answer)
    return None


def _filled_in(response: Any) -> dict[str, Any]:
    """``response_json`` is JSON inside a string, made by whoever wrote the form: anything but an object is kept under its own name."""
    if isinstance(response, str):
        try:
            read = clean(loads(response))
        except (ValueError, RecursionError):
            read = response
        return read if isinstance(read, dict) else {"response_json": response}
    if isinstance(response, dict):
        return response
    return {} if response is None else {"response_json": response}


def order(message: dict[str, Any]) -> Order | None:
    """A cart. One line that cannot be read makes all of it unreadable: half an order would be a lie."""
    cart = dict_of(message, "order")
    lines = list_of(cart, "product_items")
    items = [item for line in lines[:MAX_ITEMS] if (item := _order_item(line))]
    if not items or len(items) < len(lines):
        return None
    return Order(catalog_id=text_of(cart, "catalog_id"), text=text_of(cart, "text", MAX_CAPTION), items=tuple(items))


def _order_item(line: Any) -> OrderItem | None:
    product_id, quantity = text_of(line, "product_retailer_id"), whole_of(line, "quantity")
    if not product_id or quantity is None:
        return None
    return OrderItem(
        product_id=product_id, quantity=quantity, price=text_of(line, "item_price", 40), currency=text_of(line, "currency", 10)
    )


def system(message: dict[str, Any]) -> Notice | None:
    """WhatsApp speaks about the person."""
    said = dict_of(message, "system")
    kind = text_of(said, "type", 60)
    return Notice(about=SYSTEM.get(kind, kind), text=text_of(said, "body")) if kind else None


def request_welcome(_: dict[str, Any]) -> Notice:
    """The chat was opened for the first time; nothing is written yet."""
    return Notice(about="welcome")


def edit(message: dict[str, Any]) -> Notice | None:
    """The new words of a message; the fact quotes the old one."""
    after = dict_of(dict_of(message, "edit"), "message")
    kind = text_of(after, "type") or ""
    words = text_of(dict_of(after, "text"), "body", MAX_BODY) or text_of(dict_of(after, kind), "caption", MAX_CAPTION)
    return Notice(about="edited", text=words) if dict_of(message, "edit") else None


def revoke(message: dict[str, Any]) -> Notice | None:
    """A message taken back; the fact quotes it."""
    return Notice(about="deleted") if dict_of(message, "revoke") else None
