"""Opening a workspace."""

import pytest

from chalicelib.domain.errors import AlreadyExists, NotFound
from chalicelib.domain.ids import WorkspaceId
from chalicelib.scope import in_workspace
from chalicelib.services.workspaces import WorkspaceDesk
from tests.fakes.people import MemoryWorkspaces
from tests.services.people import NOON


def create(desk: WorkspaceDesk, **fields: object):
    return desk.create(name="Clínica Aurora", language="pt-BR", time_zone="America/Sao_Paulo", now=NOON, **fields)


def test_a_new_workspace_is_found_by_its_id():
    desk = WorkspaceDesk(MemoryWorkspaces())
    made = create(desk)
    with in_workspace(made.id):
        assert desk.get(made.id) == made


def test_a_seeded_id_is_taken_once():
    desk = WorkspaceDesk(MemoryWorkspaces())
    create(desk, workspace_id=WorkspaceId("w1"))
    with pytest.raises(AlreadyExists):
        create(desk, workspace_id=WorkspaceId("w1"))


def test_an_unknown_workspace_is_not_found():
    with in_workspace("w9"), pytest.raises(NotFound):
        WorkspaceDesk(MemoryWorkspaces()).get(WorkspaceId("w9"))
