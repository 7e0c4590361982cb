"""Each promise, what keeps it, and what proves it: the data of docs/reliability.md."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """``by``: how and in which file. ``proofs``: tests; ``figures``: the proofs whose figures tell of it."""

    name: str
    promise: str
    by: Sequence[tuple[str, str]]
    proofs: Sequence[str]
    figures: Sequence[str] = ()


TOWN = "tests/faults/test_kill_at_every_call.py"
KILLS, PAIRS, MOTO = "kill at every call", "fault pairs", "kills on moto"
MUTANTS = "tests/faults/test_mutants.py"

PROMISES = (
    Kept(
        "I1",
        "200 to Meta means that the raw body is durable. Any failure before that is a 5xx; no work is done after the answer.",
        [
            ("verified, split and put on durable queues before the answer", "chalicelib/services/intake.py"),
            ("what is too large for a queue lies in storage before its pointer is queued", "chalicelib/adapters/queues.py"),
        ],
        [TOWN, "tests/services/test_intake.py", "tests/journeys/test_large_webhook.py", "tests/security/test_webhook_fuzz.py"],
        [KILLS, PAIRS, "webhook fuzz"],
    ),
    Kept(
        "I2",
        "Each message of a connection is stored exactly once, however often and late it comes, also after its conversation has ended.",
        [
            ("a SEEN row, without expiry, in the transaction that stores the message", "chalicelib/adapters/dynamodb/commit.py"),
            ("a duplicate only queues again what still waits", "chalicelib/services/inbox.py"),
        ],
        [TOWN, "tests/faults/test_many_messages.py", "tests/faults/test_on_moto.py", MUTANTS, "tests/crashes/test_mischief.py"],
        [KILLS, PAIRS, MOTO, "many messages", "mutants", "mischief"],
    ),
    Kept(
        "I3",
        "A flow advances exactly once per message: message, conversation, session, answers and timers are one transaction.",
        [
            ("one change, one transaction", "chalicelib/adapters/dynamodb/commit.py"),
            ("the bot's turn is pure and writes nothing", "chalicelib/services/automation.py"),
        ],
        [TOWN, "tests/faults/test_album.py", "tests/faults/test_model.py"],
        [KILLS, PAIRS, "album race", "stateful model"],
    ),
    Kept(
        "I4",
        "No update is lost: a version counts the changes applied, and of two writers one reads again.",
        [
            ("every write is conditional on the version that was read", "chalicelib/adapters/dynamodb/commit.py"),
            ("the loser of a race starts over", "chalicelib/services/journal.py"),
        ],
        ["tests/faults/test_races.py", "tests/faults/test_album.py", TOWN, MUTANTS],
        [KILLS, "album race", "mutants"],
    ),
    Kept(
        "I5",
        "At most one open conversation per workspace, connection and contact, also when an album of ten images arrives at once.",
        [("an OPEN row, put where it is absent and deleted only by its own conversation", "chalicelib/adapters/dynamodb/commit.py")],
        ["tests/faults/test_album.py", "tests/faults/test_races.py", TOWN],
        ["album race", KILLS],
    ),
    Kept(
        "I6",
        "A poisoned record blocks its group for five receives at most; then it alone is set aside, seen and alarmed.",
        [
            ("set aside on the fifth receive, at once for a permanent error", "chalicelib/entrypoints/events.py"),
            ("kept whole, counted for an alarm, replayed by people", "chalicelib/services/quarantine.py"),
        ],
        [TOWN, "tests/entrypoints/test_events.py", "tests/services/test_quarantine.py", "tests/journeys/test_what_goes_wrong.py"],
        [KILLS, PAIRS],
    ),
    Kept(
        "I7",
        "A failed record is brought again or a dead letter, never deleted.",
        [
            ("Lambda is told which records failed", "chalicelib/entrypoints/events.py"),
            ("every mapping reports partial failures; every queue has dead letters", "infrastructure/wiring.yaml"),
        ],
        [TOWN, "tests/entrypoints/test_events.py", "tests/infrastructure/test_redrive.py", MUTANTS],
        [KILLS, PAIRS, "mutants"],
    ),
    Kept(
        "I8",
        "What has expired is never honoured, though its row may still be there.",
        [
            ("sign-ins, sockets and tickets are read with their end", "chalicelib/adapters/dynamodb/sign_ins.py"),
            ("the directory too", "chalicelib/adapters/dynamodb/directory.py"),
        ],
        ["tests/services/test_tickets.py", "tests/adapters/dynamodb/test_rows.py", "tests/security/test_tokens.py", MUTANTS],
        ["mutants", "token races"],
    ),
    Kept(
        "I9",
        "A stored message of ours is accepted, failed or unconfirmed within 15 minutes, or its row says until when it waits, and why.",
        [
            ("a DUE row in the same transaction, looked at every minute", "chalicelib/services/sweep.py"),
            ("backoff, pace and the order of each contact", "chalicelib/services/delivery.py"),
            ("a connection that cannot send is paused, and released", "chalicelib/services/breaker.py"),
        ],
        [TOWN, "tests/services/test_breaker.py", "tests/faults/test_on_moto.py", MUTANTS],
        [KILLS, PAIRS, MOTO, "mutants"],
    ),
    Kept(
        "I10",
        "WhatsApp accepts a message at most once, unless somebody's recorded decision was to send it again.",
        [
            ("only a claimed message is sent; of the doubtful only a flow's again, once and marked", "chalicelib/services/delivery.py"),
            ("attempts are counted in the message's row; a provider's id names its attempt", "chalicelib/adapters/dynamodb/deliveries.py"),
        ],
        ["tests/faults/test_double_sends.py", TOWN, "tests/faults/test_on_moto.py", MUTANTS],
        ["double sends", KILLS, PAIRS, MOTO, "mutants"],
    ),
    Kept(
        "I11",
        "Nothing changes for a webhook that is not signed, or wrongly: HMAC over the raw bytes, two secrets while one replaces the other.",
        [
            ("every secret is tried, in constant time; no secret or header: no", "chalicelib/adapters/channels/whatsapp/signature.py"),
            ("verified before anything is read", "chalicelib/services/intake.py"),
        ],
        ["tests/security/test_webhook_fuzz.py", TOWN, "tests/services/test_intake.py"],
        ["webhook fuzz", KILLS],
    ),
    Kept(
        "I12",
        "Every item is written under the workspace that owns its number and the app that signed it; an unknown number is set aside.",
        [
            ("the number is looked up inside the app's own workspace", "chalicelib/services/inbox.py"),
            ("a number is claimed once, in the directory", "chalicelib/adapters/dynamodb/connections.py"),
        ],
        [TOWN, "tests/security/test_taint.py", "tests/services/test_inbox.py"],
        [KILLS, "workspace taint"],
    ),
    Kept(
        "I13",
        "A status that comes before its send is stored is applied as soon as both exist.",
        [
            ("by our reference, by the channel's id, else parked", "chalicelib/services/statuses.py"),
            (
                "the id is written only where nothing is parked, and parked only where there is no id",
                "chalicelib/adapters/dynamodb/accepting.py",
            ),
        ],
        ["tests/faults/test_status_orders.py", TOWN, "tests/adapters/dynamodb/test_deliveries.py"],
        ["status permutations", KILLS, PAIRS],
    ),
    Kept(
        "I14",
        "The delivery ladder never goes down: the same statuses in any order end alike.",
        [
            ("ranks, and what concerns which attempt", "chalicelib/domain/message.py"),
            ("one conditional update, only upwards", "chalicelib/adapters/dynamodb/deliveries.py"),
        ],
        ["tests/faults/test_status_orders.py", "tests/faults/test_model.py", TOWN, MUTANTS],
        ["status permutations", "stateful model", "mutants"],
    ),
    Kept(
        "I15",
        "A wake-up that is late, doubled or missing leads to exactly one of answered and timed out.",
        [
            ("a wake-up acts only on the session that still waits", "chalicelib/services/timers.py"),
            ("a DUE row rings where the alarm did not", "chalicelib/services/sweep.py"),
        ],
        ["tests/faults/test_races.py", TOWN, "tests/services/test_timers.py"],
        [KILLS, PAIRS],
    ),
    Kept(
        "I16",
        "After any gap of its socket a browser shows what the server has, within one look.",
        [
            ("the cursor is the truth, with an overlap", "chalicelib/services/conversations.py"),
            ("the push is a hint; a deaf socket stops no other", "chalicelib/services/live.py"),
            ("the page looks after every reconnection", "frontend/src/lib/live.ts"),
            ("news, answers and steps that cross take nothing shown back", "frontend/src/features/inbox/live.ts"),
        ],
        [*(TOWN, "tests/journeys/test_live.py", "frontend/src/lib/live.test.ts"), "frontend/src/features/inbox/convergence.test.ts"],
        [KILLS],
    ),
    Kept(
        "I17",
        "A socket hears only its own workspace, and closes when its member's sign-in ends.",
        [
            ("news are told workspace by workspace", "chalicelib/entrypoints/streams.py"),
            ("a ticket for one socket, bound to member and sign-in", "chalicelib/services/tickets.py"),
            ("where a colleague is goes to the readers of the socket's own workspace", "chalicelib/services/presence.py"),
            ("ending sign-ins, or a new password, closes their sockets, however often it was cut short", "chalicelib/services/own_page.py"),
        ],
        [
            *(TOWN, "tests/security/test_taint.py", "tests/services/test_tickets.py", "tests/security/test_tokens.py"),
            *("tests/services/test_presence.py", "tests/faults/test_password_change.py"),
        ],
        [KILLS, "workspace taint", "token races"],
    ),
    Kept(
        "I18",
        "A session that began on a flow's version ends on it.",
        [
            ("a session names its version", "chalicelib/domain/flow/session.py"),
            ("published versions never change", "chalicelib/adapters/dynamodb/flows.py"),
        ],
        [TOWN, "tests/journeys/test_what_goes_wrong.py"],
        [KILLS],
    ),
    Kept(
        "I19",
        "Old code reads new data and new code reads old data, for one version.",
        [("what is unknown is ignored or shown as unsupported; what is new has a default", "chalicelib/adapters/dynamodb/rows.py")],
        [TOWN, "tests/adapters/dynamodb/test_rows.py"],
        [KILLS],
    ),
    Kept(
        "I20",
        "No call and no byte crosses workspaces: the tripwire stays on in production.",
        [
            ("every call of every client is checked against the scope", "chalicelib/adapters/dynamodb/tripwire.py"),
            ("a door enters one workspace at a time", "chalicelib/scope.py"),
        ],
        ["tests/adapters/dynamodb/test_tripwire.py", "tests/security/test_taint.py", TOWN, MUTANTS],
        ["tripwire", "workspace taint", "mutants"],
    ),
    Kept(
        "Order",
        "One contact's messages leave in their order; one that overtakes a doubtful one says whom.",
        [("a message waits for the one before it, for a doubtful one 30 seconds", "chalicelib/domain/message.py")],
        [TOWN, "tests/services/test_order.py", "tests/services/test_pace.py"],
        [KILLS, PAIRS],
    ),
    Kept(
        "Waiting",
        "A customer waits from the first thing they said that nothing answered: what failed, or never left, answered nothing.",
        [
            ("what failed was no answer", "chalicelib/domain/conversation.py"),
            ("whoever writes a failure looks again, and whoever is handed its record after a death", "chalicelib/services/waits.py"),
        ],
        [TOWN, "tests/domain/test_waiting.py", "tests/services/test_waits.py"],
        [KILLS, PAIRS],
    ),
)
