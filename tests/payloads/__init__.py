"""Webhook bodies written by us, one a kind: the clinic's customers as each channel would report them."""

from pathlib import Path

FOLDER = Path(__file__).parent


def names(channel: str = "whatsapp") -> list[str]:
    return sorted(path.stem for path in (FOLDER / channel).glob("*.json"))


def payload(name: str, channel: str = "whatsapp") -> bytes:
    return (FOLDER / channel / f"{name}.json").read_bytes()
