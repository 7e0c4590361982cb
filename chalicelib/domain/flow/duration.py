"""A span of time as an author writes it."""

from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, Field, model_validator

LONGEST = timedelta(days=30)


class Duration(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """From one second to 30 days."""

    amount: int = Field(ge=1, le=2_592_000)
    unit: Literal["seconds", "minutes", "hours", "days"]

    @model_validator(mode="after")
    def _not_too_long(self) -> "Duration":
        if self.span > LONGEST:
            raise ValueError("must not be longer than 30 days")
        return self

    @property
    def span(self) -> timedelta:
        return timedelta(**{self.unit: self.amount})
