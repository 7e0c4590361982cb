"""Flows are put, published and listed."""

import pytest

from chalicelib.domain.errors import FlowInvalid, NotFound
from chalicelib.domain.ids import FlowId, MemberId, WorkspaceId
from chalicelib.scope import in_workspace
from chalicelib.services.flows import FlowAuthoring
from tests.domain.flow.builders import END, NOON, START, shape
from tests.fakes.affairs import MemoryFlows

CLINIC, OTHER, LIVIA = WorkspaceId("w1"), WorkspaceId("w2"), MemberId("livia")
SOUND = shape({"start": START, "end": END}, "start > end")
BROKEN = shape({"start": START, "end": END}, "")


@pytest.fixture
def authoring():
    with in_workspace(CLINIC):
        yield FlowAuthoring(flows=MemoryFlows())


def test_a_sound_flow_is_kept_and_read_back(authoring):
    put = authoring.put(CLINIC, FlowId("f1"), SOUND)
    assert (put.id, authoring.get(CLINIC, FlowId("f1"))) == ("f1", put)


def test_a_flow_that_cannot_run_leaves_the_old_draft(authoring):
    put = authoring.put(CLINIC, FlowId("f1"), SOUND)
    with pytest.raises(FlowInvalid) as caught:
        authoring.put(CLINIC, FlowId("f1"), BROKEN)
    assert caught.value.problems == [("start", "The exit 'next' leads nowhere.")]
    assert authoring.get(CLINIC, FlowId("f1")) is put


def test_publishing_makes_the_next_version(authoring):
    put = authoring.put(CLINIC, FlowId("f1"), SOUND)
    versions = [authoring.publish(CLINIC, FlowId("f1"), by=LIVIA, now=NOON) for _ in range(2)]
    assert [(version.number, version.flow, version.published_at, version.published_by) for version in versions] == [
        (n, put, NOON, LIVIA) for n in (1, 2)
    ]


def test_a_draft_older_than_a_rule_is_not_published(authoring):
    sound = authoring.put(CLINIC, FlowId("f1"), SOUND)
    authoring.flows.save_draft(CLINIC, sound.model_copy(update={"edges": ()}))
    with pytest.raises(FlowInvalid):
        authoring.publish(CLINIC, FlowId("f1"), by=LIVIA, now=NOON)


def test_another_workspaces_flow_does_not_exist(authoring):
    authoring.put(CLINIC, FlowId("f1"), SOUND)
    with in_workspace(OTHER):
        with pytest.raises(NotFound):
            authoring.get(OTHER, FlowId("f1"))
        with pytest.raises(NotFound):
            authoring.publish(OTHER, FlowId("f1"), by=LIVIA, now=NOON)
        assert authoring.all(OTHER) == []


def test_flows_are_listed_by_name_with_their_published_number(authoring):
    for flow_id, name in (("f1", "Suporte"), ("f2", "agenda")):
        authoring.put(CLINIC, FlowId(flow_id), {**SOUND, "name": name})
    authoring.publish(CLINIC, FlowId("f1"), by=LIVIA, now=NOON)
    assert [(flow.name, number) for flow, number in authoring.all(CLINIC)] == [("agenda", None), ("Suporte", 1)]
