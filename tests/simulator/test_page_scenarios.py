"""A scenario on the page: recorded, kept, played and deleted."""

from tests.simulator.screen import DESKTOP, HAND, NEEDS_A_BROWSER, open_page

pytestmark = NEEDS_A_BROWSER


def test_what_was_done_is_recorded_saved_played_and_deleted(browser, address, product, eventually):
    page, complaints = open_page(browser, address, locale="en-GB", viewport=DESKTOP)
    page.get_by_role("button", name="Scenario").click()
    dialog = page.get_by_role("dialog", name="Scenarios")
    dialog.get_by_text("Nothing saved yet").wait_for()
    dialog.get_by_role("button", name="Start recording").click()
    bar = page.get_by_role("region", name="Recording")
    bar.get_by_text("Recording, steps: 0").wait_for()
    field = page.get_by_role("textbox", name="Message as Rafael Nogueira")
    field.fill("o pé veio riscado")
    field.press("Enter")
    page.get_by_role("button", name="+30 min").click()
    bar.get_by_text("Recording, steps: 2").wait_for()
    bar.get_by_role("button", name="Stop").press("Enter")
    dialog.get_by_role("textbox", name="Name of the scenario").fill("Troca de peça")
    dialog.get_by_role("textbox", name="Name of the scenario").press("Enter")
    page.get_by_text("Saved: Troca de peça").wait_for()
    bar.wait_for(state="hidden")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download troca-de-peca.json").click()
    assert download.value.suggested_filename == "troca-de-peca.json"

    page.get_by_role("button", name="Scenario").click()
    dialog.get_by_text("steps: 2 · Rafael Nogueira").wait_for()
    dialog.get_by_role("button", name="Play Troca de peça as fast as PyTake answers").click()
    page.get_by_text("Played: Troca de peça").wait_for()
    assert [message["text"]["body"] for message in eventually(lambda: len(product.messages) == 2 and product.messages)] == [
        "o pé veio riscado"
    ] * 2
    page.get_by_text("+01:00").wait_for()

    page.get_by_role("button", name="Scenario").click()
    dialog.get_by_role("button", name="Delete Troca de peça").click()
    dialog.get_by_text("Delete “Troca de peça”?").wait_for()
    dialog.get_by_role("button", name="Delete", exact=True).click()
    dialog.get_by_text("Nothing saved yet").wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert complaints == []


def test_in_a_hand_in_spanish_everything_fits(browser, address):
    page, complaints = open_page(browser, address, locale="es-MX", **HAND)
    page.get_by_role("textbox", name="Mensaje como Rafael Nogueira").wait_for()
    page.get_by_role("button", name="Escenario").click()
    dialog = page.get_by_role("dialog", name="Escenarios")
    dialog.get_by_role("button", name="Grabar").click()
    bar = page.get_by_role("region", name="Grabación")
    bar.get_by_text("Grabando, pasos: 0").wait_for()
    field = page.get_by_role("textbox", name="Mensaje como Rafael Nogueira")
    field.fill("hola")
    field.press("Enter")
    bar.get_by_text("Grabando, pasos: 1").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bar.get_by_role("button", name="Detener").tap()
    dialog.get_by_role("textbox", name="Nombre del escenario").wait_for()
    page.keyboard.press("Escape")
    bar.get_by_text("Grabado, pasos: 1").wait_for()
    bar.get_by_role("button", name="Descartar").tap()
    bar.get_by_text("¿Descartar la grabación, pasos: 1?").wait_for()
    bar.get_by_role("button", name="Descartar").tap()
    bar.wait_for(state="hidden")
    assert complaints == []
