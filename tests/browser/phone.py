"""The simulator's page: a customer's phone."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.customer import Customer
from tests.browser.words import Words
from tests.local.edition import SIMULATOR


class Phone:
    """What a customer does there. On a narrow screen the customers are a tab of their own."""

    def __init__(self, page: Page, say: Words, *, narrow: bool = False) -> None:
        self.page, self.say, self.narrow = page, say, narrow

    def open(self) -> "Phone":
        self.page.goto(SIMULATOR)
        expect(self.page.get_by_role("log")).to_be_visible()
        return self

    @property
    def chat(self) -> Locator:
        return self.page.get_by_role("log")

    def play(self, customer: Customer) -> "Phone":
        """Becomes this customer: their chat opens, and what came is read."""
        if self.narrow:
            self.page.get_by_role("navigation").get_by_role("button", name=self.say("tab_people")).click()
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(customer.name)}, ")).click()
        self.field = self.page.get_by_label(self.say("message_field", name=customer.name))
        expect(self.field).to_be_visible()
        return self

    def write(self, text: str) -> None:
        self.field.fill(text)
        if self.narrow:
            self.page.get_by_role("button", name=self.say("send"), exact=True).click()
        else:
            self.field.press("Enter")
        expect(self.field).to_have_value("")

    def sees(self, text: str) -> None:
        expect(self.chat.get_by_text(text)).to_be_visible()

    def tap(self, title: str) -> None:
        self.chat.get_by_role("button", name=title, exact=True).click()

    def choose(self, button: str, row: str) -> None:
        """Opens a list and sends one of its rows."""
        self.tap(button)
        sheet = self.page.get_by_role("dialog", name=button)
        sheet.get_by_role("radio", name=row).check()
        sheet.get_by_role("button", name=self.say("send_choice"), exact=True).click()
        expect(sheet).to_be_hidden()
