"""The list under a pointer."""

from playwright.sync_api import expect

from tests.local.edition import MARINA


def test_a_press_on_a_list_that_moves_opens_what_is_under_it(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    row = inbox.row(customer)
    expect(row).to_be_visible()
    box = row.bounding_box()
    assert box
    # As while it moves: the moment itself is over before a test can press.
    inbox.page.locator("#conversation-list").evaluate("each => each.setAttribute('data-moving', '')")
    at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert inbox.page.evaluate("at => document.elementFromPoint(...at).id", at) == "conversation-list"
    inbox.page.mouse.click(*at)
    expect(inbox.page.get_by_role("heading", name=customer.name)).to_be_visible()


def test_a_press_on_a_list_that_goes_on_moving_opens_what_is_under_it(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    expect(inbox.row(customer)).to_be_visible()
    # As where a scroll that glides on marks it again before the press is over.
    inbox.page.locator("#conversation-list").evaluate("""list => {
        const glide = () => list.setAttribute("data-moving", "");
        list.addEventListener("pointerdown", glide);
        glide();
    }""")
    box = inbox.row(customer).bounding_box()
    assert box
    inbox.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(inbox.page.get_by_role("heading", name=customer.name)).to_be_visible()


def test_what_moved_can_be_pointed_at_again(inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "all", size=(1440, 400))
    expect(inbox.row(customer)).to_be_visible()
    moved = """list => new Promise((resolve) => {
        list.style.minHeight = "2000px";
        list.parentElement.addEventListener("scroll", () => resolve(list.hasAttribute("data-moving")), { once: true });
        list.parentElement.scrollTop = 40;
    })"""
    assert inbox.page.locator("#conversation-list").evaluate(moved)
    expect(inbox.page.locator("#conversation-list[data-moving]")).to_have_count(0)
