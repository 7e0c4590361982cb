"""Whoever runs the shift moves many conversations at once, and takes it back as easily."""

from playwright.sync_api import expect

from tests.browser.test_hour_by_keyboard import waiting
from tests.local.edition import LIVIA, MARINA, Product, until


def test_a_supervisor_reassigns_many_and_takes_it_back(inbox_of):
    crowd = waiting("Fabi Lote", "Gil Lote", "Hugo Lote", "Inês Lote")
    marina = Product(MARINA)

    def of_marina() -> set[str]:
        return {each["contact_name"] for each in marina.conversations(assignee="me")} & {each.name for each in crowd}

    inbox = inbox_of(LIVIA, "unassigned")
    page, say = inbox.page, inbox.say
    for each in crowd:
        inbox.row(each).hover()
        inbox.row(each).locator("[data-part=mark]").click()
    bar = page.get_by_role("toolbar", name=say("bulk.label"))
    expect(bar).to_contain_text("4")
    bar.get_by_role("button", name=say("action.assign"), exact=True).click()
    page.get_by_role("menuitem", name="Marina Duarte").or_(page.get_by_role("menuitemradio", name="Marina Duarte")).click()
    until(lambda: len(of_marina()) == 4, "four conversations of Marina's")
    for each in crowd:
        expect(inbox.row(each)).to_have_count(0)

    page.get_by_role("button", name=say("inbox.undo"), exact=True).click()
    for each in crowd:
        expect(inbox.row(each)).to_be_visible()
    until(lambda: not of_marina(), "none of Marina's")
