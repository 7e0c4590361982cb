"""The inbox: its list, its thread and its composer."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.customer import Customer
from tests.browser.words import Words
from tests.local.edition import UI, until

IS_COLOUR = """(element, name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(--${name})`;
    const same = getComputedStyle(probe).color === getComputedStyle(element).color;
    probe.remove();
    return same;
}"""


class Inbox:
    """What an agent does there."""

    def __init__(self, page: Page, say: Words) -> None:
        self.page, self.say = page, say
        self.rows = page.get_by_role("option")
        self.thread = page.get_by_role("main").get_by_role("log")
        self.messages = self.thread.get_by_role("article")
        self.composer = page.get_by_role("region", name=say("composer.label"), exact=True)
        self.field = page.locator("#reply")
        self.details = page.get_by_role("complementary", name=say("details.title"), exact=True)

    def open(self, view: str = "mine") -> "Inbox":
        self.page.goto(f"{UI}/inbox" + ("" if view == "mine" else f"?view={view}"))
        expect(self.page.get_by_label(self.say("inbox.list_label"), exact=True)).to_be_visible()
        return self

    def show(self, view: str) -> None:
        pill = self.pill(view)
        pill.click()
        expect(pill).to_have_attribute("aria-pressed", "true")

    def pill(self, view: str) -> Locator:
        """What shows a view, with how many it holds."""
        return self.page.get_by_role("group", name=self.say("inbox.views")).get_by_role("button", name=self.say.beginning(f"view.{view}"))

    def row(self, customer: Customer) -> Locator:
        return self.rows.filter(has_text=customer.name)

    def pick(self, customer: Customer) -> None:
        """Opens a conversation from the list."""
        self.row(customer).click()
        expect(self.page.get_by_role("heading", name=customer.name)).to_be_visible()
        expect(self.messages.first).to_be_visible()

    def message(self, text: str) -> Locator:
        """The one bubble with these words."""
        return self.messages.filter(has_text=text)

    def texts(self, *among: str) -> list[str]:
        """Which of these texts the thread shows, in its order."""
        found = [next((text for text in among if text in shown), None) for shown in self.messages.all_inner_texts()]
        return [text for text in found if text]

    def tick(self, text: str, status: str) -> Locator:
        return self.message(text).get_by_role("img", name=self.say(f"delivery.{status}"), exact=True)

    def reply(self, text: str, *, with_button: bool = False) -> None:
        self.field.fill(text)
        if with_button:
            self.composer.get_by_role("button", name=self.say.beginning("composer.send")).click()
        else:
            self.field.press("Control+Enter")
        expect(self.field).to_have_value("")
        expect(self.message(re.sub(r"[*_~]", "", text))).to_be_visible()

    def reply_too(self, text: str) -> None:
        """Sends although a colleague is writing: the second thought is answered with yes."""
        anyway = self.composer.get_by_role("button", name=self.say("composer.send_anyway"))
        self.field.fill(text)
        self.field.press("Control+Enter")
        until(lambda: self.field.input_value() == "" or (anyway.count() > 0 and anyway.click()), f"“{text}” to leave")
        expect(self.message(text)).to_be_visible()

    def assign_to_me(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=self.say("action.assign"), exact=True).click()
        menu = self.page.get_by_role("menu", name=self.say("action.assign"))
        menu.get_by_role("menuitemradio", name=self.say("assign.me", name=name)).click()
        expect(menu).to_be_hidden()

    def resolve(self) -> None:
        self.page.get_by_role("main").get_by_role("button", name=self.say.beginning("action.resolve")).click()
        expect(self.toast(self.say("inbox.resolved"))).to_be_visible()

    def undo(self) -> None:
        self.page.get_by_role("button", name=self.say("inbox.undo"), exact=True).click()

    def toast(self, text: str) -> Locator:
        return self.page.get_by_role("status").filter(has_text=text)

    def event(self, key: str, **values: object) -> Locator:
        """A grey line of the timeline."""
        sentence = re.sub(r"</?\d>", "", self.say(key, **values))
        return self.thread.get_by_text(sentence)

    def is_colour(self, element: Locator, token: str) -> bool:
        """Whether a thing is painted with one of the design's colours."""
        return bool(element.evaluate(IS_COLOUR, token))
