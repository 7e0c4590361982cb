"""Meta's errors: their codes, titles, HTTP statuses, and whether they come at once or by a status webhook."""

from dataclasses import dataclass
from typing import Any

from infrastructure.local.simulator.ids import trace_id

DOCS = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes"


@dataclass(frozen=True)
class Known:
    """A code of Meta's table. ``later`` means: the call is answered 200 and a ``failed`` status follows."""

    title: str
    details: str
    status: int = 400
    later: bool = False
    transient: bool = False


CATALOGUE: dict[int, Known] = {
    1: Known("API Unknown", "Possibly an invalid request or a server error.", 400, transient=True),
    2: Known("API Service", "Temporary due to downtime or due to being overloaded.", 503, transient=True),
    4: Known("API Too Many Calls", "The app has reached its API call rate limit.", transient=True),
    10: Known("Permission Denied", "Permission is either not granted or has been removed.", 403),
    33: Known("Parameter value is not valid", "The business phone number has been deleted."),
    100: Known("Invalid parameter", "The request included one or more unsupported or misspelled parameters."),
    190: Known("Access token has expired", "The access token could not be decrypted.", 401),
    368: Known("Temporarily blocked for policies violations", "The account has been restricted from performing this action.", 403),
    80007: Known("Rate limit issues", "The WhatsApp Business Account has reached its rate limit.", transient=True),
    130429: Known("Rate limit hit", "Cloud API message throughput has been reached.", transient=True),
    130472: Known(
        "User's number is part of an experiment",
        "Failed to send message because this user's phone number is part of an experiment",
        later=True,
    ),
    131000: Known("Something went wrong", "Message failed to send due to an unknown error.", 500, transient=True),
    131005: Known("Access denied", "Permission is either not granted or has been removed.", 403),
    131008: Known("Required parameter is missing", "The request is missing a required parameter."),
    131009: Known("Parameter value is not valid", "One or more parameter values are invalid."),
    131016: Known("Service unavailable", "A service is temporarily unavailable.", 500, transient=True),
    131021: Known("Recipient cannot be sender", "Sender and recipient phone number is the same."),
    131026: Known("Message undeliverable", "Message Undeliverable.", later=True),
    131031: Known("Account has been locked", "The account has been restricted or disabled.", 403),
    131042: Known("Business eligibility payment issue", "There was an error related to your payment method.", later=True),
    131047: Known(
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
        later=True,
    ),
    131048: Known(
        "Spam rate limit hit", "Message failed to send because there are restrictions on how many messages can be sent.", later=True
    ),
    131049: Known(
        "This message was not delivered to maintain healthy ecosystem engagement.",
        "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        later=True,
    ),
    131050: Known(
        "User has stopped marketing messages", "Unable to deliver the message: this recipient stopped marketing messages.", later=True
    ),
    131051: Known("Unsupported message type", "Message type is currently not supported."),
    131052: Known("Media download error", "Unable to download the media sent by the user.", later=True),
    131053: Known("Media upload error", "Unable to upload the media used in the message.", later=True),
    131056: Known(
        "(Business Account, Consumer Account) pair rate limit hit",
        "Too many messages were sent from this phone number to the same phone number in a short period of time.",
        transient=True,
    ),
    131057: Known("Account in maintenance mode", "Business Account is in maintenance mode.", 500, transient=True),
    131062: Known("Business-scoped user ids are not supported for this message", "Use the phone number of the user."),
    132000: Known("Number of parameters does not match the expected number of params", "The number of variable parameter values is wrong."),
    132001: Known("Template name does not exist in the translation", "The template does not exist or is not approved.", 404),
    132012: Known("Parameter format does not match format in the created template", "Variable parameter values formatted incorrectly."),
    132015: Known("Template is Paused", "Template is paused due to low quality.", later=True),
    132016: Known("Template is Disabled", "Template has been paused too many times and is now disabled."),
    133010: Known("Phone number not registered", "Phone number is not registered on the WhatsApp Business Platform."),
    135000: Known("Generic user error", "Message failed to send because of an unknown error with the request parameters."),
}


class GraphError(Exception):
    """An answer of the Graph API that is not a success."""

    def __init__(
        self, code: int, details: str | None = None, *, message: str | None = None, subcode: int | None = None, kind: str = "OAuthException"
    ) -> None:
        known = CATALOGUE[code]
        super().__init__(known.title)
        self.code = code
        self.status = known.status
        self.details = details or known.details
        self.message = message or f"(#{code}) {known.title}"
        self.subcode = subcode
        self.kind = kind
        self.transient = known.transient

    def body(self) -> dict[str, Any]:
        """The JSON Meta answers with."""
        error: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.code >= 1000:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.transient:
            error["is_transient"] = True
        error["fbtrace_id"] = trace_id()
        return {"error": error}


def required(parameter: str) -> GraphError:
    """100, as Meta words a missing top-level parameter."""
    return GraphError(100, message=f"(#100) The parameter {parameter} is required.")


def missing(details: str) -> GraphError:
    """131008, saying what is missing."""
    return GraphError(131008, details)


def wrong(details: str) -> GraphError:
    """131009, saying what is wrong."""
    return GraphError(131009, details)


def bad_param(message: str) -> GraphError:
    """100 with Meta's ``Param …`` sentence."""
    return GraphError(100, message=f"(#100) {message}")


def no_object(method: str, id: str) -> GraphError:
    """100/33: the id is unknown, or this token may not see it."""
    sentence = (
        f"Unsupported {method} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"
    )
    return GraphError(100, message=sentence, subcode=33, kind="GraphMethodException")


def status_error(code: int, details: str | None = None) -> dict[str, Any]:
    """An error as a ``failed`` status carries it."""
    known = CATALOGUE[code]
    return {"code": code, "title": known.title, "message": known.title, "error_data": {"details": details or known.details}, "href": DOCS}
