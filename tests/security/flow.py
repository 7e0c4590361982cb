"""A flow with every kind of node, and a canary in everything its author writes."""

from typing import Any

from tests.security.canaries import Canaries

TEN_MINUTES = {"amount": 10, "unit": "minutes"}


def marked_flow(words: Canaries) -> dict[str, Any]:
    """What an author sends; it starts at ``oi``, asks twice, and gives over to a person."""

    def said(field: str) -> str:
        return words.text(f"flow.{field}")

    def option(field: str) -> dict[str, Any]:
        return {"id": words.id(f"flow.{field}.id"), "title": said(f"{field}.title"), "words": [said(f"{field}.word")]}

    button, row, case = option("button"), {**option("row"), "description": said("row.description")}, words.id("flow.case.id")
    variable = said("variable")
    nodes: list[dict[str, Any]] = [
        {"id": "start", "kind": "start"},
        {"id": "set", "kind": "set_variable", "name": variable, "value": said("value")},
        {"id": "hello", "kind": "message", "text": f"{said('message')} {{{{{variable}}}}}"},
        {"id": "case", "kind": "condition", "cases": [{"id": case, "label": said("label"), "when": f'message.text == "{said("when")}"'}]},
        {
            "id": "ask", "kind": "question", "expects": "text", "text": said("question"), "retry": said("retry"),
            "save_as": said("save_as"), "timeout": TEN_MINUTES,
        },
        {
            "id": "menu", "kind": "buttons", "text": said("buttons"), "header": said("header"), "footer": said("footer"),
            "buttons": [button], "timeout": TEN_MINUTES,
        },
        {
            "id": "list", "kind": "list", "text": said("list"), "button": said("list.button"), "header": said("list.header"),
            "footer": said("list.footer"), "rows": [row],
        },
        {"id": "sleep", "kind": "delay", "duration": TEN_MINUTES},
        {"id": "person", "kind": "hand_off", "note": said("note")},
        {"id": "end", "kind": "end"},
    ]  # fmt: skip
    edges = [
        ("start", "next", "set"), ("set", "next", "hello"), ("hello", "next", "case"),
        ("case", f"case:{case}", "sleep"), ("sleep", "next", "end"), ("case", "else", "ask"),
        ("ask", "answered", "menu"), ("ask", "invalid", "person"), ("ask", "timeout", "person"),
        ("menu", f"button:{button['id']}", "list"), ("menu", "other", "person"), ("menu", "timeout", "person"),
        ("list", f"button:{row['id']}", "person"), ("list", "other", "person"),
    ]  # fmt: skip
    return {
        "name": said("name"),
        "triggers": [{"kind": "keyword", "match": "starts", "words": ["oi", said("trigger")]}],
        "nodes": nodes,
        "edges": [{"source": source, "exit": exit, "target": target} for source, exit, target in edges],
    }
