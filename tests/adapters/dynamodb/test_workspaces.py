"""Workspaces, people, sign-ins, sockets, apps, numbers and flows: the same promises in memory and in DynamoDB."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.connection import App, Connection, Sealed
from chalicelib.domain.errors import AlreadyExists, Conflict, NotFound, PasswordChanged
from chalicelib.domain.flow.graph import Flow
from chalicelib.domain.ids import AppId, ConnectionId, FlowId, MemberId, WorkspaceId
from chalicelib.domain.sign_in import SignIn, email_key
from chalicelib.domain.socket import Socket, Ticket
from chalicelib.domain.workspace import Member, Workspace
from chalicelib.scope import ScopeError, in_workspace, system_scope

NOW = datetime.now(UTC).replace(microsecond=0)
SEALED = Sealed(ciphertext="c2VhbGVk", last4="1234")
OTHER = WorkspaceId("other")


@dataclass(frozen=True)
class House:
    """The adapters of one kind."""

    directory: Any
    workspaces: Any
    members: Any
    sign_ins: Any
    attempts: Any
    tickets: Any
    sockets: Any
    connections: Any
    flows: Any


@pytest.fixture(params=["memory", "dynamodb"])
def house(request: pytest.FixtureRequest) -> House:
    clock = lambda: NOW  # noqa: E731
    if request.param == "memory":
        from tests.fakes import affairs, people

        directory = people.MemoryDirectory(clock)
        return House(
            directory,
            people.MemoryWorkspaces(),
            members := people.MemoryMembers(directory),
            people.MemorySignIns(clock, members.hashes),
            people.MemoryAttempts(),
            people.MemoryTickets(),
            people.MemorySockets(directory, clock),
            affairs.MemoryConnections(directory),
            affairs.MemoryFlows(),
        )
    request.getfixturevalue("aws")
    from chalicelib.adapters.dynamodb.attempts import DynamoAttempts
    from chalicelib.adapters.dynamodb.connections import DynamoConnections
    from chalicelib.adapters.dynamodb.directory import DynamoDirectory
    from chalicelib.adapters.dynamodb.flows import DynamoFlows
    from chalicelib.adapters.dynamodb.members import DynamoMembers
    from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns
    from chalicelib.adapters.dynamodb.sockets import DynamoSockets
    from chalicelib.adapters.dynamodb.tickets import DynamoTickets
    from chalicelib.adapters.dynamodb.workspaces import DynamoWorkspaces

    return House(
        DynamoDirectory(clock),
        DynamoWorkspaces(),
        DynamoMembers(),
        DynamoSignIns(clock),
        DynamoAttempts(),
        DynamoTickets(),
        DynamoSockets(clock),
        DynamoConnections(),
        DynamoFlows(),
    )


def known(house: House, kind: str, key: str) -> Any:
    with system_scope("test"):
        return house.directory.workspace_of(kind, key)


def member(workspace: str, id: str = "m1", email: str | None = None) -> Member:
    return Member(id=MemberId(id), workspace=WorkspaceId(workspace), name="Lívia", email=email or f"{workspace}@x.example", role=Role.OWNER)


def app(workspace: str, **fields: Any) -> App:
    base = {"id": AppId(f"app-{workspace}"), "name": "Clínica", "secrets": (SEALED,), "verify_token": SEALED, "created_at": NOW}
    return App.model_validate({**base, **fields})


def number(workspace: str, **fields: Any) -> Connection:
    base = {
        "id": ConnectionId("n1"), "app_id": AppId(f"app-{workspace}"), "name": "Recepção", "account": f"1{workspace}",
        "group_account": "2", "shown": "+55 11 4000-1234", "token": SEALED, "created_at": NOW,
    }  # fmt: skip
    return Connection.model_validate({**base, **fields})


def flow(id: str = "f1", name: str = "Recepção") -> Flow:
    return Flow(id=FlowId(id), name=name, nodes=())


def test_a_workspace_is_added_once(house: House, workspace: WorkspaceId) -> None:
    aurora = Workspace(id=workspace, name="Clínica Aurora", created_at=NOW)
    with pytest.raises(NotFound):
        house.workspaces.get(workspace)
    house.workspaces.add(aurora)
    assert house.workspaces.get(workspace) == aurora
    with pytest.raises(AlreadyExists):
        house.workspaces.add(aurora)


def test_a_member_is_found_by_e_mail_whatever_its_case(house: House, workspace: WorkspaceId) -> None:
    livia = member(workspace, email=f"Livia@{workspace}.example")
    house.members.add(livia, "argon2")
    assert house.members.get(workspace, livia.id) == livia
    assert house.members.password_hash(workspace, livia.id) == "argon2"
    assert house.members.all(workspace) == [livia]
    assert known(house, "email", email_key(f"livia@{workspace}.EXAMPLE")) == (workspace, "m1")


def test_an_e_mail_signs_in_one_person_anywhere(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "x")
    with pytest.raises(AlreadyExists):
        house.members.add(member(workspace, "m2", f"{workspace}@x.example"), "x")
    with in_workspace(OTHER), pytest.raises(AlreadyExists):
        house.members.add(member(OTHER, "m1", f"{workspace}@x.example"), "x")
    assert len(house.members.all(workspace)) == 1


def test_nobody_is_not_found(house: House, workspace: WorkspaceId) -> None:
    for ask in (house.members.get, house.members.password_hash, house.sign_ins.get, house.connections.app, house.connections.connection):
        with pytest.raises(NotFound):
            ask(workspace, "nobody")
    assert known(house, "email", "nobody") is None


def sign_in(workspace: WorkspaceId, **fields: Any) -> SignIn:
    base = {
        "id": "family", "workspace": workspace, "member_id": "m1", "token_hash": "h1", "rotated_at": NOW,
        "created_at": NOW, "expires_at": NOW + timedelta(days=30),
    }  # fmt: skip
    return SignIn.model_validate({**base, **fields})


def test_the_slower_of_two_refreshes_is_told(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "argon2")
    house.sign_ins.add(sign_in(workspace), password_hash="argon2")
    read = house.sign_ins.get(workspace, "family")
    assert read == sign_in(workspace, version=1)
    house.sign_ins.save(read.rotated("h2", NOW))
    with pytest.raises(Conflict):
        house.sign_ins.save(read.rotated("h3", NOW))
    assert house.sign_ins.get(workspace, "family").token_hash == "h2"


def test_a_sign_in_past_its_end_is_not_found_though_its_row_is_there(house: House, workspace: WorkspaceId) -> None:
    house.sign_ins.save(sign_in(workspace, expires_at=NOW))
    with pytest.raises(NotFound):
        house.sign_ins.get(workspace, "family")
    assert house.sign_ins.of(workspace, MemberId("m1")) == []


def test_a_member_has_a_list_of_their_own_sign_ins_newest_first(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "argon2")
    house.members.add(member(workspace, "m2", f"m2@{workspace}.example"), "argon2")
    for id, who in (("01", "m1"), ("02", "m1"), ("03", "m2"), ("04", "m1")):
        house.sign_ins.add(sign_in(workspace, id=id, member_id=who, device="Firefox"), password_hash="argon2")
    rotated = house.sign_ins.get(workspace, "01").rotated("h2", NOW + timedelta(minutes=9))
    house.sign_ins.save(rotated)
    house.sign_ins.save(house.sign_ins.get(workspace, "02").revoked(NOW))
    assert [family.id for family in house.sign_ins.of(workspace, MemberId("m1"))] == ["04", "01"]
    assert house.sign_ins.of(workspace, MemberId("m1"))[1] == house.sign_ins.get(workspace, "01")
    assert [family.id for family in house.sign_ins.of(workspace, MemberId("m1"), limit=1)] == ["04"]
    assert house.sign_ins.get(workspace, "02").revoked_at == NOW
    with in_workspace(OTHER):
        assert house.sign_ins.of(OTHER, MemberId("m1")) == []


def test_a_sign_in_by_a_password_that_was_changed_meanwhile_is_not_opened(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "old")
    house.members.change_password(workspace, MemberId("m1"), was="old", now="new")
    with pytest.raises(PasswordChanged):
        house.sign_ins.add(sign_in(workspace), password_hash="old")
    assert house.sign_ins.of(workspace, MemberId("m1")) == []


def test_of_two_who_change_a_password_one_is_told(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "old")
    house.members.change_password(workspace, MemberId("m1"), was="old", now="new")
    with pytest.raises(PasswordChanged):
        house.members.change_password(workspace, MemberId("m1"), was="old", now="newer")
    assert house.members.password_hash(workspace, MemberId("m1")) == "new"


def test_a_member_is_renamed_and_nothing_else_of_them_changes(house: House, workspace: WorkspaceId) -> None:
    house.members.add(member(workspace), "x")
    renamed = house.members.rename(workspace, MemberId("m1"), "Lívia Prado")
    assert renamed == member(workspace).model_copy(update={"name": "Lívia Prado"}) == house.members.get(workspace, MemberId("m1"))
    with pytest.raises(NotFound):
        house.members.rename(workspace, MemberId("nobody"), "x")


def test_tries_are_counted_in_windows_that_begin_with_the_first(house: House, workspace: WorkspaceId) -> None:
    key, window = f"account:{workspace}", timedelta(minutes=15)
    with system_scope("test"):
        assert house.attempts.add(key, window, now=NOW) == (1, NOW + window)
        assert house.attempts.add(key, window, now=NOW + timedelta(minutes=14)) == (2, NOW + window)
        later = NOW + window
        assert house.attempts.add(key, window, now=later) == (1, later + window)
        house.attempts.clear(key)
        assert house.attempts.add(key, window, now=later)[0] == 1


def test_a_ticket_is_good_once(house: House, workspace: WorkspaceId) -> None:
    ticket = Ticket("hash", workspace, MemberId("m1"), "family", NOW + timedelta(seconds=30))
    house.tickets.add(ticket)
    with in_workspace(OTHER):
        assert house.tickets.take(OTHER, "hash", now=NOW) is None
    assert house.tickets.take(workspace, "hash", now=NOW) == ticket
    assert house.tickets.take(workspace, "hash", now=NOW) is None


def test_a_ticket_past_its_end_opens_nothing(house: House, workspace: WorkspaceId) -> None:
    house.tickets.add(Ticket("hash", workspace, MemberId("m1"), "family", NOW))
    assert house.tickets.take(workspace, "hash", now=NOW) is None


def socket(workspace: WorkspaceId, id: str, minutes: int) -> Socket:
    return Socket(id, workspace, MemberId("m1"), "https://push", NOW, NOW + timedelta(minutes=minutes), "family")


def test_only_sockets_that_may_be_open_are_told(house: House, workspace: WorkspaceId) -> None:
    live, over = socket(workspace, f"{workspace}-1", 120), socket(workspace, f"{workspace}-2", 0)
    house.sockets.add(live)
    house.sockets.add(over)
    assert house.sockets.of(workspace) == [live]
    assert known(house, "socket", live.id) == (workspace, live.id)
    assert known(house, "socket", over.id) is None
    for _ in range(2):
        house.sockets.remove(workspace, live.id)
    assert house.sockets.of(workspace) == []
    assert known(house, "socket", live.id) is None


def test_an_app_is_known_by_its_id_and_changes_by_version(house: House, workspace: WorkspaceId) -> None:
    house.connections.save_app(workspace, app(workspace))
    stored = house.connections.app(workspace, AppId(f"app-{workspace}"))
    assert stored == app(workspace, version=1)
    assert known(house, "app", stored.id) == (workspace, stored.id)
    house.connections.save_app(workspace, stored.model_copy(update={"name": "Outra"}))
    assert house.connections.app(workspace, stored.id).name == "Outra"
    with pytest.raises(Conflict):
        house.connections.save_app(workspace, stored)
    assert house.connections.apps(workspace) == [stored.model_copy(update={"name": "Outra", "version": 2})]


def test_an_account_is_one_connections_anywhere(house: House, workspace: WorkspaceId) -> None:
    house.connections.save_connection(workspace, number(workspace))
    with pytest.raises(AlreadyExists):
        house.connections.save_connection(workspace, number(workspace, id="n2", app_id="app-2"))
    with in_workspace(OTHER), pytest.raises(AlreadyExists):
        house.connections.save_connection(OTHER, number(workspace))
    stored = house.connections.connection(workspace, ConnectionId("n1"))
    house.connections.save_connection(workspace, stored.model_copy(update={"name": "Nova"}))
    assert [each.name for each in house.connections.connections(workspace)] == ["Nova"]


def test_an_account_is_found_only_under_the_app_that_signed(house: House, workspace: WorkspaceId) -> None:
    assert house.connections.by_account(workspace, AppId(f"app-{workspace}"), f"1{workspace}") is None
    house.connections.save_connection(workspace, number(workspace))
    assert house.connections.by_account(workspace, AppId(f"app-{workspace}"), f"1{workspace}").id == "n1"
    assert house.connections.by_account(workspace, AppId("app-2"), f"1{workspace}") is None


def test_a_flow_has_one_draft_and_numbered_versions(house: House, workspace: WorkspaceId) -> None:
    house.flows.save_draft(workspace, flow())
    assert house.flows.draft(workspace, FlowId("f1")) == flow()
    assert house.flows.all(workspace) == [(flow(), None)]
    assert house.flows.live(workspace) == []
    first = house.flows.publish(workspace, flow(), by=MemberId("m1"), now=NOW)
    house.flows.save_draft(workspace, flow(name="Nova"))
    second = house.flows.publish(workspace, flow(name="Nova"), by=MemberId("m1"), now=NOW)
    assert (first.number, second.number) == (1, 2)
    assert house.flows.version(workspace, FlowId("f1"), 1) == first
    assert house.flows.live(workspace) == [second]
    assert house.flows.all(workspace) == [(flow(name="Nova"), 2)]


@pytest.mark.parametrize("ask", [lambda f, w: f.draft(w, FlowId("f9")), lambda f, w: f.version(w, FlowId("f9"), 1)])
def test_a_flow_that_is_not_there_is_not_found(house: House, workspace: WorkspaceId, ask: Callable[..., object]) -> None:
    with pytest.raises(NotFound):
        ask(house.flows, workspace)


def test_what_is_kept_in_memory_is_kept_from_others_too(aws: None, workspace: WorkspaceId) -> None:
    from chalicelib.adapters.dynamodb.connections import DynamoConnections
    from chalicelib.adapters.dynamodb.flows import DynamoFlows
    from chalicelib.adapters.dynamodb.workspaces import DynamoWorkspaces

    connections, flows, workspaces = DynamoConnections(), DynamoFlows(), DynamoWorkspaces()
    connections.save_app(workspace, app(workspace))
    connections.app(workspace, AppId(f"app-{workspace}"))
    flows.publish(workspace, flow(), by=MemberId("m1"), now=NOW)
    flows.live(workspace)
    workspaces.add(Workspace(id=workspace, name="Clínica Aurora", created_at=NOW))
    workspaces.get(workspace)
    asks: list[Callable[[], object]] = [
        lambda: connections.app(workspace, AppId(f"app-{workspace}")),
        lambda: flows.live(workspace),
        lambda: flows.version(workspace, FlowId("f1"), 1),
        lambda: workspaces.get(workspace),
    ]
    for ask in asks:
        with in_workspace(OTHER), pytest.raises(ScopeError):
            ask()


def test_a_family_from_before_lists_were_kept_reads_and_is_listed_once_refreshed(aws: None, workspace: WorkspaceId) -> None:
    from chalicelib.adapters.dynamodb import calls
    from chalicelib.adapters.dynamodb.documents import WorkspaceRow
    from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns

    before = sign_in(workspace).model_dump_json(exclude={"version", "device"})
    calls.put(WorkspaceRow(pk=f"W#{workspace}#SIGNINS", sk="family", data=before, version=1))
    sign_ins = DynamoSignIns(lambda: NOW)
    read = sign_ins.get(workspace, "family")
    assert (read.device, sign_ins.of(workspace, MemberId("m1"))) == ("", [])
    assert (sign_ins.unlisted(workspace, MemberId("m1")), sign_ins.unlisted(workspace, MemberId("m2"))) == ([read], [])
    sign_ins.save(read.rotated("h2", NOW))
    assert sign_ins.of(workspace, MemberId("m1")) == [sign_ins.get(workspace, "family")]
    assert sign_ins.unlisted(workspace, MemberId("m1")) == []


def test_a_moment_at_which_others_write_is_no_changed_password(aws: None, workspace: WorkspaceId, monkeypatch: Any) -> None:
    from chalicelib.adapters.dynamodb import calls
    from chalicelib.adapters.dynamodb.members import DynamoMembers
    from chalicelib.adapters.dynamodb.sign_ins import DynamoSignIns

    def contended(self: calls.Transaction) -> None:
        raise calls.Refused

    monkeypatch.setattr(calls.Transaction, "_write", contended)
    writes = (
        lambda: DynamoSignIns(lambda: NOW).add(sign_in(workspace), password_hash="old"),
        lambda: DynamoMembers().change_password(workspace, MemberId("m1"), was="old", now="new"),
    )
    for write in writes:
        with pytest.raises(Conflict) as told:
            write()
        assert type(told.value) is Conflict


def test_a_member_somebody_else_changed_meanwhile_is_not_renamed_over(aws: None, workspace: WorkspaceId, monkeypatch: Any) -> None:
    from chalicelib.adapters.dynamodb import calls
    from chalicelib.adapters.dynamodb.documents import document
    from chalicelib.adapters.dynamodb.members import DynamoMembers

    members, read = DynamoMembers(), calls.get
    members.add(member(workspace), "x")
    suspended = member(workspace).model_copy(update={"active": False})

    def slow(*where: Any) -> Any:
        found = read(*where)
        calls.put(document(f"W#{workspace}#MEMBERS", "m1", suspended))
        return found

    monkeypatch.setattr(calls, "get", slow)
    with pytest.raises(Conflict):
        members.rename(workspace, MemberId("m1"), "x")
    monkeypatch.undo()
    assert members.get(workspace, MemberId("m1")) == suspended
