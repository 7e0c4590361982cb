"""WhatsApp (Meta's Cloud API). This package keeps the ``Channel`` port by shape; every word of Meta's is spoken in it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.channels.whatsapp.envelope import split
from chalicelib.adapters.channels.whatsapp.facts import parse
from chalicelib.adapters.channels.whatsapp.limits import check
from chalicelib.adapters.channels.whatsapp.signature import handshake, verify

if TYPE_CHECKING:
    from chalicelib.adapters.channels.whatsapp.graph import inspect, send

__all__ = ["check", "handshake", "inspect", "parse", "send", "split", "verify"]


def __getattr__(name: str) -> Any:
    # What calls Meta needs requests (0.2 s to import), which the webhook's function never uses.
    if name in ("send", "inspect"):
        return getattr(import_module(f"{__name__}.graph"), name)
    raise AttributeError(name)
