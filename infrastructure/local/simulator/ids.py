"""Identifiers that look like Meta's."""

import base64
import secrets


def wamid(person: str, *, inbound: bool) -> str:
    """A WhatsApp message id: base64 around the person's address and a random token, as Meta's decode."""
    token = secrets.token_hex(10 if inbound else 9).upper()
    address = person.encode()
    marker = b"\x12" if inbound else b"\x11"
    raw = (
        b"\x1c\x18" + bytes([len(address)]) + address + b"\x15\x02\x00" + marker + b"\x18" + bytes([len(token)]) + token.encode() + b"\x00"
    )
    return "wamid." + base64.b64encode(raw).decode()


def media_id() -> str:
    """Sixteen digits, as media ids are."""
    return str(secrets.randbelow(9 * 10**15) + 10**15)


def trace_id() -> str:
    """Meta's ``fbtrace_id``."""
    return "A" + secrets.token_urlsafe(16)


def business_scoped_id(country: str) -> str:
    """A BSUID: the country, a dot and twenty digits."""
    return f"{country}.{secrets.randbelow(9 * 10**19) + 10**19}"
