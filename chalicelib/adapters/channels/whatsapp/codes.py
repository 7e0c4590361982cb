"""Meta's error codes as data: what each means for a send, in a sentence, and what one may do (Cloud API, Error codes).

``kind``: *limit* (the whole number), *pair* (this contact only) and *retry* (this message only) were not sent and may be tried again;
*broken* stops the connection until a person mends it; *rejected* was not sent and never will be; *unknown* may have gone out, so it is
resent only where the message's policy says so.
"""

from typing import Literal, NamedTuple

Kind = Literal["limit", "retry", "pair", "broken", "rejected", "unknown"]
Action = Literal[
    "renew_token", "check_permissions", "wait", "send_template", "check_number", "try_again", "fix_content", "fix_media", "fix_template",
    "settle_payment", "contact_meta", "register_number", "check_account", "use_phone",
]  # fmt: skip


class Known(NamedTuple):
    """A code we know. ``detailed``: Meta's details say which part is wrong, and are shown after the sentence."""

    kind: Kind
    sentence: str
    action: Action | None = None
    detailed: bool = False


def _each(codes: range | tuple[int, ...], known: Known) -> dict[int, Known]:
    return dict.fromkeys(codes, known)


_TOKEN = Known("broken", "WhatsApp no longer accepts this connection's access token.", "renew_token")
_PERMISSION = Known("broken", "The connection's access token lacks a permission to send.", "check_permissions")
_CALLS = Known("limit", "WhatsApp limits how many calls this account may make; it will be tried again.", "wait")
_PARAMETER = Known("rejected", "WhatsApp did not accept a part of this message.", "fix_content", detailed=True)
_REGISTRATION = Known("broken", "The number is not registered with WhatsApp.", "register_number")
_PIN = Known("rejected", "WhatsApp did not accept the number's PIN, or it was tried too often.", "register_number")
_TEMPORARY = Known("unknown", "WhatsApp had a fault and did not say whether it took this message.", "try_again")
_TEMPLATE = Known("rejected", "The template does not fit what was filled in.", "fix_template", detailed=True)
_TEMPLATE_CONTENT = Known("rejected", "WhatsApp does not accept the template's content.", "fix_template", detailed=True)
_MARKETING = Known("rejected", "This way of sending takes marketing templates only.", "fix_template")
_GROUP = Known("rejected", "WhatsApp did not accept this for the group.", detailed=True)
_CALL = Known("rejected", "WhatsApp did not accept the call.", detailed=True)
_FLOW = Known("rejected", "The WhatsApp Flow cannot be sent: it is blocked or not published.", "fix_content", detailed=True)
_BLOCK_LIST = Known("rejected", "WhatsApp did not change the block list.", detailed=True)
_MIGRATION = Known("rejected", "The number cannot be moved.", "contact_meta", detailed=True)
_SYNC = Known("rejected", "The WhatsApp Business app's data cannot be fetched any more.", "register_number")
_INSIGHTS = Known("rejected", "WhatsApp has no figures for this template.")

