"""Catches what runs, what is asked for and what is refused in a page that shows hostile words."""

from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from tests.local.edition import SIMULATOR, UI

OURS = {urlsplit(UI).netloc, urlsplit(SIMULATOR).netloc}
WATCH = "addEventListener('securitypolicyviolation', (event) => refusedByPolicy(`${event.violatedDirective} ${event.blockedURI}`), true)"
# What only markup taken from a text would leave behind.
STRAY = """() => {
    const found = [];
    const base = location.origin === "null" ? "http://blank.invalid" : location.origin;
    const links = ["http:", "https:", "tel:", "mailto:"];
    for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            if (/^on/i.test(name) || name === "srcdoc") found.push(`${element.tagName} ${name}=${value}`);
            if (/^(src|href|xlink:href|action|formaction|data|poster)$/i.test(name)) {
                const address = new URL(value, base);
                const own = address.origin === base;
                if (element.tagName === "A" ? !links.includes(address.protocol) : !own) found.push(`${element.tagName} ${name}=${value}`);
                if (address.username) found.push(`${element.tagName} that names somebody else: ${value}`);
            }
        }
    }
    const inside = "script, iframe, object, embed, base, meta, link, style, form:not([class]), " +
        "marquee, template, math, image, xss, noscript";
    for (const element of document.body.querySelectorAll(inside)) found.push(element.outerHTML.slice(0, 120));
    if (document.querySelectorAll("script:not([src])").length > 1) found.push("a second inline script");
    return found;
}"""


@dataclass
class Net:
    """Everything of several pages that should not have happened."""

    executed: list[object] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    def cast(self, page: Page) -> None:
        """Over a page that has loaded nothing yet."""
        page.expose_binding("pwn", lambda _, *told: self.executed.append(told))
        page.expose_binding("refusedByPolicy", lambda _, what: self.refused.append(what))
        page.add_init_script(WATCH)
        page.on("dialog", lambda dialog: (self.executed.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: self.executed.append(popup.url))
        page.on("request", self._note)

    def look(self, page: Page) -> None:
        """What the page is made of by now."""
        self.stray += page.evaluate(STRAY)

    def _note(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and where.netloc not in OURS:
            self.asked.append(request.url)

    @property
    def caught(self) -> dict[str, Any]:
        """Only what there is."""
        return {each.name: found for each in fields(self) if (found := getattr(self, each.name))}
