"""The engine: starts, resumes, wakes; never runs away."""

from datetime import timedelta

import pytest

from chalicelib.domain.content import Text
from chalicelib.domain.errors import FlowStuck, Rejected
from chalicelib.domain.flow import engine
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.effects import HandOff, Send
from chalicelib.domain.flow.session import Session, State
from tests.domain.flow.builders import ANA, END, NOON, START, said, started, tapped, typed, version

ASK = version(
    {
        "start": START,
        "age": {
            "kind": "question",
            "text": "Idade?",
            "expects": "number",
            "save_as": "age",
            "attempts": 2,
            "timeout": {"amount": 5, "unit": "minutes"},
        },
        "adult": {"kind": "condition", "cases": [{"id": "yes", "when": "age >= 18"}]},
        "welcome": {"kind": "message", "text": "Bem-vinda, {{contact.first_name}}"},
        "sorry": {"kind": "message", "text": "Só com {{age}} não dá"},
        "late": {"kind": "message", "text": "Até logo"},
        "agent": {"kind": "hand_off", "note": "idade: {{age}}"},
        "end": END,
    },
    """start > age
    age.answered > adult
    age.invalid > agent
    age.timeout > late
    adult.case:yes > welcome
    adult.else > sorry
    welcome > end
    sorry > end
    late > end""",
)
NAP = {
    "start": START,
    "nap": {"kind": "delay", "duration": {"amount": 1, "unit": "hours"}},
    "up": {"kind": "message", "text": "Bom dia"},
    "end": END,
}
SLEEPER = version(NAP, "start > nap\nnap > up\nup > end")


def answered(session, answer, flow=ASK, now=NOON):
    return engine.resume(flow, session, answer, ANA, now)


def test_it_walks_to_the_first_node_that_waits():
    session, turn = started(ASK)
    assert (session.state, session.node_id, session.node_kind) == (State.WAITING, "age", "question")
    assert (session.flow_id, session.flow_name, session.flow_version, session.started_at) == ("f1", "A flow", 1, NOON)
    assert turn.effects == [Send(content=Text(body="Idade?"))]
    assert turn.path == ["start", "age"]


@pytest.mark.parametrize(("age", "reply"), [("30", "Bem-vinda, Ana"), ("12", "Só com 12 não dá")])
def test_an_answer_takes_its_branch_to_the_end(age, reply):
    session, turn = answered(started(ASK)[0], typed(age))
    assert (said(turn), session.state, session.deadline_at, session.node_id) == ([reply], State.DONE, None, "end")
    assert session.variables == {"age": int(age)}


def test_attempts_are_counted_across_turns_and_forgotten_when_the_node_is_left():
    once, _ = answered(started(ASK)[0], typed("doze"))
    assert (once.state, once.memory) == (State.WAITING, {"tries": 1})
    twice, turn = answered(once, typed("treze"))
    assert (twice.state, twice.memory, turn.effects) == (State.DONE, {}, [HandOff(note="idade:")])


def test_a_reaction_is_no_answer():
    session, _ = started(ASK)
    after, turn = answered(session, Answer(kind="reaction"))
    assert after is session
    assert turn.effects == []


@pytest.mark.parametrize("state", [State.DONE, State.PAUSED])
def test_what_does_not_wait_takes_no_answer(state):
    with pytest.raises(Rejected):
        answered(started(ASK)[0].model_copy(update={"state": state}), typed("30"))


def test_silence_leaves_by_timeout_and_only_when_the_time_has_come():
    session, _ = started(ASK)
    early, nothing = engine.wake(ASK, session, ANA, NOON + timedelta(minutes=4, seconds=59))
    assert early is session
    assert nothing.effects == []
    late, turn = engine.wake(ASK, session, ANA, NOON + timedelta(minutes=5))
    assert (said(turn), late.state) == (["Até logo"], State.DONE)


def test_a_doubled_wake_changes_nothing():
    moment = NOON + timedelta(minutes=6)
    late, _ = engine.wake(ASK, started(ASK)[0], ANA, moment)
    again, turn = engine.wake(ASK, late, ANA, moment)
    assert again is late
    assert turn.effects == []


def test_a_wake_while_a_person_holds_it_changes_nothing():
    paused = started(ASK)[0].paused()
    assert engine.wake(ASK, paused, ANA, NOON + timedelta(days=1))[0] is paused


def test_an_answer_after_the_deadline_still_counts_when_nobody_woke_it():
    session, turn = answered(started(ASK)[0], typed("30"), now=NOON + timedelta(hours=1))
    assert said(turn) == ["Bem-vinda, Ana"]
    assert engine.wake(ASK, session, ANA, NOON + timedelta(hours=2))[0] is session


