"""What a browser says of its member: which conversation they look at, and whether they are writing in it. Never stored."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError, model_validator

from chalicelib.domain.ids import ConversationId


class Here(BaseModel, frozen=True, extra="forbid", strict=True, defer_build=True):
    """Where a member is. Who they are is never taken from here: the socket knows."""

    kind: Literal["here"]
    conversation_id: Annotated[ConversationId, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None
    typing: bool

    @model_validator(mode="after")
    def _typing_somewhere(self) -> "Here":
        if self.typing and self.conversation_id is None:
            raise ValueError("One writes in a conversation.")
        return self


def read_here(said: str) -> Here | None:
    """What a frame says; None for one of any other shape."""
    try:
        return Here.model_validate_json(said)
    except ValidationError:
        return None
