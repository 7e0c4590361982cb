"""Without a network: what was read can be read, what is written waits and goes out once."""

from playwright.sync_api import expect

from tests.browser.customer import new_customer
from tests.local.edition import MARINA, Product, until

# Read, and put away: a page writes down what was read a few seconds later. To open a database before the page does would make an empty one.
KEPT = """async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "pytake-read")) return false;
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open("pytake-read");
        opening.onerror = reject;
        opening.onsuccess = () => {
            const asking = opening.result.transaction("read").objectStore("read").getAllKeys();
            asking.onsuccess = () => resolve(["list", "entries"].every((kind) => asking.result.some((key) => key.includes(kind))));
            opening.result.close();
        };
    });
}"""


def test_a_minute_without_a_network_amid_three_answers(screens, inbox_of):
    people = [new_customer(name) for name in ("Júlia Elevador", "Kauã Elevador", "Lina Elevador")]
    marina = Product(MARINA)
    for each in people:
        each.asks_for_a_person()
        found = until(lambda each=each: [c for c in marina.conversations(assignee="none") if c["contact_name"] == each.name], each.name)
        marina.post(f"/conversations/{found[0]['id']}/assign", {"assignee": marina.member["id"]}).raise_for_status()
    inbox = inbox_of(MARINA, prepare=lambda page: page.clock.install())
    page = inbox.page
    screens.allow_no_network()
    for each in reversed(people):
        inbox.pick(each)
    inbox.reply("Resposta um, com rede")
    people[0].hears("Resposta um, com rede")

    page.context.set_offline(True)
    for number, each in enumerate(people[1:], 2):
        inbox.pick(each)
        inbox.reply(f"Resposta {number}, sem rede")
        expect(inbox.tick(f"Resposta {number}, sem rede", "offline")).to_be_visible()
    expect(page.get_by_text("2 respostas serão enviadas").first).to_be_visible()
    page.clock.fast_forward("01:00")
    expect(inbox.tick("Resposta 3, sem rede", "offline")).to_be_visible()
    assert all("sem rede" not in text for each in people for text in each.heard())

    page.context.set_offline(False)
    for number, each in enumerate(people[1:], 2):
        each.hears(f"Resposta {number}, sem rede")
        assert each.heard().count(f"Resposta {number}, sem rede") == 1
    expect(inbox.tick("Resposta 3, sem rede", "delivered")).to_be_visible()


def test_what_was_read_can_be_read_after_a_restart_without_a_network(screens, inbox_of, customer):
    customer.asks_for_a_person()
    inbox = inbox_of(MARINA, "unassigned")
    page = inbox.page
    inbox.pick(customer)
    expect(inbox.event("event.handed_off")).to_be_visible()
    until(
        lambda: page.evaluate("navigator.serviceWorker.ready.then((each) => each.active?.state === 'activated')"),
        "the shell, on the device",
    )
    until(lambda: page.evaluate(KEPT), "what was read, on the device")

    screens.allow_no_network()
    # Resumed without a network, the page has no token: what it asks first is refused, and gets it one.
    screens.allow("Failed to load resource: the server responded with a status of 401 (Unauthorized)", "/api/*")
    page.context.set_offline(True)
    page.reload()
    expect(inbox.row(customer)).to_be_visible()
    expect(inbox.messages.first).to_be_visible()
    inbox.reply("Escrita depois do reinício")
    expect(inbox.tick("Escrita depois do reinício", "offline")).to_be_visible()
    page.reload()
    expect(inbox.tick("Escrita depois do reinício", "offline")).to_be_visible()

    page.context.set_offline(False)
    customer.hears("Escrita depois do reinício")
    assert customer.heard().count("Escrita depois do reinício") == 1
    expect(inbox.tick("Escrita depois do reinício", "delivered")).to_be_visible()
