"""A new password and the end of the other sign-ins are many writes: wherever they are cut short, asking again finishes them."""

from dataclasses import fields, replace
from typing import Any

import pytest

from chalicelib.domain.errors import NotSignedIn, SignInFailed
from chalicelib.scope import in_workspace
from chalicelib.services.own_page import OwnPage
from tests.faults.house_on_fire import Killed
from tests.services.people import NOON, PASSWORD
from tests.services.test_own_page import NEW, Page
from tests.services.test_sign_in import seconds

PORTS = ("members", "sign_ins", "attempts", "sockets", "push")


class Fuse:
    """The process dies at the ``nth`` call to any port, before or after it took effect."""

    def __init__(self, nth: int, after: bool) -> None:
        self.left, self.after = nth, after

    def on(self, port: Any) -> Any:
        return Fused(port, self)

    def burn(self, call: Any, *given: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        done = call(*given, **named)
        if self.left == 0:
            raise Killed
        return done


class Fused:
    def __init__(self, port: Any, fuse: Fuse) -> None:
        self._port, self._fuse = port, fuse

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._port, name)
        return (lambda *given, **named: self._fuse.burn(call, *given, **named)) if callable(call) else call


def change(desk: Page, fuse: Fuse | None) -> None:
    """Marina asks for a new password; the house may burn."""
    caller = desk.caller()
    given = {field.name: getattr(desk.service, field.name) for field in fields(desk.service)}
    door = replace(desk.service, **{name: fuse.on(given[name]) for name in PORTS}) if fuse else desk.service
    members, sign_ins = (fuse.on(port) if fuse else port for port in (desk.members, desk.sign_ins))
    desk.attempts.windows.clear()
    with in_workspace("w1"):
        OwnPage(members, sign_ins, desk.passwords, door).change_password(caller, PASSWORD, NEW, address="a", now=NOON + seconds(10))


def opens(desk: Page, password: str) -> bool:
    desk.attempts.windows.clear()
    try:
        desk.enters("later", 30, password=password)
    except (SignInFailed, NotSignedIn):
        return False
    return True


@pytest.mark.parametrize("after", [pytest.param(False, id="before the call"), pytest.param(True, id="after the call")])
def test_a_change_cut_short_anywhere_is_finished_by_asking_again(after: bool) -> None:
    nth, died = 0, True
    while died:
        nth += 1
        desk, fuse = Page(), Fuse(nth, after)
        desk.open_socket(desk.caller(1).sign_in)
        try:
            change(desk, fuse)
            died = False
        except Killed:
            pass
        assert [opens(desk, PASSWORD), opens(desk, NEW)].count(True) == 1, f"killed at call {nth}"
        change(desk, None)
        assert desk.still_in() == ["Browser 0", "Caio's"], f"killed at call {nth}"
        assert (opens(desk, PASSWORD), opens(desk, NEW)) == (False, True), f"killed at call {nth}"
        assert desk.sockets.sockets == {}, f"killed at call {nth}"
    assert nth > 8