CODES: dict[int, Known] = {
    # ---- the account, the number, the token
    0: _TOKEN,
    190: _TOKEN,
    **_each((3, 10, *range(200, 300), 131005), _PERMISSION),
    131031: Known("broken", "WhatsApp has locked this account.", "check_account"),
    368: Known("broken", "WhatsApp has blocked this account for breaking a policy.", "check_account"),
    131042: Known("broken", "There is a problem with the account's payment method at Meta.", "settle_payment"),
    134011: Known("broken", "The account has not accepted WhatsApp's terms of payment.", "settle_payment"),
    131044: Known("broken", "The account has no credit left at Meta.", "settle_payment"),
    131037: Known("broken", "The number's display name has not been approved.", "register_number"),
    **_each((131045, 133006, 133010, 136024), _REGISTRATION),
    133015: Known("broken", "The number was deleted a moment ago.", "register_number"),
    33: Known("broken", "The number no longer exists at WhatsApp.", "register_number"),
    133000: Known("rejected", "Taking the number out did not finish.", "register_number"),
    **_each((133005, 133008, 133009), _PIN),
    133016: Known("rejected", "The number was registered too often; WhatsApp asks to wait 72 hours.", "wait"),
    # ---- limits
    4: _CALLS,
    80007: _CALLS,
    613: _CALLS,
    130429: Known("limit", "This number is sending faster than WhatsApp allows; it will be tried again.", "wait"),
    131056: Known("pair", "Too many messages to this contact in a short time; it will be tried again.", "wait"),
    131048: Known("rejected", "WhatsApp has limited this number because people report or block its messages.", "check_account"),
    # ---- faults of WhatsApp's own
    **_each((1, 2, 131000, 131016, 133004, 2494100), _TEMPORARY),
    131057: Known("unknown", "WhatsApp is changing this number's limits and did not say whether it took this message.", "try_again"),
    # ---- the contact
    131047: Known("rejected", "More than 24 hours since the customer last wrote; only a template can be sent.", "send_template"),
    131026: Known("rejected", "WhatsApp could not deliver it: the number may not be on WhatsApp, or its app is too old.", "check_number"),
    131021: Known("rejected", "A number cannot write to itself.", "check_number"),
    131049: Known("rejected", "WhatsApp held it back: the customer has had enough marketing messages for now.", "wait"),
    131050: Known("rejected", "The customer has stopped marketing messages from this business."),
    130403: Known("rejected", "This business has blocked the customer on WhatsApp."),
    130472: Known("rejected", "WhatsApp did not deliver it: the customer is part of an experiment of Meta's."),
    130497: Known("rejected", "This business may not write to customers in that country.", "check_account"),
    131062: Known("rejected", "This kind of message cannot be sent to somebody without a phone number.", "use_phone"),
    137000: Known("rejected", "The customer's identity on WhatsApp has changed since it was last confirmed.", "check_number"),
    # ---- the content
    **_each((100, 131008, 131009, 135000), _PARAMETER),
    131051: Known("rejected", "WhatsApp does not support this kind of message.", "fix_content"),
    131060: Known("rejected", "WhatsApp cannot show this message at present."),
    130501: Known("rejected", "WhatsApp does not support this kind of message.", "fix_content"),
    131052: Known("rejected", "WhatsApp could not fetch the file.", "fix_media", detailed=True),
    131053: Known("rejected", "WhatsApp did not accept the file: its type, coding or size.", "fix_media", detailed=True),
    131036: Known("rejected", "WhatsApp no longer has this message's content.", "try_again"),
    131064: Known("rejected", "This message may not be sent without a template.", "send_template"),
    # ---- templates
    **_each((132000, 132012, 132018), _TEMPLATE),
    132001: Known("rejected", "The template does not exist in this language, or is not approved.", "fix_template"),
    132005: Known("rejected", "The template is too long once it is filled in.", "fix_template"),
    132007: Known("rejected", "The template's content breaks a policy of WhatsApp's.", "fix_template"),
    132015: Known("rejected", "WhatsApp has paused the template because people did not like it.", "fix_template"),
    132016: Known("rejected", "WhatsApp has disabled the template for good.", "fix_template"),
    132068: _FLOW,
    132069: Known("rejected", "WhatsApp limits this Flow to 10 messages an hour.", "wait"),
    134101: Known("retry", "The template is still being set up; it will be tried again.", "wait"),
    134102: Known("rejected", "The template cannot be used for marketing messages.", "fix_template"),
    **_each((131055, 131063, 134100), _MARKETING),
    2388019: Known("rejected", "The account has as many templates as WhatsApp allows.", "fix_template"),
    **_each((2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299), _TEMPLATE_CONTENT),
    # ---- groups, calls, flows, lists, moving, figures
    **_each((131020, 131041, 131059, *range(131201, 131213)), _GROUP),
    **_each(range(138000, 138019), _CALL),
    **_each(range(139000, 139005), _FLOW),
    **_each(range(139100, 139104), _BLOCK_LIST),
    **_each((2388001, 2388012, 2388091, 2388093, 2388103), _MIGRATION),
    **_each((2593107, 2593108, 2593109), _SYNC),
    **_each((200005, 200006, 200007), _INSIGHTS),
    1752041: Known("rejected", "Marketing messages were asked for already.", None),
}
