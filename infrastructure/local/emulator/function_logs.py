"""What functions print goes to a file each. The emulator would keep a log stream per call in memory, and save them all."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def write_to_files() -> None:
    """Appends each call's output and duration to `<logs>/<function>.log`."""
    from ministack.services import lambda_svc

    assert callable(lambda_svc._emit_lambda_logs)
    folder = Path(os.environ["EMULATOR_FUNCTION_LOGS"])
    folder.mkdir(parents=True, exist_ok=True)

    def _emit_lambda_logs(func: dict[str, Any], request_id: str, log_text: str, error: bool, duration_ms: int, **_: Any) -> None:
        config = func.get("config") or func
        outcome = "failed" if error else "done"
        line = f"{datetime.now(UTC):%H:%M:%S.%f} {outcome} in {duration_ms} ms {request_id}\n"
        with (folder / f"{config.get('FunctionName', 'unknown')}.log").open("a", encoding="utf-8") as file:
            file.write(line if not log_text else f"{line}{log_text}\n")

    lambda_svc._emit_lambda_logs = _emit_lambda_logs
