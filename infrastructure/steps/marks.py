"""What was deployed last, remembered where it was deployed: a stage that lost something has lost its mark too."""

from infrastructure.stage import Stage


def mark(stage: Stage, value: str) -> None:
    """Remembers the fingerprint of a finished deployment."""
    stage.client("ssm").put_parameter(Name=_name(stage), Value=value, Type="String", Overwrite=True)


def unmark(stage: Stage) -> None:
    """From now until the next mark no deployment is finished: one that fails half-way is never taken for the one before it."""
    mark(stage, "unfinished")


def is_marked(stage: Stage, value: str) -> bool:
    """Whether the last finished deployment had this fingerprint."""
    ssm = stage.client("ssm")
    try:
        return bool(ssm.get_parameter(Name=_name(stage))["Parameter"]["Value"] == value)
    except ssm.exceptions.ParameterNotFound:
        return False


def _name(stage: Stage) -> str:
    return f"/pytake/{stage.name}/deployed"
