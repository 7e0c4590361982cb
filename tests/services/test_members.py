"""Who can be let in, and who is listed."""

import pytest

from chalicelib.domain.access import Role
from chalicelib.domain.errors import AlreadyExists, Rejected
from chalicelib.domain.ids import MemberId, WorkspaceId
from chalicelib.scope import in_workspace
from chalicelib.services.members import MemberDesk
from tests.fakes.people import MemoryDirectory, MemoryMembers
from tests.services.people import NOON, PASSWORD, PlainPasswords

CLINIC = WorkspaceId("w1")


@pytest.fixture
def desk() -> MemberDesk:
    return MemberDesk(MemoryMembers(MemoryDirectory()), PlainPasswords())


def add(desk: MemberDesk, name: str, workspace: str = CLINIC, **fields: object):
    given = {"name": name, "email": f"{name}@x.example", "role": Role.AGENT, "password": PASSWORD, "now": NOON, **fields}
    with in_workspace(workspace):
        return desk.add(WorkspaceId(workspace), **given)


def test_members_are_listed_by_name_without_those_who_left(desk):
    for name in ("marina", "Ana", "caio"):
        add(desk, name)
    gone = add(desk, "zilda")
    desk.members.change(gone, active=False)
    add(desk, "foreign", "w2")
    with in_workspace(CLINIC):
        listed = desk.all(CLINIC)
    assert [member.name for member in listed] == ["Ana", "caio", "marina"]


@pytest.mark.parametrize(("length", "good"), [(11, False), (12, True), (128, True), (129, False)])
def test_a_password_has_twelve_to_a_hundred_and_twenty_eight_characters(desk, length, good):
    if good:
        assert add(desk, "ana", password="x" * length)
    else:
        with pytest.raises(Rejected, match="12 to 128"):
            add(desk, "ana", password="x" * length)


def test_an_e_mail_belongs_to_one_member_whatever_the_case_and_workspace(desk):
    add(desk, "ana", email="Ana@Clinic.example")
    with pytest.raises(AlreadyExists):
        add(desk, "other", "w2", email="ana@clinic.EXAMPLE ")


def test_a_seeded_member_keeps_its_id(desk):
    assert add(desk, "ana", member_id=MemberId("m-ana")).id == "m-ana"
