"""Secrets: what is sealed for one is opened for nobody else."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters import secrets
from chalicelib.config import settings
from chalicelib.domain.connection import Sealed
from chalicelib.domain.errors import Rejected
from chalicelib.domain.ids import WorkspaceId
from chalicelib.scope import ScopeError, in_workspace
from tests.adapters.calls import counted
from tests.fakes.affairs import PlainVault

A, B = WorkspaceId("a"), WorkspaceId("b")


@pytest.fixture(autouse=True)
def inside() -> Iterator[None]:
    with in_workspace(A):
        yield


@pytest.fixture(params=["memory", "kms"])
def vault(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield PlainVault()
        return
    with mock_aws():
        client = boto3.client("kms", region_name="us-east-1")
        key = client.create_key()["KeyMetadata"]["KeyId"]
        client.create_alias(AliasName=settings().kms_key_id, TargetKeyId=key)
        yield secrets.KmsVault()


def test_a_secret_comes_out_as_it_went_in(vault: Any) -> None:
    sealed = vault.seal(A, "app1", "EAAG-açúcar-token-1234")
    assert vault.open(A, "app1", sealed) == "EAAG-açúcar-token-1234"
    assert sealed.last4 == "1234"


def test_a_short_secret_shows_nothing(vault: Any) -> None:
    assert vault.seal(A, "app1", "short").last4 == ""


@pytest.mark.parametrize(("workspace", "owner"), [(B, "app1"), (A, "app2")])
def test_a_secret_sealed_for_another_is_rejected(vault: Any, workspace: WorkspaceId, owner: str) -> None:
    sealed = vault.seal(A, "app1", "local-access-token")
    with in_workspace(workspace), pytest.raises(Rejected):
        vault.open(workspace, owner, sealed)


def test_a_secret_is_opened_only_inside_its_workspace() -> None:
    with pytest.raises(ScopeError):
        secrets.KmsVault().seal(B, "app1", "local-access-token")
    with pytest.raises(ScopeError):
        secrets.KmsVault().open(B, "app1", Sealed(ciphertext="", last4=""))


def test_an_opened_secret_is_kept_for_a_while() -> None:
    with mock_aws():
        client = boto3.client("kms", region_name="us-east-1")
        client.create_alias(AliasName=settings().kms_key_id, TargetKeyId=client.create_key()["KeyMetadata"]["KeyId"])
        vault = secrets.KmsVault()
        sealed = vault.seal(A, "app1", "local-access-token")
        with counted(secrets._client("kms")) as calls:
            for _ in range(3):
                vault.open(A, "app1", sealed)
        assert len(calls) == 1


def test_the_keys_of_tokens_are_read_once_in_a_while() -> None:
    said = {"kid": "k1", "private_key": "-----BEGIN", "refresh_key": base64.b64encode(b"r" * 32).decode()}
    with mock_aws():
        client = boto3.client("secretsmanager", region_name="us-east-1")
        client.create_secret(Name=settings().keys_secret_id, SecretString=json.dumps(said))
        keys = secrets.SecretKeys()
        with counted(secrets._client("secretsmanager")) as calls:
            assert [keys.ring().kid for _ in range(3)] == ["k1"] * 3
        assert keys.ring().refresh_key == b"r" * 32
        assert len(calls) == 1
