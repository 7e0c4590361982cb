"""Settings: the environment, read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

KEEP_ALIVE = 60
"""Seconds an idle connection is kept: whoever writes into one just as it is closed cannot know whether the message was taken."""


@dataclass(frozen=True)
class Settings:
    """Where the simulator listens and posts, whose number it plays, and how fast Meta is. Durations are seconds."""

    port: int = 8090
    webhook_url: str = "http://127.0.0.1:8080/api/webhooks/whatsapp/app_local"
    state_dir: Path = ROOT / ".local" / "simulator"
    product_logs: Path | None = None
    """Where the product's functions leave what they print."""
    scenarios_dir: Path = ROOT / ".local" / "simulator" / "scenarios"
    page_dir: Path = ROOT / "frontend" / "dist-simulator"

    app_secret: str = "local-app-secret"
    access_token: str = "local-access-token"
    phone_number_id: str = "100000000000001"
    waba_id: str = "200000000000001"
    business_name: str = "Clínica Aurora"
    business_phone: str = "+55 11 4000-1234"

    sent_after: float = 0.25
    delivered_after: float = 0.7
    webhook_timeout: float = 10.0
    # Every webhook in flight costs the local edition a Lambda process.
    webhooks_at_once: int = 16
    retry_first: float = 0.5
    retry_longest: float = 15.0

    @property
    def graph_url(self) -> str:
        """Where media addresses point back to."""
        return f"http://127.0.0.1:{self.port}/graph"

    @property
    def hosts(self) -> frozenset[str]:
        """The names this simulator answers to."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @classmethod
    def from_environment(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Raises ``ValueError`` with a sentence when a number is not one."""
        ui_port = _number(env, "PYTAKE_UI_PORT", 8080)
        state = Path(env.get("PYTAKE_STATE_DIR") or ROOT / ".local")
        default = cls()
        return cls(
            port=_number(env, "PYTAKE_SIMULATOR_PORT", default.port),
            webhook_url=env.get("PYTAKE_WEBHOOK_URL") or f"http://127.0.0.1:{ui_port}/api/webhooks/whatsapp/app_local",
            state_dir=state / "simulator",
            product_logs=state / "logs" / "functions",
            scenarios_dir=Path(env.get("PYTAKE_SIMULATOR_SCENARIOS") or state / "simulator" / "scenarios"),
            page_dir=Path(env.get("PYTAKE_SIMULATOR_PAGE") or default.page_dir),
            app_secret=env.get("PYTAKE_SIMULATOR_APP_SECRET") or default.app_secret,
            access_token=env.get("PYTAKE_SIMULATOR_ACCESS_TOKEN") or default.access_token,
        )


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise ValueError(f"{name} is {value!r}; it must be a port between 1 and 65535.")
    return int(value)
