"""The browser for the browser tests: the system's, or Debian's when we may install it."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowser(Exception):
    """There is no Chromium, and we may not install one."""


def chromium() -> str:
    """The path of a Chromium. Installs Debian's when there is none and we are root; else raises `NoBrowser` with a sentence."""
    found = _found()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium (apt-get install chromium)", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, check=False, stdout=subprocess.DEVNULL
        )
        found = _found()
    if found is None:
        raise NoBrowser(
            "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), or set PYTAKE_CHROMIUM to its path."
        )
    return found


def _found() -> str | None:
    given = os.environ.get("PYTAKE_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)
