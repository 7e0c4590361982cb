"""Small flows for the stories of these tests."""

from collections.abc import Mapping
from typing import Any


def _flow(flow_id: str, words: list[str], nodes: list[dict[str, Any]], edges: list[tuple[str, str, str]]) -> Mapping[str, Any]:
    return {
        "id": flow_id,
        "name": flow_id.title(),
        "triggers": [{"kind": "keyword", "words": words}],
        "nodes": [{"id": "start", "kind": "start"}, *nodes],
        "edges": [{"source": source, "exit": exit, "target": target} for source, exit, target in edges],
    }


DESK = _flow(
    "desk",
    ["oi"],
    [
        {
            "id": "name",
            "kind": "question",
            "expects": "text",
            "text": "Qual é o seu nome?",
            "save_as": "nome",
            "timeout": {"amount": 10, "unit": "minutes"},
        },
        {
            "id": "menu",
            "kind": "buttons",
            "text": "Oi, {{nome}}! Como posso ajudar?",
            "buttons": [{"id": "book", "title": "Marcar"}, {"id": "person", "title": "Pessoa"}],
        },
        {"id": "booked", "kind": "message", "text": "Marcado, {{nome}}."},
        {"id": "calling", "kind": "message", "text": "Vou chamar alguém."},
        {"id": "person", "kind": "hand_off", "note": "Pediu uma pessoa"},
        {"id": "gone", "kind": "message", "text": "Até logo!"},
        {"id": "end", "kind": "end"},
    ],
    [
        ("start", "next", "name"),
        ("name", "answered", "menu"),
        ("name", "invalid", "calling"),
        ("name", "timeout", "gone"),
        ("menu", "button:book", "booked"),
        ("menu", "button:person", "calling"),
        ("menu", "other", "calling"),
        ("booked", "next", "end"),
        ("calling", "next", "person"),
        ("gone", "next", "end"),
    ],
)

LATER = _flow(
    "later",
    ["depois"],
    [
        {"id": "wait", "kind": "delay", "duration": {"amount": 2, "unit": "hours"}},
        {"id": "hello", "kind": "message", "text": "Ainda por aí?"},
        {"id": "end", "kind": "end"},
    ],
    [("start", "next", "wait"), ("wait", "next", "hello"), ("hello", "next", "end")],
)


def _asks(id: str, text: str, minutes: int) -> dict[str, Any]:
    return {"id": id, "kind": "question", "expects": "text", "text": text, "timeout": {"amount": minutes, "unit": "minutes"}}


SLOW = _flow(
    "slow",
    ["devagar"],
    [
        _asks("name", "Nome?", 10),
        _asks("day", "Dia?", 30),
        {"id": "gone", "kind": "message", "text": "Até logo!"},
        {"id": "end", "kind": "end"},
    ],
    [
        ("start", "next", "name"),
        *((asked, exit, "gone") for asked in ("name", "day") for exit in ("invalid", "timeout")),
        ("name", "answered", "day"),
        ("day", "answered", "end"),
        ("gone", "next", "end"),
    ],
)
