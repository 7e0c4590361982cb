"""The census of node types: each has its own tests, and keeps the contract."""

from pathlib import Path

import pytest

from chalicelib.domain.flow import nodes
from chalicelib.domain.flow.node import Node

TESTS = Path(__file__).parents[1] / "domain" / "flow" / "nodes"
FOLDER = Path(nodes.__file__).parent


def test_every_node_type_has_its_own_tests():
    assert {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")} == set(nodes.NODE_TYPES)


def test_every_file_of_the_folder_is_one_node_type_named_after_it():
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == set(nodes.NODE_TYPES)


@pytest.mark.parametrize("kind", nodes.NODE_TYPES)
def test_a_node_says_what_it_does_on_arrival_and_how_it_goes_on(kind):
    cls = nodes.NODE_TYPES[kind]
    assert (cls.model_config["frozen"], cls.model_config["extra"]) == (True, "forbid")
    assert cls.__doc__
    assert cls.enter is not Node.enter
    assert (cls.resume is not Node.resume) == (cls.wake is not Node.wake) == cls.waits
