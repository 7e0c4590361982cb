"""One cached factory per service: the only place that knows both sides, and the only lazy imports."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.services.sign_in import Authentication


@cache
def sign_in() -> "Authentication":
    """Who may enter, and for how long."""
    raise NotImplementedError
