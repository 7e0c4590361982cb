"""Where a stream mapping reads on after a restart."""

from typing import Any


def reset_stream_positions_on_load() -> None:
    """Starts every stream mapping at the beginning of the new life's records.

    Records are not saved but positions are: unfixed, a mapping reads past the end and stays silent for as many writes as there were before.
    """
    from ministack.services import lambda_svc

    assert hasattr(lambda_svc, "_dynamodb_stream_positions"), "stream positions have moved"
    load = lambda_svc.load_persisted_state

    def load_persisted_state(data: dict[str, Any]) -> None:
        assert "dynamodb_stream_positions" in data, "saved stream positions have moved"
        load({**data, "dynamodb_stream_positions": {}})
        for scoped_id, mapping in lambda_svc._esms._data.items():
            if ":dynamodb:" in mapping.get("EventSourceArn", ""):
                lambda_svc._dynamodb_stream_positions._data[scoped_id] = 0

    lambda_svc.load_persisted_state = load_persisted_state
