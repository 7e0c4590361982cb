"""Lays our pictures beside the mock-ups of the same screen."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

MOCK_UPS = Path(__file__).resolve().parents[4] / "shared" / "design" / "screens"

SCREENS = {
    "b-inbox": ("inbox-en",),
    "c-inbox-dark": ("inbox-dark-en",),
    "d1-inbox-mobile-list": ("list-hand", "list-hand-dark"),
    "d2-inbox-mobile-thread": ("thread-hand",),
    "d3-inbox-mobile-thread-dark": ("thread-hand-dark",),
    "e-command-palette": ("palette-en", "palette-dark-en"),
    "n1-inbox-loading": ("loading-en", "loading-dark-en"),
    "n2-states": ("empty-en", "closed-en", "list-failed-en", "toast-en", "collision-en", "page-failed-en"),
    "o-phone-simulator": ("phone-en", "phone-dark-en"),
    "p-components": ("components", "components-dark"),
}
"""Which of our pictures show what a mock-up shows."""

STYLE = "body{margin:16px;display:flex;flex-wrap:wrap;gap:16px;font:14px sans-serif}figure{margin:0}img{max-width:960px}"


@dataclass(frozen=True)
class Pair:
    """A mock-up and what became of it."""

    mock_up: Path
    ours: list[Path]


def pairs(folder: Path) -> list[Pair]:
    """Those of which there is a picture; none where the design is not at hand."""
    found = [Pair(MOCK_UPS / f"{name}.png", [folder / f"{each}.png" for each in ours]) for name, ours in SCREENS.items()]
    return [Pair(pair.mock_up, kept) for pair in found if pair.mock_up.exists() and (kept := [each for each in pair.ours if each.exists()])]


def lay(browser: Browser, folder: Path) -> None:
    """Writes `beside/<mock-up>.png` for each pair, the mock-up first."""
    (folder / "beside").mkdir(exist_ok=True)
    page = browser.new_page(viewport={"width": 2000, "height": 1000})
    sheet = folder / "beside" / "sheet.html"
    for pair in pairs(folder):
        figures = "".join(
            f"<figure><figcaption>{escape(name)}</figcaption><img src='{each.as_uri()}'></figure>"
            for name, each in (("mock-up", pair.mock_up), *((each.stem, each) for each in pair.ours))
        )
        sheet.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{figures}", "utf-8")
        page.goto(sheet.as_uri())
        page.screenshot(path=folder / "beside" / f"{pair.mock_up.stem}.png", full_page=True)
    sheet.unlink(missing_ok=True)
    page.close()
