"""Saves the emulator's state every few seconds; by itself it saves only when it is asked to stop."""

import gc
import logging
import os
import stat
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

log = logging.getLogger("pytake.emulator")
PATIENCE = 60.0


def save_every_few_seconds() -> None:
    """Starts the saver. Zero seconds turn it off."""
    from ministack import app
    from ministack.core import persistence
    from ministack.services import dynamodb, sqs

    every = float(os.environ.get("EMULATOR_SNAPSHOT_SECONDS", "10"))
    assert callable(app._build_persistence_save_dict)
    assert callable(persistence.save_all)
    locks = (dynamodb._lock, sqs._queues_lock)
    if not persistence.PERSIST_STATE or every <= 0:
        return
    logging.getLogger("persistence").setLevel(logging.WARNING)

    def keep_saving() -> None:
        known: list[Any] = []
        while True:
            time.sleep(every)
            try:
                services = app._build_persistence_save_dict()
                code = _what_code_runs()
                if known == [code]:
                    # The layer's bytes are most of it, and only a deploy changes them.
                    services.pop("lambda", None)
                if _saved_by_a_child(partial(persistence.save_all, services), locks):
                    known = [code]
            except Exception:
                log.exception("snapshot")

    threading.Thread(target=keep_saving, daemon=True, name="pytake-snapshot").start()


def _what_code_runs() -> Any:
    from ministack.services import lambda_svc

    functions = {
        name: (function["config"].get("RevisionId"), function["config"].get("CodeSha256"), function["config"].get("LastModified"))
        for name, function in list(lambda_svc._functions._data.items())
    }
    mappings = {name: (mapping.get("LastModified"), mapping.get("State")) for name, mapping in list(lambda_svc._esms._data.items())}
    return functions, mappings, len(lambda_svc._layers._data)


def _saved_by_a_child(save: Callable[[], None], locks: tuple[Any, ...]) -> bool:
    """Forks, and saves in the child: one moment of every service, and the parent never waits for the disk.

    The tables' and queues' locks are held across the fork, so that no transaction is seen half applied and the child finds them free.
    """
    gc.freeze()  # keeps the child from copying every page it merely looks at
    for lock in locks:
        lock.acquire()
    try:
        child = os.fork()
    finally:
        for lock in reversed(locks):
            lock.release()
    if child == 0:
        try:
            logging.disable(logging.CRITICAL)
            _close_sockets()
            save()
        finally:
            os._exit(0)
    gc.unfreeze()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.05)
    os.kill(child, 9)  # It inherited some other lock, held. The next one is luckier.
    os.waitpid(child, 0)
    return False


def _close_sockets() -> None:
    """Leaves the port to the parent alone: were it killed meanwhile, its successor could not listen."""
    for descriptor in range(3, 4096):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.close(descriptor)
