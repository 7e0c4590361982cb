"""What is kept is kept for a while, and not without end."""

import pytest

from chalicelib.adapters.warm import Warm


def test_a_value_is_made_once_while_it_is_good() -> None:
    now = [0.0]
    made = iter(range(9))
    kept: Warm[str, int] = Warm(60, 2, clock=lambda: now[0])
    assert [kept.get("a", lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    now[0] = 60.0
    assert kept.peek("a") is None
    assert kept.get("a", lambda: next(made)) == 1
    kept.forget("a")
    assert kept.get("a", lambda: next(made)) == 2


def test_the_oldest_goes_when_there_is_no_room() -> None:
    kept: Warm[str, int] = Warm(60, 2)
    for number, key in enumerate("abc"):
        kept.put(key, number)
    assert [kept.peek(key) for key in "abc"] == [None, 1, 2]


def test_a_failure_is_not_kept() -> None:
    kept: Warm[str, int] = Warm(60, 2)

    def fail() -> int:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1
