"""Every file here is a node type; putting one here is all it takes to add one."""

import sys
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.discovery import modules_in
from chalicelib.domain.flow.node import Node

NODE_TYPES: dict[str, type[Node]] = {
    cls.model_fields["kind"].default: cls
    for module in modules_in(sys.modules[__name__])
    for cls in vars(module).values()
    if isinstance(cls, type) and issubclass(cls, Node) and cls.__module__ == module.__name__
}

if TYPE_CHECKING:
    AnyNode = Node
else:
    AnyNode = Annotated[reduce(or_, NODE_TYPES.values()), Field(discriminator="kind")]
