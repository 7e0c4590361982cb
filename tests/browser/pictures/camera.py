"""Opens a page as somebody sees it, and keeps the picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.sign_ins import SignIns

DESK, HAND = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Look:
    """One way to look at a screen."""

    language: str
    dark: bool
    hand: bool

    @property
    def suffix(self) -> str:
        """What its pictures' names end in."""
        return f"{'-hand' if self.hand else ''}{'-dark' if self.dark else ''}{'-en' if self.language == 'en' else ''}"


LOOKS = [Look(language, dark, hand) for language in ("pt-BR", "en") for dark in (False, True) for hand in (False, True)]


@dataclass(frozen=True)
class Camera:
    """Takes pictures with one browser into one folder."""

    browser: Browser
    folder: Path
    sign_ins: SignIns = field(default_factory=SignIns)

    @contextmanager
    def page(self, look: Look, member: str | None = None) -> Iterator[Page]:
        """A browser that knows nothing yet, or in which a member is signed in."""
        width, height = HAND if look.hand else DESK
        context = self.browser.new_context(
            locale=look.language,
            timezone_id="America/Sao_Paulo",
            viewport={"width": width, "height": height},
            color_scheme="dark" if look.dark else "light",
            has_touch=look.hand,
            is_mobile=look.hand,
            reduced_motion="reduce",
            service_workers="block",
        )
        if member:
            self.sign_ins.lend(member, context)
        yield context.new_page()
        self.sign_ins.take_back()
        context.close()

    def shoot(self, page: Page, name: str, look: Look) -> None:
        """`<name><look>.png`, once the fonts are there."""
        page.evaluate("document.fonts.ready")
        file = self.folder / f"{name}{look.suffix}.png"
        page.screenshot(path=file, animations="disabled", caret="hide")
        print(f"{file.name:34}{file.stat().st_size // 1024:5} KB", flush=True)
