"""The keys that sign access tokens and derive refresh tokens, made once for a stage."""

import base64
import json
import secrets

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from infrastructure.stage import Stage


def ensure_token_keys(stage: Stage, secret: str) -> bool:
    """Puts a value into the secret if it has none; says whether it did. A value that is there is never replaced."""
    client = stage.client("secretsmanager")
    try:
        if client.get_secret_value(SecretId=secret).get("SecretString"):
            return False
    except client.exceptions.ResourceNotFoundException:
        pass  # AWS says so of a secret without a value.
    client.put_secret_value(SecretId=secret, SecretString=json.dumps(_new_keys()))
    return True


def _new_keys() -> dict[str, str]:
    key = generate_private_key(SECP256R1())
    return {
        "kid": secrets.token_hex(8),
        "private_key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "refresh_key": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
