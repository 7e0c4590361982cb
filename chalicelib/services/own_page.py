"""What members do about themselves: their name, their password, where they are signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.errors import Conflict, NotFound, Rejected, WrongPassword
from chalicelib.domain.sign_in import Caller, SignIn, long_enough
from chalicelib.domain.workspace import Member
from chalicelib.services.ports.signing_in import Passwords, SignIns
from chalicelib.services.ports.workspaces import Members
from chalicelib.services.sign_in import Authentication

MAX_ROUNDS = 20
"""Of a hundred sign-ins each: nobody has as many."""


@dataclass(frozen=True)
class OwnPage:
    """Everything here is about the caller; nobody else can be named."""

    members: Members
    sign_ins: SignIns
    passwords: Passwords
    authentication: Authentication

    def rename(self, caller: Caller, name: str) -> Member:
        """Raises ``Rejected`` for a name that is empty; ``Conflict`` where somebody else changed the member meanwhile."""
        if not name.strip():
            raise Rejected("The name is empty.")
        renamed = self.members.rename(caller.member.workspace, caller.member.id, name.strip())
        self.authentication.forget()
        return renamed

    def change_password(self, caller: Caller, current: str, new: str, *, address: str, now: datetime) -> None:
        """Also ends all sign-ins but the caller's. Asked again after it was cut short, it does what is left to do.

        Raises ``WrongPassword``; ``TooManyAttempts`` as signing in does, of which these tries are a part; ``Rejected`` for a new one that
        is too short or no other; ``PasswordChanged`` where it was changed at the same moment, ``Conflict`` where it is busy.
        """
        if long_enough(new) == current:
            raise Rejected("The new password is the same as the current one.")
        member = caller.member
        known = self.members.password_hash(member.workspace, member.id)

        def right(password: str) -> bool:
            # The new one is a guess like the other.
            self.authentication.count_try(member.email, address, now=now)
            return self.passwords.matches(password, known)

        if right(current):
            self.members.change_password(member.workspace, member.id, was=known, now=self.passwords.hash(new))
        elif not right(new):
            raise WrongPassword
        self.authentication.forgive(member.email)
        # Only now: a sign-in by the old password is either among them, or came too late to be opened.
        self.end_others(caller, now=now)

    def all(self, caller: Caller, *, now: datetime) -> Sequence[SignIn]:
        """The caller's live sign-ins, at most a hundred, this one first and then by when they were last used."""
        live = [family for family in self._of(caller) if family.live(now)]
        return sorted(live, key=lambda family: (family.id == caller.sign_in, family.rotated_at), reverse=True)

    def end(self, caller: Caller, sign_in_id: str, *, now: datetime) -> None:
        """Raises ``NotFound``, also for somebody else's and for one that has ended."""
        family = self.sign_ins.get(caller.member.workspace, sign_in_id)
        if family.member_id != caller.member.id:
            raise NotFound("sign-in")
        # Also of one that has ended: whoever ended it may have been cut short before its sockets were closed.
        self.authentication.end(family, now=now)
        if not family.live(now):
            raise NotFound("sign-in")

    def end_others(self, caller: Caller, *, now: datetime) -> None:
        """All of the caller's but the one they ask with."""
        for family in self.sign_ins.unlisted(caller.member.workspace, caller.member.id):
            if family.id != caller.sign_in:
                self.authentication.revoke(family, now=now)
        for _ in range(MAX_ROUNDS):
            others = [family for family in self._of(caller) if family.id != caller.sign_in]
            for family in others:
                self.authentication.revoke(family, now=now)
            if not others:
                break
        else:
            raise Conflict("There are more sign-ins than can be ended at once; try again.")
        self.authentication.close_sockets(
            caller.member.workspace, lambda socket: socket.member_id == caller.member.id and socket.sign_in != caller.sign_in
        )

    def _of(self, caller: Caller) -> Sequence[SignIn]:
        return self.sign_ins.of(caller.member.workspace, caller.member.id)
