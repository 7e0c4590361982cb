"""The processes in which functions run: what a failed one says, how soon it is done, how many there may be."""

import os
import queue
import threading
import time
from collections import defaultdict
from typing import Any

from infrastructure.local.emulator.rewriting import replaced, rewritten

END = "\x1eend of invocation\x1e"
_ANSWER = '_real_stdout.write(json.dumps({"status": "ok", "result": result}) + "\\n")'
_FAILURE = '_real_stdout.write(json.dumps({"status": "error", "error": str(e), "trace": traceback.format_exc()}) + "\\n")'
_TYPED_FAILURE = _FAILURE.replace('"error": str(e)', '"error": str(e), "error_type": type(e).__name__')


def report_what_a_handler_raised() -> None:
    """Hands back the real `errorType`, and keeps the worker: an exception in a handler is an answer, not a crash."""
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc

    lambda_runtime._PYTHON_WORKER_SCRIPT = replaced(
        lambda_runtime._PYTHON_WORKER_SCRIPT, _FAILURE, _TYPED_FAILURE, where="the worker's script"
    )
    lambda_runtime.Worker.invoke = rewritten(
        lambda_runtime.Worker.invoke,
        (
            'if response.get("status") == "error":\n            proc, self._proc',
            'if response.get("status") == "error" and "error_type" not in response:\n            proc, self._proc',
        ),
    )
    lambda_svc._execute_function_warm = rewritten(
        lambda_svc._execute_function_warm,
        ('error_type = "Runtime.HandlerError"', 'error_type = result.get("error_type", "Runtime.HandlerError")'),
    )


def stop_waiting_for_silence() -> None:
    """Ends the log of an invocation by a mark instead of by 50 ms in which nothing more came."""
    from ministack.core import lambda_runtime

    flush = f"sys.stderr.write({END!r} + '\\n'); sys.stderr.flush(); "
    script = lambda_runtime._PYTHON_WORKER_SCRIPT
    # The answer is serialised first, so that one which cannot be still becomes an error instead of a second mark.
    answer = '_line = json.dumps({"status": "ok", "result": result}); ' + flush + '_real_stdout.write(_line + "\\n")'
    script = replaced(script, _ANSWER, answer, where="the worker's script")
    script = replaced(script, _TYPED_FAILURE, flush + _TYPED_FAILURE, where="the worker's script")
    lambda_runtime._PYTHON_WORKER_SCRIPT = script
    otherwise = lambda_runtime.Worker._drain_stderr_bounded

    def _drain_stderr_bounded(self: Any, *limits: float) -> str:
        if not str(self.config.get("Runtime", "")).startswith("python"):
            return otherwise(self, *limits)  # type: ignore[no-any-return]
        lines: list[str] = []
        deadline = time.monotonic() + 0.25
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._stderr_queue.get(timeout=left)
            except queue.Empty:
                break
            if line.endswith(END):
                if len(line) > len(END):
                    lines.append(line.removesuffix(END))
                break
            lines.append(line)
        return "\n".join(lines)

    lambda_runtime.Worker._drain_stderr_bounded = _drain_stderr_bounded


def queue_for_a_worker() -> None:
    """Lets a call wait for one of a few workers. Unfixed, a hundred calls at once start a hundred processes, and two cores stand still.

    A function that calls itself and waits would wait for ever; none of ours does.
    """
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc

    assert lambda_runtime._LOCAL_MAX_WORKERS == 0, "the emulator bounds its workers now"
    lease, give_back = lambda_runtime.acquire_worker, lambda_runtime.release_worker
    assert lambda_svc.acquire_worker is lease
    assert lambda_svc.release_worker is give_back
    most = int(os.environ.get("EMULATOR_WORKERS_PER_FUNCTION", "4"))
    freed: defaultdict[str, threading.Condition] = defaultdict(threading.Condition)

    def acquire_worker(
        func_name: str, config: dict[str, Any], code_zip: bytes, qualifier: str = "$LATEST", max_concurrency: int | None = None
    ) -> Any:
        deadline = time.monotonic() + 60
        with freed[func_name]:
            while True:
                worker, how = lease(func_name, config, code_zip, qualifier, max_concurrency or most)
                left = deadline - time.monotonic()
                if worker is not None or left <= 0:
                    return worker, how
                freed[func_name].wait(min(left, 1))

    def release_worker(worker: Any) -> None:
        give_back(worker)
        if worker is not None:
            with freed[worker.func_name]:
                freed[worker.func_name].notify()

    for module in (lambda_runtime, lambda_svc):
        module.acquire_worker, module.release_worker = acquire_worker, release_worker
