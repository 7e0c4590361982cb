"""The channels, found by name: ``channels.named("whatsapp")``."""

import sys
from functools import cache
from importlib import import_module
from typing import Any

from chalicelib.discovery import names_in
from chalicelib.domain.errors import NotFound


def named(channel: str) -> Any:
    """The channel's module, which keeps the ``Channel`` port by shape. Raises ``NotFound``."""
    if channel not in _names():
        raise NotFound("channel")
    return import_module(f"{__name__}.{channel}")


@cache
def _names() -> frozenset[str]:
    # Once a process: every message asks, and a folder is a long way to go.
    return frozenset(names_in(sys.modules[__name__]))


class FolderChannels:
    """Keeps the ``Channels`` port: every module in this folder is a channel."""

    def named(self, channel: str) -> Any:
        """Raises ``NotFound``."""
        return named(channel)
