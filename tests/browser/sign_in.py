"""The sign-in page."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import Words
from tests.local.edition import PASSWORD, UI


class SignIn:
    """What a visitor does there."""

    def __init__(self, page: Page, say: Words) -> None:
        self.page, self.say = page, say
        self.email = page.get_by_label(say("sign_in.email"))
        self.password = page.get_by_label(say("sign_in.password"), exact=True)
        self.button = page.get_by_role("button", name=say("sign_in.submit"), exact=True)

    def open(self, path: str = "/") -> "SignIn":
        self.page.goto(UI + path)
        expect(self.heading).to_be_visible()
        return self

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", name=self.say("sign_in.title"))

    @property
    def problem(self) -> Locator:
        return self.page.get_by_role("alert")

    def enter(self, email: str, password: str = PASSWORD) -> None:
        self.email.fill(email)
        self.password.fill(password)
        self.button.click()
