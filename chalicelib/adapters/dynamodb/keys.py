"""How keys are spelt. Every one begins with its workspace, but those of the global tables."""

import hashlib
import zlib
from datetime import UTC, datetime

SHARDS = 16
"""Partitions of ``due``: one alone takes 1,000 writes a second."""


def moment(at: datetime) -> str:
    """ISO 8601 in UTC, always with microseconds: sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_moment(text: str) -> datetime:
    """What ``moment`` wrote."""
    return datetime.fromisoformat(text)


def digest(text: str) -> str:
    """An id of any length or alphabet as a key's part."""
    return hashlib.sha256(text.encode()).hexdigest()


def of(workspace: str, *parts: str) -> str:
    """``W#<workspace>#<part>#…``."""
    return "#".join(("W", workspace, *parts))


def conversation(workspace: str, conversation_id: str) -> str:
    """The partition of a conversation, its session and its timeline."""
    return of(workspace, "C", conversation_id)


def timeline(seq: int) -> str:
    """The sort key of an entry."""
    return f"T#{seq:010}"


def seen(workspace: str, connection: str, message_id: str) -> str:
    """The guard of an inbound message."""
    return of(workspace, "SEEN", connection, digest(message_id))


def sent(workspace: str, connection: str, provider_id: str) -> str:
    """The alias of an outbound message's id at the provider."""
    return of(workspace, "SENT", connection, digest(provider_id))


def parked(workspace: str, connection: str, provider_id: str) -> str:
    """Statuses of a message nobody knows yet."""
    return of(workspace, "PARKED", connection, digest(provider_id))


def connections(workspace: str) -> str:
    """The connections of a workspace."""
    return of(workspace, "CONNECTIONS")


def paused(workspace: str, connection: str) -> str:
    """The list of a connection's paused messages."""
    return of(workspace, "PAUSED", connection)


def opened(workspace: str, connection: str, contact_id: str) -> str:
    """The guard of a contact's one unresolved conversation."""
    return of(workspace, "OPEN", connection, contact_id)


def shard(conversation_id: str) -> str:
    """Which partition of ``due`` a conversation's rows lie in."""
    return f"due#{zlib.crc32(conversation_id.encode()) % SHARDS}"


def due(workspace: str, conversation_id: str, at: datetime, what: str, which: str) -> str:
    """Sorted by time; names the workspace right after it, for the tripwire."""
    return f"{moment(at)}#{of(workspace, conversation_id, what, which)}"
