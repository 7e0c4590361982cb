"""What the Graph API tells about numbers, accounts and tokens: enough to check a connection."""

from typing import Any

from infrastructure.local.simulator.graph.errors import no_object
from infrastructure.local.simulator.numbers import Number
from infrastructure.local.simulator.world import World

_APP = {"id": "300000000000001", "name": "PyTake (local)", "link": "http://127.0.0.1/"}


def tell(world: World, token: str, id: str, edge: str | None, fields: str | None) -> dict[str, Any]:
    """GET of a node or one of its edges; raises ``GraphError``."""
    number = world.numbers.get(id)
    if number is not None and edge is None and number.access_token == token:
        return _number(number, fields or "verified_name,code_verification_status,display_phone_number,quality_rating")
    if number is not None and edge == "whatsapp_business_profile" and number.access_token == token:
        return {"data": [{"messaging_product": "whatsapp", "about": number.name, "vertical": "HEALTH"}]}
    account = [known for known in world.numbers.of(id) if known.access_token == token]
    if account and edge is None:
        return _picked(
            {"id": id, "name": account[0].name, "timezone_id": "25", "message_template_namespace": "local", "currency": "BRL"},
            fields or "id,name,timezone_id",
        )
    if account and edge == "phone_numbers":
        told = [_number(known, fields or "verified_name,code_verification_status,display_phone_number,quality_rating") for known in account]
        return {"data": told, "paging": {"cursors": {"before": "QVFI", "after": "QVFI"}}}
    if account and edge == "subscribed_apps":
        return {"data": [{"whatsapp_business_api_data": _APP}]}
    if account and edge == "message_templates":
        return {"data": [], "paging": {}}
    raise no_object("get", id)


def token_told(world: World, input_token: str) -> dict[str, Any]:
    """GET /debug_token."""
    scopes = ["whatsapp_business_management", "whatsapp_business_messaging"]
    if not world.numbers.knows_token(input_token):
        return {"data": {"error": {"code": 190, "message": "The access token could not be decrypted"}, "is_valid": False, "scopes": []}}
    wabas = sorted({number.waba_id for number in world.numbers.all() if number.access_token == input_token})
    granular = [{"scope": scope, "target_ids": wabas} for scope in scopes]
    return {
        "data": {
            "app_id": _APP["id"],
            "type": "SYSTEM_USER",
            "application": _APP["name"],
            "expires_at": 0,
            "is_valid": True,
            "scopes": scopes,
            "granular_scopes": granular,
        }
    }


def _number(number: Number, fields: str) -> dict[str, Any]:
    return _picked(
        {
            "id": number.phone_number_id,
            "verified_name": number.name,
            "code_verification_status": "VERIFIED",
            "display_phone_number": number.phone,
            "quality_rating": "GREEN",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "status": "CONNECTED",
            "name_status": "APPROVED",
            "account_mode": "LIVE",
            "is_official_business_account": False,
            "is_on_biz_app": False,
            "whatsapp_business_manager_messaging_limit": "TIER_2K",
            "health_status": {
                "can_send_message": "AVAILABLE",
                "entities": [{"entity_type": "PHONE_NUMBER", "id": number.phone_number_id, "can_send_message": "AVAILABLE"}],
            },
        },
        fields,
    )


def _picked(node: dict[str, Any], fields: str) -> dict[str, Any]:
    names = [name.strip() for name in fields.split(",")]
    return {**{name: node[name] for name in names if name in node}, "id": node["id"]}
