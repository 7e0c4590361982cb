"""Meta's signature: HMAC-SHA256 of the very bytes."""

import hashlib
import hmac


def signed(body: bytes, secret: str) -> dict[str, str]:
    """The headers Meta sends along."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"}
