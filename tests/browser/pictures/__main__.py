"""`make screens`: plays a morning on a fresh edition and takes every picture; with names of screens, only those, and nothing is played.

All of them go to `test-results/screens`, beside the design in its folder `beside`; those the README shows, to `docs/pictures`.
"""

import shutil
import sys
import traceback
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from infrastructure.local.chromium import chromium
from tests.browser.furnished import furnished
from tests.browser.pictures import beside, morning
from tests.browser.pictures.camera import LOOKS, Camera
from tests.browser.pictures.screens import SCREENS, components

ROOT = Path(__file__).resolve().parents[3]
FOLDER, PICTURES = ROOT / "test-results" / "screens", ROOT / "docs" / "pictures"
IN_README = ("inbox.png", "inbox-dark.png", "phone.png", "thread-hand.png")


def main(wanted: list[str]) -> int:
    """0 when every screen could be taken; goes on after one that could not."""
    expect.set_options(timeout=30_000)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not wanted:
        morning.play()
    failed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        camera = Camera(browser, FOLDER)
        for screen in SCREENS:
            if wanted and screen.__name__ not in wanted:
                continue
            for look in LOOKS:
                try:
                    screen(camera, look)
                except Exception:
                    traceback.print_exc()
                    failed.append(f"{screen.__name__}{look.suffix}")
        if not wanted or "components" in wanted:
            with furnished(ROOT / ".local" / "furnished") as address:
                for look in LOOKS[:4]:
                    components(camera, look, address)
        beside.lay(browser, FOLDER)
        browser.close()
    if not wanted and not failed:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in IN_README:
            shutil.copy(FOLDER / name, PICTURES / name)
    print(f"not taken: {', '.join(failed)}" if failed else "every screen was taken")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
