"""Many at once: threads that start together, on DynamoDB whose calls are atomic one by one, as AWS's are."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import pytest
from botocore.client import BaseClient
from moto import mock_aws

from chalicelib.adapters.dynamodb import tables
from tests.adapters.conftest import create_tables

T = TypeVar("T")
CROWD = 50


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """What each answered or raised, none before all are ready to go."""
    gate, answers = threading.Barrier(len(jobs)), dict[int, T | Exception]()

    def run(number: int, job: Callable[[], T], there: threading.Event) -> None:
        there.set()
        gate.wait(timeout=60)
        try:
            answers[number] = job()
        except Exception as error:
            answers[number] = error

    crowd = []
    for number, job in enumerate(jobs):
        there = threading.Event()
        crowd.append(threading.Thread(target=run, args=(number, job, there)))
        crowd[-1].start()
        # One after another: Python 3.11 cannot begin to trace two threads at once, which coverage asks of it.
        there.wait(timeout=60)
    for thread in crowd:
        thread.join()
    return [answers[number] for number in range(len(jobs))]


@contextmanager
def atomic_calls() -> Iterator[None]:
    """moto checks a condition and writes in two steps; here no other call comes between, and threads change as often as they can."""
    lock, interval = threading.Lock(), sys.getswitchinterval()
    with pytest.MonkeyPatch.context() as patched:
        call = BaseClient._make_api_call

        def one_at_a_time(client: BaseClient, operation: str, request: object) -> object:
            with lock:
                return call(client, operation, request)

        patched.setattr(BaseClient, "_make_api_call", one_at_a_time)
        sys.setswitchinterval(1e-5)
        try:
            yield
        finally:
            sys.setswitchinterval(interval)


@contextmanager
def crowded_account() -> Iterator[None]:
    """Tables of one's own that a crowd may use."""
    with mock_aws():
        create_tables()
        _ = tables.connection().client  # or the whole crowd makes one
        with atomic_calls():
            yield
