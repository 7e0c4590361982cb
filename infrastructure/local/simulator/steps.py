"""What PyTake did with a webhook, or before a call: its own step lines, told in the order they happened."""

import hashlib
from collections.abc import Iterable
from typing import Any

from infrastructure.local.simulator.clock import moment_of
from infrastructure.local.simulator.product_log import Line
from infrastructure.local.simulator.reading import json_value

Entry = dict[str, Any]

_LAST = {"stored", "seen_before", "status_applied", "status_parked"}
"""A step after which no more is said of a message under its own name."""
_LEFT_DOOR = {"queued", "signature_refused", "unreadable"}
_EARLY = 0.005
"""Seconds two clocks of one machine may differ by, as they are rounded."""
_FACTS = ("items", "known", "talking", "left", "node", "state", "status", "seq", "last", "code", "cause", "seconds", "attempt", "flow")


def digest(about: str | bytes) -> str:
    """The name PyTake's lines use: of a webhook by its body, of a message by WhatsApp's id."""
    return hashlib.sha256(about if isinstance(about, bytes) else about.encode()).hexdigest()[:16]


def steps_of(entry: Entry, journal: Iterable[Entry], lines: list[Line]) -> list[dict[str, Any]]:
    """The steps, each with ``ms`` since the webhook was posted (or since the first step, of a call)."""
    return _of_webhook(entry, journal, lines) if entry["direction"] == "inbound" else _of_call(entry, lines)


def _of_webhook(entry: Entry, journal: Iterable[Entry], lines: list[Line]) -> list[dict[str, Any]]:
    began = moment_of(entry["at"])
    payload = entry["payload"]
    # The same bytes may have been posted before: the first that PyTake took is the first it speaks of.
    same = sorted((moment_of(one["at"]), one["id"]) for one in journal if one["direction"] == "inbound" and one["payload"] == payload)
    place = [id for _, id in same].index(entry["id"])
    ends = next((at for at, _ in same[place + 1 :]), None)
    told = list(_turn(_runs(lines, digest(payload.encode()), _LEFT_DOOR), place, len(same), began, ends))
    if entry["status"] is not None and not entry["failed"]:
        told.append({"step": "answered", "status": entry["status"], "moment": began + entry["ms"] / 1000})
    for about in _named(payload):
        run = _turn([run for run in _runs(lines, about.name, _LAST) if about.fits(run)], place, len(same), began, ends)
        told += [*run, *_replies(run, lines)]
    return [_shown(line, began) for line in sorted(told, key=lambda line: float(line["moment"]))]


def _of_call(entry: Entry, lines: list[Line]) -> list[dict[str, Any]]:
    conversation, seq = _reference(entry["payload"])
    found = [line for line in lines if conversation and line.get("conversation") == conversation and _holds(line, seq)]
    ends = moment_of(entry["at"]) + entry["ms"] / 1000 + 5
    found = [line for line in found if line["moment"] <= ends]
    return [_shown(line, found[0]["moment"]) for line in found]


class _Named:
    """A message, or one status of one, as a webhook's body names it."""

    def __init__(self, id: str, status: str | None) -> None:
        self.name, self._status = digest(id), status

    def fits(self, run: list[Line]) -> bool:
        """Whether a run of lines is about this one."""
        is_status = run[-1]["step"].startswith("status_")
        return run[-1].get("status") == self._status if is_status else self._status is None


def _named(payload: str) -> list[_Named]:
    try:
        values = [change["value"] for each in json_value(payload)["entry"] for change in each["changes"]]
        said = [_Named(one["id"], None) for value in values for one in value.get("messages", [])]
        return said + [_Named(one["id"], one["status"]) for value in values for one in value.get("statuses", [])]
    except (ValueError, KeyError, TypeError):
        return []


def _runs(lines: list[Line], name: str, last: set[str]) -> list[list[Line]]:
    """The lines about a webhook or message, cut after each last step: once for every time PyTake came to an end with it."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if line.get("about") == name and line["step"] != "accepted":
            runs[-1].append(line)
            if line["step"] in last:
                runs.append([])
    return [run for run in runs if run]


def _turn(runs: list[list[Line]], place: int, posts: int, began: float, ends: float | None) -> list[Line]:
    """The run that belongs to a post: by its place among posts of the same bytes, or by its time where some came to nothing."""
    if len(runs) == posts:
        return runs[place]
    return next((run for run in runs if run[0]["moment"] >= began - _EARLY and (ends is None or run[0]["moment"] < ends)), [])


def _replies(run: list[Line], lines: list[Line]) -> list[Line]:
    """What was said in the same breath: the messages after it that its conversation got with it."""
    stored = next((line for line in run if line["step"] == "stored" and line["seq"] is not None), None)
    if stored is None:
        return []
    seqs = range(stored["seq"] + 1, stored["last"] + 1)
    return [
        line
        for line in lines
        if line.get("conversation") == stored["conversation"] and line["step"] != "stored" and line.get("seq") in seqs and "seq" in line
    ]


def _reference(payload: str) -> tuple[str | None, int]:
    """The conversation and number a call sends along, and statuses bring back."""
    try:
        _, conversation, seq, _ = json_value(payload)["biz_opaque_callback_data"].split(".")
        return conversation, int(seq)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, 0


def _holds(line: Line, seq: int) -> bool:
    first = line.get("seq")
    return first is not None and line["step"] != "stored" and first <= seq <= (line["last"] if line["step"] == "reply_queued" else first)


def _shown(line: Line, began: float) -> dict[str, Any]:
    facts = {name: line[name] for name in _FACTS if line.get(name) is not None}
    return {"step": line["step"], "ms": max(0, round((line["moment"] - began) * 1000)), **facts}
