"""Sign-ins that outlive a test: the product counts how often one address signs in, and this suite is one address."""

from collections import defaultdict
from dataclasses import dataclass, field

import requests
from playwright.sync_api import BrowserContext

from tests.local.edition import PASSWORD, UI

COOKIE = "__Host-pytake"


@dataclass
class SignIns:
    """Cookies of members that no browser holds at present."""

    spare: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    holders: list[tuple[str, BrowserContext]] = field(default_factory=list)

    def lend(self, email: str, context: BrowserContext) -> None:
        """Signs a browser in: with a cookie that is left and still good, else with the password."""
        value = self._renewed(email) or _cookie("/sign-in", json={"email": email, "password": PASSWORD})
        assert value, f"{email} cannot sign in"
        where = {"domain": "127.0.0.1", "path": "/", "secure": True, "httpOnly": True, "sameSite": "Strict"}
        context.add_cookies([{"name": COOKIE, "value": value, **where}])  # type: ignore[list-item]
        self.holders.append((email, context))

    def take_back(self) -> None:
        """What the browsers of a test still hold; to be called before they close."""
        for email, context in self.holders:
            self.spare[email] += [cookie["value"] for cookie in context.cookies() if cookie["name"] == COOKIE]
        self.holders.clear()

    def _renewed(self, email: str) -> str | None:
        while self.spare[email]:
            # A test may have ended it, or closed in the middle of a renewal.
            if value := _cookie("/sign-in/refresh", headers={"Cookie": f"{COOKIE}={self.spare[email].pop()}"}):
                return value
        return None


def _cookie(path: str, **options: object) -> str | None:
    answer = requests.post(f"{UI}/api{path}", timeout=30, **options)  # type: ignore[arg-type]
    return answer.cookies.get(COOKIE) if answer.ok else None
