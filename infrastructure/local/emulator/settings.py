"""How the emulator is started: its environment, scrubbed, because functions inherit it."""

import os
import platform
from pathlib import Path

ACCOUNT = "000000000000"
REGION = "us-east-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION}
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE")


def runs_layers() -> bool:
    """Whether this machine runs what Chalice packs for Lambda: Linux on x86-64, with the GNU C library."""
    return (platform.system(), platform.machine(), platform.libc_ver()[0]) == ("Linux", "x86_64", "glibc")


def environment(state: Path, port: int) -> dict[str, str]:
    """Everything the emulator, and with it every function, is given."""
    temporary = state / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
        **CREDENTIALS,
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "PERSIST_STATE": "1",
        "AUTH": "true",
        "STATE_DIR": str(state / "aws"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(temporary),
        "MINISTACK_HOST": "127.0.0.1",
        "EMULATOR_SNAPSHOT_SECONDS": os.environ.get("PYTAKE_SNAPSHOT_SECONDS", "10"),
        "EMULATOR_UNPACKED_DIR": str(state / "unpacked"),
        "EMULATOR_FUNCTION_LOGS": str(state / "logs" / "functions"),
        "EMULATOR_WORKERS_PER_FUNCTION": os.environ.get("PYTAKE_WORKERS_PER_FUNCTION", "4"),
        "EMULATOR_HAS_THE_PACKAGES": "0" if runs_layers() else "1",
        "PYTHONUNBUFFERED": "1",
    }
