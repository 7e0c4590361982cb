"""Random flows that pass the lint, under random answers: never an error, never an endless turn."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.flow import engine
from chalicelib.domain.flow.answer import Answer
from chalicelib.domain.flow.graph import Flow
from chalicelib.domain.flow.lint import lint
from chalicelib.domain.flow.nodes import NODE_TYPES
from chalicelib.domain.flow.session import Session, State
from chalicelib.domain.flow.turn import MAX_SENDS
from tests.domain.flow.builders import ANA, NOON, published, started

VARIABLES = ["a", "b", "nome"]
EXPRESSIONS = [
    "a",
    "a + 1",
    "a + b",
    "a > 3",
    "len(nome) < 5",
    "a == b",
    "nome contains a",
    "1 / a",
    "now.hour * a",
    'if(a, b, "x")',
    "-b",
    "upper(nome) in [a, b]",
]
TEXTS = st.sampled_from(
    ["Oi", "{{contact.first_name}}", "a {{nome}} b {{a + 1}}", "{{1 / 0}}"] + [f"{{{{{source}}}}}" for source in EXPRESSIONS]
)
SPAN = st.fixed_dictionaries({"amount": st.integers(1, 90), "unit": st.sampled_from(["seconds", "minutes", "hours"])})
OPTIONS = st.lists(st.sampled_from(["Sim", "Não", "Talvez"]), min_size=1, max_size=3, unique=True).map(
    lambda titles: [{"id": f"o{n}", "title": title} for n, title in enumerate(titles)]
)
ASKING = {"text": TEXTS, "attempts": st.integers(1, 3), "timeout": st.none() | SPAN, "save_as": st.sampled_from(VARIABLES)}
FIELDS = {
    "start": {},
    "end": {},
    "message": {"text": TEXTS},
    "question": {**ASKING, "expects": st.sampled_from(["text", "number", "email"])},
    "buttons": {**ASKING, "buttons": OPTIONS},
    "list": {**ASKING, "button": st.just("Ver"), "rows": OPTIONS},
    "condition": {
        "cases": st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=3).map(
            lambda found: [{"id": f"c{n}", "when": source} for n, source in enumerate(found)]
        )
    },
    "set_variable": {"name": st.sampled_from(VARIABLES), "value": TEXTS},
    "delay": {"duration": SPAN, "until_reply": st.booleans()},
    "hand_off": {"note": st.none() | TEXTS},
}
ANSWERS = st.one_of(
    st.builds(Answer, kind=st.just("text"), text=st.text(max_size=60) | st.sampled_from(["sim", "2", "12,5", "a@b.co"])),
    st.builds(Answer, kind=st.just("choice"), text=st.text(max_size=5), choice=st.sampled_from(["o0", "n1:o0", "n3:o1", "gone"])),
    st.builds(Answer, kind=st.sampled_from(["image", "reaction", "unsupported"])),
)
MOVES = st.lists(ANSWERS | st.timedeltas(timedelta(0), timedelta(days=2)), max_size=12)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    kinds = ["start", *draw(st.lists(st.sampled_from(sorted(set(FIELDS) - {"start"})), min_size=1, max_size=14)), "end"]
    # Every variable is remembered somewhere, so that no name is unknown.
    kinds[1:1] = ["set_variable"] * len(VARIABLES)
    nodes = [{"id": f"n{n}", "kind": kind, **draw(st.fixed_dictionaries(FIELDS[kind]))} for n, kind in enumerate(kinds)]
    for n, name in enumerate(VARIABLES, 1):
        nodes[n]["name"] = name
    built = [NODE_TYPES[node["kind"]].model_validate(node) for node in nodes]
    edges = []
    for place, node in enumerate(built):
        for exit in node.exits:
            # Only what waits may lead back: a drawn edge elsewhere would mostly be a loop the lint refuses.
            lowest = 1 if node.waits else place + 1
            edges.append({"source": node.id, "exit": exit, "target": f"n{draw(st.integers(lowest, len(built) - 1))}"})
    return Flow(id="f", name="Random", nodes=tuple(built), edges=edges)


@settings(max_examples=300, deadline=None)
@given(flow=flows(), moves=MOVES)
def test_a_flow_that_passes_the_lint_never_fails(flow, moves):
    assert [problem for problem in lint(flow) if problem[1] != "No path leads here."] == []
    version, now = published(flow), NOON
    session, turn = started(version)
    for move in moves:
        _sound(session, turn)
        if isinstance(move, timedelta):
            now += move
            session, turn = engine.wake(version, session, ANA, now)
        elif session.live:
            session, turn = engine.resume(version, session, move, ANA, now)
    _sound(session, turn)


def _sound(session, turn):
    assert len(turn.path) <= engine.MAX_STEPS
    assert len(turn.sends) <= MAX_SENDS
    assert session.live or session.state is State.DONE
    assert (session.deadline_at is None) or session.live
    assert Session.model_validate_json(session.model_dump_json()) == session
