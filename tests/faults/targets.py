"""What each proof must find: the rows of the table of reliability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Found = Mapping[str, Any]
"""Figures by name."""


@dataclass(frozen=True)
class Row:
    """``shows``: the figures to print. The target: so much ``least``, so much ``most``, and ``nothing`` of these."""

    proof: str
    what: str
    shows: Sequence[str]
    target: str
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)
    nothing: Sequence[str] = ()

    def met(self, found: Found) -> bool:
        """Whether the target was reached, by figures that are all there."""
        named = {*self.least, *self.most, *self.nothing}
        return (
            named <= set(found)
            and all(found[name] >= bound for name, bound in self.least.items())
            and all(found[name] <= bound for name, bound in self.most.items())
            and all(found[name] == 0 for name in self.nothing)
        )


ROWS = (
    Row(
        "kill at every call",
        "every story, killed, failed or throttled at every call",
        ["scenarios", "runs", "kills", "faults", "violations"],
        "≥ 40 scenarios, ≥ 2,000 runs, 0 violations",
        least={"scenarios": 40, "runs": 2_000, "kills": 500},
        nothing=["violations"],
    ),
    Row(
        "fault pairs",
        "two faults in one story, drawn by lot",
        ["runs", "kills", "faults", "violations"],
        "10,000 runs, 0 violations",
        least={"runs": 10_000},
        nothing=["violations"],
    ),
    Row(
        "kills on moto",
        "the real adapters, burnt at botocore's calls",
        ["runs", "fired", "violations"],
        "200 runs, 0 violations",
        least={"runs": 200},
        nothing=["violations"],
    ),
    Row(
        "many messages",
        "messages ×1–5, shuffled, delayed, among dying workers",
        ["messages", "deliveries", "deaths", "lost", "doubled", "misordered"],
        "100,000 messages; 0 lost, doubled, misordered",
        least={"messages": 100_000},
        nothing=["lost", "doubled", "misordered"],
    ),
    Row(
        "album race",
        "interleavings of one contact's handlers",
        ["schedules", "distinct", "conversations", "lost", "versions_lost"],
        "10,000 schedules; 1 conversation, nothing lost",
        least={"schedules": 10_000, "conversations": 1},
        most={"conversations": 1},
        nothing=["lost", "versions_lost"],
    ),
    Row(
        "double sends",
        "Graph fault × status delay × policy",
        ["cells", "at_most_once_max", "at_least_once_max", "unflagged"],
        "at most once ≤ 1; every double flagged",
        least={"cells": 120},
        most={"at_most_once_max": 1},
        nothing=["unflagged"],
    ),
    Row(
        "status permutations",
        "statuses of a message in any order",
        ["examples", "failures"],
        "10,000 examples, 0 failures",
        least={"examples": 10_000},
        nothing=["failures"],
    ),
    Row(
        "stateful model",
        "whatever happens, in any order",
        ["runs", "steps", "failures"],
        "2,000 runs of 50 steps, 0 failures",
        least={"runs": 2_000},
        nothing=["failures"],
    ),
    Row(
        "mutants",
        "other designs that look right, found out",
        ["killed", "total"],
        "12 of 12, by the promise each breaks",
        least={"killed": 12},
        most={"total": 12},
    ),
    Row(
        "webhook fuzz",
        "webhooks bent in every way, signed and unsigned",
        ["bodies", "server_errors", "changed_unsigned"],
        "100,000 bodies; 0 5xx, nothing changed unsigned",
        least={"bodies": 100_000},
        nothing=["server_errors", "changed_unsigned"],
    ),
    Row(
        "permission matrix",
        "every route × every caller",
        ["cells", "wrong", "routes_without_row"],
        "0 wrong cells, 0 routes without a row",
        least={"cells": 1},
        nothing=["wrong", "routes_without_row"],
    ),
    Row(
        "workspace taint",
        "canaries of two workspaces in all that is read",
        ["reads", "frames", "log_lines", "leaks"],
        "0 leaks",
        least={"reads": 1},
        nothing=["leaks"],
    ),
    Row(
        "openapi conformance",
        "every operation, every role",
        ["cases", "covered_percent", "server_errors", "schema_violations"],
        "100 % covered; 0 5xx, 0 schema violations",
        least={"covered_percent": 100},
        nothing=["server_errors", "schema_violations"],
    ),
    Row(
        "egress corpus",
        "addresses that nobody may make us call",
        ["addresses", "tried", "blocked_percent"],
        "100 % of ≥ 120 blocked",
        least={"addresses": 120, "blocked_percent": 100},
    ),
    Row(
        "expression escapes",
        "ways out of an expression",
        ["tried", "escapes", "longest_ms"],
        "0 of ≥ 100, ≤ 50 ms",
        least={"tried": 100},
        most={"longest_ms": 50},
        nothing=["escapes"],
    ),
    Row(
        "xss corpus",
        "scripts in all that screens show, in a real browser",
        ["payloads", "places", "executed"],
        "0 of ≥ 60 executed",
        least={"payloads": 60},
        nothing=["executed"],
    ),
    Row(
        "tripwire",
        "every operation of every client, attacked",
        ["operations", "attacks", "passed_through"],
        "0 pass through",
        least={"operations": 1},
        nothing=["passed_through"],
    ),
    Row(
        "token races",
        "refreshes at once, reuse, forgeries",
        ["tried", "accepted_wrongly"],
        "0 accepted wrongly",
        nothing=["accepted_wrongly"],
    ),
    Row("login guessing", "guesses by account, by address, at once", ["tries", "passed"], "0 beyond the limits", nothing=["passed"]),
    Row("mass assignment", "fields that no body may set", ["bodies", "tried", "accepted"], "0 accepted", nothing=["accepted"]),
    Row(
        "mischief",
        "the running product: all mischief on, processes killed at random for ten minutes",
        ["customers", "messages", "kills", "flagged", "lost", "doubled", "misattributed", "left_in_queues"],
        "50 customers × 20 messages; 0 lost, doubled unsaid, misattributed, left",
        least={"customers": 50, "messages": 1_000, "kills": 1, "seconds": 600},
        nothing=["lost", "doubled", "misattributed", "left_in_queues"],
    ),
)
