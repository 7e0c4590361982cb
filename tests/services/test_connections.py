"""Apps and connections: secrets in, never out; a number has one owner; foreign is unknown."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.errors import AlreadyExists, ConnectionBroken, NotFound
from chalicelib.domain.ids import AppId, ConnectionId, WorkspaceId
from chalicelib.scope import in_workspace
from chalicelib.services.breaker import Breaker
from chalicelib.services.connections import ConnectionDesk
from tests.fakes.affairs import MemoryConnections, PlainVault
from tests.fakes.deliveries import MemoryDeliveries, MemoryDues
from tests.fakes.people import MemoryDirectory
from tests.fakes.queues import MemoryOutbox
from tests.fakes.store import MemoryStore
from tests.services.people import NOON, AnsweringChannel

CLINIC, OTHER = WorkspaceId("w1"), WorkspaceId("w2")


def desk_of(connections: MemoryConnections) -> ConnectionDesk:
    store = MemoryStore()
    breaker = Breaker(connections, MemoryDeliveries(store), MemoryOutbox(), MemoryDues(store))
    return ConnectionDesk(connections, AnsweringChannel(), PlainVault(), breaker)


@pytest.fixture
def desk() -> Iterator[ConnectionDesk]:
    with in_workspace(CLINIC):
        yield desk_of(MemoryConnections(MemoryDirectory()))


def add_app(desk: ConnectionDesk, workspace: WorkspaceId = CLINIC, **fields: Any):
    given = {"name": "Meta", "channel": "whatsapp", "secret": "first-secret", "verify_token": "verify-token", "now": NOON, **fields}
    with in_workspace(workspace):
        return desk.add_app(workspace, **given)


def add(desk: ConnectionDesk, app_id: AppId, workspace: WorkspaceId = CLINIC, **fields: Any):
    given = {"name": "Clinic", "account": "100", "group_account": "200", "shown": "+55 11", "token": "graph-token", "now": NOON, **fields}
    with in_workspace(workspace):
        return desk.add(workspace, app_id=app_id, **given)


def opened(desk: ConnectionDesk, app_id: AppId) -> list[str]:
    app = desk.app(CLINIC, app_id)
    return [desk.vault.open(CLINIC, app.id, secret) for secret in app.secrets]


def test_secrets_are_sealed_for_the_app_that_has_them(desk):
    app = add_app(desk)
    assert "first-secret" not in {secret.last4 for secret in app.secrets}
    assert opened(desk, app.id) == ["first-secret"]
    assert app.secrets[0].last4 == "cret"


def test_a_channel_we_do_not_speak_is_refused(desk):
    with pytest.raises(NotFound):
        add_app(desk, channel="pigeon")


def test_a_new_secret_stands_beside_the_old_one_until_that_is_cleared(desk):
    app = add_app(desk)
    desk.change_app(CLINIC, app.id, new_secret="second-secret")
    assert opened(desk, app.id) == ["second-secret", "first-secret"]
    desk.change_app(CLINIC, app.id, new_secret="third-secret")
    assert opened(desk, app.id) == ["third-secret", "second-secret"]
    desk.change_app(CLINIC, app.id, clear_old_secret=True)
    assert opened(desk, app.id) == ["third-secret"]


def test_an_app_can_be_renamed_and_its_verify_token_changed(desk):
    app = add_app(desk)
    changed = desk.change_app(CLINIC, app.id, name="Meta 2", verify_token="another-token")
    assert (changed.name, changed.verify_token.last4, changed.secrets) == ("Meta 2", "oken", app.secrets)
    assert desk.vault.open(CLINIC, app.id, desk.app(CLINIC, app.id).verify_token) == "another-token"


def test_changing_nothing_writes_nothing(desk):
    app, connection = add_app(desk), None
    connection = add(desk, app.id)
    before = desk.app(CLINIC, app.id).version, desk.get(CLINIC, connection.id).version
    desk.change_app(CLINIC, app.id)
    desk.change(CLINIC, connection.id, now=NOON)
    assert (desk.app(CLINIC, app.id).version, desk.get(CLINIC, connection.id).version) == before


def test_a_number_belongs_to_one_app_of_one_workspace(desk):
    mine, theirs = add_app(desk), add_app(desk, OTHER)
    add(desk, mine.id)
    with pytest.raises(AlreadyExists):
        add(desk, theirs.id, OTHER)


def test_a_number_cannot_stand_under_anothers_app(desk):
    theirs = add_app(desk, OTHER)
    with pytest.raises(NotFound):
        add(desk, theirs.id)


@pytest.mark.parametrize(
    "call",
    [
        lambda d, i: d.app(CLINIC, i),
        lambda d, i: d.change_app(CLINIC, i, name="x"),
        lambda d, i: d.get(CLINIC, i),
        lambda d, i: d.change(CLINIC, i, name="x", now=NOON),
        lambda d, i: d.check(CLINIC, i),
    ],
)
def test_what_is_anothers_is_answered_like_what_is_not(desk, call):
    theirs = add_app(desk, OTHER)
    connection = add(desk, theirs.id, OTHER)
    sentences = set()
    for id in (theirs.id, connection.id, "unknown"):
        with pytest.raises(NotFound) as refused:
            call(desk, id)
        sentences.add(refused.value.detail)
    assert len(sentences) == 1


def test_apps_and_connections_are_listed_for_their_workspace_only(desk):
    mine = add_app(desk)
    add_app(desk, OTHER)
    connection = add(desk, mine.id)
    assert [app.id for app in desk.apps(CLINIC)] == [mine.id]
    assert [each.id for each in desk.all(CLINIC)] == [connection.id]
    with in_workspace(OTHER):
        assert desk.all(OTHER) == []


def test_a_paused_connection_runs_again_without_its_reason(desk):
    connection = add(desk, add_app(desk).id)
    desk.change(CLINIC, connection.id, state="paused", now=NOON)
    key = (CLINIC, connection.id)
    desk.connections.connections_[key] = desk.connections.connections_[key].model_copy(update={"pause_reason": "token"})
    running = desk.change(CLINIC, connection.id, state="running", name="New", shown="+55", token="new-graph-token", now=NOON)
    assert (running.state, running.pause_reason, running.name, running.shown) == ("running", None, "New", "+55")
    assert desk.vault.open(CLINIC, ConnectionId(connection.id), running.token) == "new-graph-token"


def test_a_check_asks_the_channel_with_the_opened_token(desk):
    connection = add(desk, add_app(desk).id)
    health = desk.check(CLINIC, connection.id)
    assert (health.ok, health.details["quality"], desk.channels.tokens) == (True, "GREEN", ["graph-token"])


def test_a_check_that_is_refused_says_why(desk):
    connection = add(desk, add_app(desk).id)
    desk.channels.failure = ConnectionBroken("The access token has expired.", 190)
    health = desk.check(CLINIC, connection.id)
    assert (health.ok, health.code, health.reason) == (False, 190, "The access token has expired.")