def test_a_delay_sleeps_through_messages_and_goes_on_by_itself():
    session, _ = started(SLEEPER)
    assert (session.state, session.deadline_at) == (State.SLEEPING, NOON + timedelta(hours=1))
    after, turn = answered(session, typed("oi?"), SLEEPER, NOON + timedelta(minutes=30))
    assert (after.state, after.deadline_at, turn.effects) == (session.state, session.deadline_at, [])
    awake, turn = engine.wake(SLEEPER, after, ANA, NOON + timedelta(hours=1))
    assert (said(turn), awake.state) == (["Bom dia"], State.DONE)


def test_a_delay_may_end_at_a_reply():
    nodes = {**NAP, "nap": {**NAP["nap"], "until_reply": True}, "hi": {"kind": "message", "text": "Oi!"}}
    flow = version(nodes, "start > nap\nnap > up\nnap.reply > hi\nup > end\nhi > end")
    _, turn = answered(started(flow)[0], typed("oi"), flow)
    assert said(turn) == ["Oi!"]


def test_a_session_survives_json():
    session, _ = started(ASK)
    session, _ = answered(Session.model_validate_json(session.model_dump_json()), typed("doze"))
    again = Session.model_validate_json(session.model_dump_json())
    assert again == session
    assert said(answered(again, typed("30"))[1]) == ["Bem-vinda, Ana"]


def test_what_was_just_written_can_be_read():
    ask = {"kind": "question", "text": "{{message.text}}?", "attempts": 1, "expects": "number"}
    flow = version(
        {"start": START, "ask": ask, "no": {"kind": "message", "text": "Não é número: {{message.text}}"}}, "start > ask\nask.invalid > no"
    )
    session, turn = started(flow, opening=typed("preço"))
    assert said(turn) == ["preço?"]
    assert said(answered(session, typed("muito"), flow)[1]) == ["Não é número: muito"]
    assert said(started(flow, opening=Answer(kind="image"))[1]) == ["?"]


def test_a_path_that_leads_nowhere_ends():
    session, _ = started(version({"start": START}, ""))
    assert (session.state, session.node_id) == (State.DONE, "start")


def test_a_flow_without_a_start_ends_at_once():
    session, turn = started(version({"end": END}, ""))
    assert (session.state, session.node_id, turn.effects) == (State.DONE, None, [])


def test_a_loop_that_never_waits_is_stopped():
    steps = {"start": START, "a": {"kind": "set_variable", "name": "n", "value": "{{default(n, 0) + 1}}"}}
    with pytest.raises(FlowStuck, match="100 steps"):
        started(version(steps, "start > a\na > a"))


def test_a_flood_of_messages_is_stopped():
    with pytest.raises(FlowStuck, match="20 messages"):
        started(version({"start": START, "a": {"kind": "message", "text": "oi"}}, "start > a\na > a"))


@pytest.mark.parametrize("place", ["gone", "adult", None])
def test_a_session_that_lost_its_place_is_stopped(place):
    session = started(ASK)[0].model_copy(update={"node_id": place})
    with pytest.raises(FlowStuck, match="no step"):
        answered(session, typed("30"))


def test_a_tap_on_an_older_message_is_not_an_answer_to_the_newer():
    option = [{"id": "yes", "title": "Sim"}]
    flow = version(
        {
            "start": START,
            "one": {"kind": "buttons", "text": "1?", "buttons": option},
            "two": {"kind": "buttons", "text": "2?", "buttons": option},
            "end": END,
        },
        "start > one\none.button:yes > two\ntwo.button:yes > end",
    )
    first, turn = started(flow)
    tap = tapped(turn.sends[0].buttons[0].id, "Sim")
    second, turn = answered(first, tap, flow)
    assert second.node_id == "two"
    assert answered(second, tap, flow)[0].node_id == "two"
    assert answered(second, tapped(turn.sends[0].buttons[0].id, "Sim"), flow)[0].state is State.DONE


def test_a_session_stays_below_100_kb_whatever_is_answered():
    names = [f"v{n}" for n in range(40)]
    nodes = {"start": START, **{name: {"kind": "question", "text": "?", "save_as": name} for name in names}, "end": END}
    edges = "\n".join(f"{a}{'.answered' if a != 'start' else ''} > {b}" for a, b in zip(["start", *names], [*names, "end"], strict=True))
    flow = version(nodes, edges)
    session, _ = started(flow)
    for _ in names:
        session, _ = answered(session, Answer.of(Text(body="\x01💛" * 4000)), flow)
    assert session.state is State.DONE
    assert len(session.model_dump_json().encode()) < 100_000


def test_the_same_session_and_answer_always_give_the_same_turn():
    session, _ = started(ASK)
    assert answered(session, typed("30")) == answered(session, typed("30"))
    assert session.variables == {}
