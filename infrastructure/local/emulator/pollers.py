"""Event source mappings: streams do not hold up queues, FIFO groups do not hold up each other."""

import logging
import os
import threading

from infrastructure.local.emulator.rewriting import rewritten

log = logging.getLogger("pytake.emulator")


def poll_streams_apart() -> None:
    """Gives streams a thread of their own. Unfixed, the one poller waits for every stream function before it looks at a queue."""
    from ministack.services import lambda_svc

    poll = lambda_svc._poll_dynamodb_streams
    assert "_poll_dynamodb_streams()" in _source(lambda_svc._poll_loop), "the poller's loop has changed"
    asked = threading.Event()

    def follow() -> None:
        while True:
            asked.wait()
            asked.clear()
            try:
                while poll():
                    pass
            except Exception:
                log.exception("polling streams")

    def ask() -> bool:
        asked.set()
        return False

    threading.Thread(target=follow, daemon=True, name="pytake-streams").start()
    lambda_svc._poll_dynamodb_streams = ask


def run_fifo_groups_side_by_side() -> None:
    """Lets a FIFO mapping run several batches at once, as AWS does; a group in flight is not received again, so its order holds."""
    from ministack.services import lambda_svc, sqs

    assert "inflight_groups" in _source(sqs._collect_fifo), "FIFO queues no longer hold back a group in flight"
    at_once = int(os.environ.get("EMULATOR_WORKERS_PER_FUNCTION", "4"))
    lambda_svc._sqs_esm_concurrency = rewritten(
        lambda_svc._sqs_esm_concurrency, ('.get("is_fifo"):\n        return 1\n', f'.get("is_fifo"):\n        return {at_once}\n')
    )


def answer_each_wake_at_once() -> None:
    """Shortens the pause after a look that found nothing: any write to a stream causes one, and a message would wait it out."""
    from ministack.services import lambda_svc

    assert lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS == 0.05, "the poller's pause has changed"
    lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS = 0.005


def _source(function: object) -> str:
    import inspect

    return inspect.getsource(function)  # type: ignore[arg-type]
