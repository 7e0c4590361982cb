"""The town as the trials of other designs know it, and every promise that it did not keep."""

from tests.faults.promises import broken as violations
from tests.faults.town import Town as TownWithDoors

__all__ = ["TownWithDoors", "violations"]
