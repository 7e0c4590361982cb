"""Every error we raise on purpose, in the product's words. The class name is the code; the message is for people."""


class PyTakeError(Exception):
    """The root. Its message is a sentence a person can act on."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(PyTakeError):
    """No such thing in this workspace; a foreign one answers exactly the same."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.")


class Conflict(PyTakeError):
    """Someone else changed it meanwhile."""


class AnotherConversationOpen(Conflict):
    """The contact has an open conversation over the same connection, and there is one at a time."""

    def __init__(self) -> None:
        super().__init__("This contact already has an open conversation.")


class Rejected(PyTakeError):
    """Understood, and against a rule."""


class NotAllowed(PyTakeError):
    """The member's role does not include this."""


class NotSignedIn(PyTakeError):
    """No access token, or one that is not (or no longer) good."""


class TooMany(PyTakeError):
    """A rate limit. ``retry_after`` is in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class SignInFailed(NotSignedIn):
    """The e-mail or the password is wrong; never says which."""

    def __init__(self) -> None:
        super().__init__("The e-mail or the password is not right.")


class WrongPassword(Rejected):
    """A member who is signed in typed another password than theirs."""

    def __init__(self) -> None:
        super().__init__("The current password is not right.")


class PasswordChanged(Conflict):
    """The password that was looked at is another by now."""

    def __init__(self) -> None:
        super().__init__("The password was changed meanwhile.")


class SignedOut(NotSignedIn):
    """The refresh cookie is missing, expired, revoked, or was used before."""

    def __init__(self) -> None:
        super().__init__("This sign-in has ended. Sign in again.")


class TooManyAttempts(TooMany):
    """Too many wrong passwords."""


class AlreadyExists(Conflict):
    """Something that must be unique is taken."""


class WindowClosed(Rejected):
    """More than 24 hours since the customer last wrote (Meta's error 131047)."""

    def __init__(self) -> None:
        super().__init__("The 24-hour service window is closed; send an approved template or wait for the customer to write.")


class ConversationResolved(Rejected):
    """A resolved conversation takes no replies; it is reopened first."""

    def __init__(self) -> None:
        super().__init__("The conversation is resolved; reopen it to reply.")


class ContentInvalid(Rejected):
    """The content breaks a limit of the channel; the message names it."""


class UnknownVariable(Rejected):
    """A text asks for something that nobody could fill in; the message names it."""


class FlowInvalid(Rejected):
    """A flow that cannot run. ``problems`` names each one's node (None: the flow itself)."""

    def __init__(self, problems: "list[tuple[str | None, str]]") -> None:
        super().__init__("The flow has problems: " + "; ".join(f"{node or 'flow'}: {what}" for node, what in problems))
        self.problems = problems


class AddressRefused(Rejected):
    """An address that somebody typed, which we do not call or which did not answer as it must; the message says which."""


class FlowStuck(Rejected):
    """A flow that ran on without waiting for anyone, or lost its place: its session is over."""


class Forged(PyTakeError):
    """A webhook whose signature is missing or wrong."""

    def __init__(self) -> None:
        super().__init__("The signature does not match.")


class Duplicate(Conflict):
    """The message was stored before: its ``SEEN`` row, or a reply's client id, exists."""


class ChannelError(PyTakeError):
    """A send that did not succeed. ``code`` is the vendor's; ``action`` names what one may do about it."""

    action: str | None = None

    def __init__(self, detail: str, code: int | None = None) -> None:
        super().__init__(detail)
        self.code = code


class ChannelThrottled(ChannelError):
    """Definitely not sent: a rate limit. ``pair`` says it concerns this contact only."""

    def __init__(self, detail: str, code: int | None = None, *, pair: bool = False) -> None:
        super().__init__(detail, code)
        self.pair = pair


class ChannelUnavailable(ChannelError):
    """Definitely not sent: the channel could not be reached, or not take this message yet."""


class ConnectionBroken(ChannelError):
    """Definitely not sent, and nothing will be until a person mends the connection (token, payment, policy)."""


class MessageRejected(ChannelError):
    """Definitely not sent, and never will be."""


class OutcomeUnknown(ChannelError):
    """The channel may or may not have taken it: resent only where the message's policy says so."""
