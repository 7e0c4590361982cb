"""A new function is ready at once: Chalice's waiter asks again only every five seconds."""


def activate_functions_at_once() -> None:
    """Takes away the half second in which a function is "Pending", and so five seconds of waiting for each function."""
    from ministack.services import lambda_svc

    assert lambda_svc._LAMBDA_STATE_TRANSITION_DELAY == 0.5, "lambda_svc's Pending state has changed"
    lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = 0.0
