"""The demo workspace of the local edition."""

from infrastructure.local.edition import Edition


def seed(edition: Edition) -> None:
    """Makes what is missing of it; never overwrites."""
