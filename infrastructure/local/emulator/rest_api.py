"""API Gateway: `ImportRestApi` and `PutRestApi` as Chalice uses them."""

import inspect
import json
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


def import_swagger() -> None:
    """Makes `POST /restapis?mode=import` and `PUT /restapis/{id}` read the Swagger body; unfixed, the API comes out empty."""
    from ministack.services import apigateway_v1 as gateway

    assert "mode" not in inspect.getsource(gateway.handle_request).split("restapis")[1][:400], "ImportRestApi is handled now: drop this fix"
    for name in ("_import_rest_api", "_import_path_item", "_import_security_schemes", "_rest_api_view", "_v1_response", "_v1_error"):
        assert callable(getattr(gateway, name)), name
    otherwise = gateway.handle_request
    gateway._import_operation = _whole_operation(gateway)

    async def handle_request(method: str, path: str, headers: Any, body: bytes, query_params: dict[str, Any]) -> Answer:
        parts = path.strip("/").split("/")
        mode = _first(query_params, "mode")
        if parts == ["restapis"] and method == "POST" and mode == "import":
            return _import(gateway, json.loads(body), _first(query_params, "endpointConfigurationTypes") or "EDGE")
        if len(parts) == 2 and parts[0] == "restapis" and method == "PUT":
            return _put(gateway, parts[1], json.loads(body))
        return await otherwise(method, path, headers, body, query_params)  # type: ignore[no-any-return]

    gateway.handle_request = handle_request


def forget_empty_compression_size() -> None:
    """Reads the empty `minimumCompressionSize` that Chalice always patches in as "unset"; unfixed, every later answer fails to parse."""
    from ministack.services import apigateway_v1 as gateway

    otherwise = gateway._update_rest_api
    assert "minimumCompressionSize" not in inspect.getsource(otherwise), "the emulator reads minimumCompressionSize now: drop this fix"

    def _update_rest_api(api_id: str, data: dict[str, Any]) -> Answer:
        # /endpointConfiguration/types/EDGE would turn the list of types into a mapping.
        kept = [op for op in data.get("patchOperations", []) if not op.get("path", "").startswith("/endpointConfiguration/types")]
        answer: Answer = otherwise(api_id, {**data, "patchOperations": kept})
        api = gateway._rest_apis.get(api_id)
        if api is None:
            return answer
        size = api.get("minimumCompressionSize")
        api["minimumCompressionSize"] = None if size in ("", None) else int(size)
        return gateway._v1_response(gateway._rest_api_view(api))  # type: ignore[no-any-return]

    gateway._update_rest_api = _update_rest_api


def _import(gateway: Any, spec: dict[str, Any], endpoint: str) -> Answer:
    policy = spec.get("x-amazon-apigateway-policy")
    settings = {
        "endpointConfiguration": {"types": [endpoint]},
        "binaryMediaTypes": spec.get("x-amazon-apigateway-binary-media-types", []),
        "policy": json.dumps(policy) if policy else None,
    }
    api_id = gateway._import_rest_api(spec, settings)
    return gateway._v1_response(gateway._rest_api_view(gateway._rest_apis[api_id]), 201)  # type: ignore[no-any-return]


def _put(gateway: Any, api_id: str, spec: dict[str, Any]) -> Answer:
    api = gateway._rest_apis.get(api_id)
    if api is None:
        return gateway._v1_error("NotFoundException", "Invalid API identifier specified", 404)  # type: ignore[no-any-return]
    resources = gateway._resources[api_id]
    for resource_id in [key for key, resource in resources.items() if resource.get("path") != "/"]:
        resources.pop(resource_id)
    for root in resources.values():
        root["resourceMethods"] = {}
    gateway._authorizers_v1[api_id] = {}
    api["binaryMediaTypes"] = spec.get("x-amazon-apigateway-binary-media-types", [])
    schemes = gateway._import_security_schemes(api_id, spec)
    for path, item in (spec.get("paths") or {}).items():
        gateway._import_path_item(api_id, path, item, schemes, spec.get("security"))
    return gateway._v1_response(gateway._rest_api_view(api))  # type: ignore[no-any-return]


def _whole_operation(gateway: Any) -> Any:
    """An import of one operation that also keeps its responses and the integration's mapping, which CORS preflights need."""
    otherwise = gateway._import_operation

    def _import_operation(api_id: str, resource_id: str, method: str, operation: dict[str, Any] | None, *security: Any) -> None:
        otherwise(api_id, resource_id, method, operation, *security)
        operation = operation or {}
        for code, response in (operation.get("responses") or {}).items():
            headers = {f"method.response.header.{name}": False for name in response.get("headers") or {}}
            gateway._put_method_response(api_id, resource_id, method, str(code), {"responseParameters": headers})
        integration = operation.get("x-amazon-apigateway-integration") or {}
        kept = gateway._resources[api_id][resource_id]["resourceMethods"][method].get("methodIntegration")
        if not kept:
            return
        mapping = ("requestTemplates", "requestParameters", "passthroughBehavior", "contentHandling", "credentials")
        kept.update({key: integration[key] for key in mapping if key in integration})
        for pattern, response in (integration.get("responses") or {}).items():
            data = {key: response[key] for key in ("responseParameters", "responseTemplates", "contentHandling") if key in response}
            data["selectionPattern"] = "" if pattern == "default" else pattern
            gateway._put_integration_response(api_id, resource_id, method, str(response.get("statusCode", "200")), data)

    return _import_operation


def _first(query_params: dict[str, Any] | None, key: str) -> str | None:
    value = (query_params or {}).get(key)
    return value[0] if isinstance(value, list) else value
