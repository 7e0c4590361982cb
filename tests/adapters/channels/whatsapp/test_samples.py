"""Every public sample there is (whatsapp/samples beside the repository): read, and read as the table says."""

import json
from pathlib import Path

import pytest

from tests.adapters.channels.whatsapp.reading import facts, items, label

REPOSITORY = Path(__file__).parents[4]
SAMPLES = REPOSITORY.parent / "shared" / "whatsapp" / "samples"
EXPECTED = json.loads((Path(__file__).parent / "samples.json").read_text())

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the repository")


def found() -> list[Path]:
    return sorted(SAMPLES.glob("*.json"))


def test_every_sample_is_in_the_table():
    assert [path.name for path in found()] == sorted(EXPECTED)


@pytest.mark.parametrize("path", found(), ids=lambda path: path.stem)
def test_a_sample_becomes_what_it_says(path: Path):
    assert [label(fact) for fact in facts(path.read_bytes())] == EXPECTED[path.name]


@pytest.mark.parametrize("path", found(), ids=lambda path: path.stem)
def test_a_samples_items_are_all_there(path: Path):
    values = [change["value"] for entry in json.loads(path.read_bytes())["entry"] for change in entry["changes"]]
    said = [message["id"] for value in values for message in value.get("messages", []) + value.get("statuses", [])]
    bodies = [json.loads(item.body) for item in items(path.read_bytes())]
    kept = [body["item"]["id"] for body in bodies if body.get("key") in ("messages", "statuses") and not body.get("standby")]
    assert sorted(kept) == sorted(said)
