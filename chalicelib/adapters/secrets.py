"""Secrets: sealed with KMS for one workspace and owner, and the keys that sign our tokens."""

import base64
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import botocore.config
import botocore.session
from botocore.exceptions import ClientError

from chalicelib.adapters.warm import Warm
from chalicelib.config import settings
from chalicelib.domain.connection import Sealed
from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import WorkspaceId
from chalicelib.domain.tokens import KeyRing
from chalicelib.scope import must_be_in

CLIENT = botocore.config.Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
_FOREIGN = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


@cache
def _client(service: Literal["kms", "secretsmanager"]) -> Any:
    return botocore.session.get_session().create_client(service, settings().region, config=CLIENT)


@dataclass(frozen=True)
class KmsVault:
    """Keeps the ``Vault`` port. The encryption context binds a secret: what is sealed for one cannot be opened as another's."""

    _opened: Warm[tuple[str, str, str], str] = field(default_factory=lambda: Warm(60, 1_000))

    def seal(self, workspace: WorkspaceId, owner: str, secret: str) -> Sealed:
        """At most 4,096 bytes (KMS)."""
        must_be_in(workspace)
        answer = _client("kms").encrypt(
            KeyId=settings().kms_key_id, Plaintext=secret.encode(), EncryptionContext=_context(workspace, owner)
        )
        return Sealed(ciphertext=base64.b64encode(answer["CiphertextBlob"]).decode(), last4=secret[-4:] if len(secret) >= 12 else "")

    def open(self, workspace: WorkspaceId, owner: str, sealed: Sealed) -> str:
        """Kept for 60 s. Raises ``Rejected`` when it was sealed for another owner."""
        must_be_in(workspace)
        return self._opened.get((workspace, owner, sealed.ciphertext), lambda: _decrypt(workspace, owner, sealed))


@dataclass(frozen=True)
class SecretKeys:
    """Keeps the ``TokenKeys`` port."""

    _kept: Warm[str, KeyRing] = field(default_factory=lambda: Warm(300, 1))

    def ring(self) -> KeyRing:
        """Kept for 5 minutes."""
        return self._kept.get("ring", _read_ring)


def _context(workspace: str, owner: str) -> dict[str, str]:
    return {"workspace": workspace, "id": owner}


def _decrypt(workspace: str, owner: str, sealed: Sealed) -> str:
    try:
        answer = _client("kms").decrypt(
            KeyId=settings().kms_key_id, CiphertextBlob=base64.b64decode(sealed.ciphertext), EncryptionContext=_context(workspace, owner)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in _FOREIGN:
            raise Rejected("This secret was sealed for something else; enter it again.") from error
        raise
    secret: bytes = answer["Plaintext"]
    return secret.decode()


def _read_ring() -> KeyRing:
    answer = _client("secretsmanager").get_secret_value(SecretId=settings().keys_secret_id)
    said = json.loads(answer["SecretString"])
    return KeyRing(kid=said["kid"], private_key=said["private_key"], refresh_key=base64.b64decode(said["refresh_key"]))
