"""What a turn wants done in the world. The engine only asks; services do."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from chalicelib.domain.content import Content


class Send(BaseModel, frozen=True, defer_build=True):
    """Say this to the contact."""

    kind: Literal["send"] = "send"
    content: Content


class HandOff(BaseModel, frozen=True, defer_build=True):
    """Ask for a person; ``note`` is for them alone."""

    kind: Literal["hand_off"] = "hand_off"
    note: str | None = None


Effect = Annotated[Send | HandOff, Field(discriminator="kind")]
